"""Working calendars for the tests of legal time, and the slow and obvious count to compare with."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from gongkai.kernel.working_days import SpecialDay, WorkingCalendar
from gongkai.reference.calendars import calendar_year, calendar_years

DAY = timedelta(days=1)
SETTLED_UNTIL = date(2026, 12, 31)

STATUTORY_2027 = tuple(
    SpecialDay(date.fromisoformat(f"2027-{day}"), is_workday=False, name=name, statutory=True)
    for day, name in [
        ("01-01", "元旦"),
        ("02-05", "春节"),
        ("02-06", "春节"),
        ("02-07", "春节"),
        ("02-08", "春节"),
        ("04-05", "清明节"),
        ("05-01", "劳动节"),
        ("05-02", "劳动节"),
        ("06-09", "端午节"),
        ("09-15", "中秋节"),
        ("10-01", "国庆节"),
        ("10-02", "国庆节"),
        ("10-03", "国庆节"),
    ]
)


def shipped_days() -> list[SpecialDay]:
    """Every listed day of the years that come with the product."""
    return [
        SpecialDay(day.on, day.is_workday, day.name, day.notice_number)
        for year in calendar_years()
        for day in calendar_year(year).days
    ]


@cache
def china() -> WorkingCalendar:
    """The shipped years, settled, and 2027 with what the law alone says of it."""
    return WorkingCalendar([*shipped_days(), *STATUTORY_2027], calendar_years())


@cache
def forgetful() -> WorkingCalendar:
    """A calendar that knows the days off and forgets that weekends were worked for them."""
    return WorkingCalendar([day for day in shipped_days() if not day.is_workday], calendar_years())


def counted(calendar: WorkingCalendar, after: date, until: date) -> int:
    """Working days after one day, up to and including another, by walking from the one to the other."""
    return sum(calendar.is_workday(after + DAY * n) for n in range(1, (until - after).days + 1))


def walked(calendar: WorkingCalendar, on: date, days: int) -> date:
    """The `days`-th working day after `on` (before it, when negative), by walking."""
    left = abs(days)
    while left:
        on += DAY if days > 0 else -DAY
        left -= calendar.is_workday(on)
    return on


starts = st.dates(date(2020, 1, 1), date(2027, 6, 30))
"""Starting days: settled years, and some that reach into the unsettled one."""

amounts = st.integers(1, 300)
