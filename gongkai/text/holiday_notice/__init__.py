"""Holiday notices of the State Council read from their text: `words_of_file`, `read_holiday_notice`.

A notice says which days of a year are off and which weekends are worked for them. Every date, weekday and
number of days is compared with the calendar; what does not fit, or is not understood, is refused with the
clause, so that nothing in a working calendar was ever guessed.
"""

from gongkai.text.holiday_notice.files import words_of_file
from gongkai.text.holiday_notice.model import HolidayArrangement, NoticeDay
from gongkai.text.holiday_notice.reading import LONGEST_NOTICE, read_holiday_notice

__all__ = ["LONGEST_NOTICE", "HolidayArrangement", "NoticeDay", "read_holiday_notice", "words_of_file"]
