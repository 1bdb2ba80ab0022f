"""The working calendar of what comes with the package, for whoever has no installation to ask."""

from __future__ import annotations

from functools import cache

from gongkai.kernel.working_days import SpecialDay, WorkingCalendar
from gongkai.reference.calendars import calendar_year, calendar_years
from gongkai.reference.statutory_days import statutory_days, statutory_years


@cache
def shipped_calendar() -> WorkingCalendar:
    """The arrangements of the years with a notice, settled, and the statutory days of those without."""
    years = calendar_years()
    arranged = (
        SpecialDay(day.on, day.is_workday, day.name, day.notice_number)
        for year in years
        for day in calendar_year(year).days
    )
    statutory = (
        SpecialDay(day.on, is_workday=False, name=day.name, statutory=True)
        for year in sorted(set(statutory_years()) - set(years))
        for day in statutory_days(year)
    )
    return WorkingCalendar([*arranged, *statutory], years)
