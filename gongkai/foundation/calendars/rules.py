"""The week, what two arrangements of a year differ in, and which of two goes before the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.foundation.calendars.enums import CalendarOrigin
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarDay, CalendarYear, HolidayNotice
from gongkai.reference.files import FileHeader
from gongkai.text.holiday_notice import HolidayArrangement

_SATURDAY = 5
_ONE_HOLIDAY = timedelta(days=30)
"""How far days of one holiday lie apart at most; 元旦 of two years are further."""


def is_weekday(on: date) -> bool:
    """Monday to Friday (国务院关于职工工作时间的规定 art. 7)."""
    return on.weekday() < _SATURDAY


@dataclass(frozen=True, slots=True)
class AlteredDay:
    """A day that both arrangements list, and differently."""

    old: CalendarDay
    new: CalendarDay


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """What a new arrangement of a year changes, each list in order.

    `settles`: the year had no final arrangement and gets one, or the other way round.
    """

    added: tuple[CalendarDay, ...] = ()
    removed: tuple[CalendarDay, ...] = ()
    altered: tuple[AlteredDay, ...] = ()
    settles: bool = False

    @property
    def bear_on_dates(self) -> bool:
        """Whether a deadline, its proof or its being provisional could change."""
        return bool(self.added or self.removed or self.altered or self.settles)


def changes(old: Iterable[CalendarDay], new: Iterable[CalendarDay], *, settles: bool) -> CalendarChanges:
    """Compare two lists of days; a day is altered when anything about it differs, its notice included."""
    before = {day.on: day for day in old}
    after = {day.on: day for day in new}
    return CalendarChanges(
        added=tuple(after[on] for on in sorted(after.keys() - before.keys())),
        removed=tuple(before[on] for on in sorted(before.keys() - after.keys())),
        altered=tuple(
            AlteredDay(before[on], after[on])
            for on in sorted(before.keys() & after.keys())
            if before[on] != after[on]
        ),
        settles=settles,
    )


def shipped_goes_before(
    *, origin: CalendarOrigin, provisional: bool, newest_notice: date, shipped: CalendarYear
) -> bool:
    """Whether a shipped arrangement takes the place of a different one that is loaded.

    A corrected shipped file replaces an earlier shipped one. What an administrator loaded stays, unless
    it was an expectation only, or the shipped file rests on a later notice.

    Args:
        origin, provisional, newest_notice: of the version loaded; the day of issue of its latest notice.
    """
    if origin == CalendarOrigin.SHIPPED or provisional:
        return True
    return max(notice.issued_on for notice in shipped.notices) > newest_notice


def calendar_fault(calendar: CalendarYear) -> str:
    """Why an arrangement cannot be loaded, or an empty text."""
    numbers = [notice.number for notice in calendar.notices]
    if not numbers:
        return f"{calendar.year}年的日历没有写明依据的通知。"
    if len(set(numbers)) < len(numbers):
        return "同一年份重复列出了同一文号的通知。"
    seen: set[date] = set()
    for day in calendar.days:
        if day.on.year != calendar.year:
            return f"{day.on}不在{calendar.year}年，请核对日期。"
        if day.notice_number not in numbers:
            return f"{day.on}所依据的通知“{day.notice_number}”没有列出。"
        if day.on in seen:
            return f"{day.on}列出了不止一次，请核对日期。"
        seen.add(day.on)
    return ""


def years_of(
    arrangement: HolidayArrangement, notice: HolidayNotice, in_force: Mapping[int, CalendarYear]
) -> tuple[CalendarYear, ...]:
    """The arrangements to load for a notice that was read, in order.

    The yearly notice sets its year anew; days that another notice ordered stay. A notice about a single
    holiday, and the days of the December before, are put into what is in force of their year.

    Args:
        notice: title, number and date as they are to be kept; `in_force`: the years loaded already.

    Raises:
        InvalidInput: days lie in a year that is not loaded.
    """
    return tuple(_year_of(year, arrangement, notice, in_force.get(year)) for year in arrangement.years)


def _year_of(
    year: int, arrangement: HolidayArrangement, notice: HolidayNotice, present: CalendarYear | None
) -> CalendarYear:
    new = [
        CalendarDay(day.on, day.is_workday, day.name, notice.number)
        for day in arrangement.days
        if day.on.year == year
    ]
    sets_year = arrangement.whole_year and year == arrangement.year
    if present is None:
        if not sets_year:
            raise InvalidInput(
                f"通知里有{year}年的日期，而{year}年的工作日历还没有载入，请先载入{year}年的通知。"
            )
        header = FileHeader(f"calendars/{year}", 1, notice.issued_on, notice.title, ())
        return CalendarYear(year, header, (notice,), tuple(new))
    replaced = present.notice.number if sets_year else notice.number
    stays = [day for day in present.days if day.notice_number != replaced and not _gives_way(day, new)]
    days = tuple(sorted([*stays, *new], key=lambda day: day.on))
    others = [old for old in present.notices if old.number not in {replaced, notice.number}]
    notices = (notice, *others) if sets_year else (*others, notice)
    return replace(present, notices=notices, days=days)


def _gives_way(day: CalendarDay, new: Iterable[CalendarDay]) -> bool:
    """Whether an earlier notice's day is arranged anew: the same day, or the same holiday."""
    return any(
        day.on == other.on or (day.name == other.name and abs(day.on - other.on) < _ONE_HOLIDAY)
        for other in new
    )
