"""Statutory holidays and make-up workdays (调休) by year, each day with the notice that orders it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import Entry, FileHeader, shipped, shipped_years, toml_document

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """A notice of the State Council General Office; `verified`: its number was found in copies."""

    title: str
    number: str
    issued_on: date
    verified: bool
    address: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that does not follow the week, or is part of a holiday; `notice_number` orders it."""

    on: date
    is_workday: bool
    name: str
    notice_number: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year's arrangement: days not listed follow the week. The first notice is the yearly one."""

    year: int
    header: FileHeader
    notices: tuple[HolidayNotice, ...]
    days: tuple[CalendarDay, ...]

    @property
    def notice(self) -> HolidayNotice:
        """The yearly notice."""
        return self.notices[0]


def calendar_years() -> tuple[int, ...]:
    """The years that come with an arrangement, in order. Days of other years are provisional."""
    return shipped_years()


@cache
def calendar_year(year: int) -> CalendarYear:
    """The arrangement of a year. Raises ReferenceDataError when none comes with the package."""
    name = f"calendars/{year}.toml"
    parsed = parse_calendar_year(shipped(name), name)
    if parsed.year != year:
        raise ReferenceDataError(name, f"文件写的年份是 {parsed.year}")
    return parsed


def parse_calendar_year(text: str, file: str) -> CalendarYear:
    """Read one year from a file's text: the shipped files, or one that an administrator imports.

    Raises ReferenceDataError naming the entry: a day of another year, out of order or listed twice,
    a make-up workday that is no weekend, a notice that the file does not name.
    """
    header, document = toml_document(text, file)
    year = document.count("year")
    notices = tuple(_notice(entry) for entry in document.tables("notices"))
    if not notices:
        raise ReferenceDataError(file, "没有写明依据的通知（notices）")
    days = _days(document, year, notices)
    document.finish()
    return CalendarYear(year, header, notices, days)


def _notice(entry: Entry) -> HolidayNotice:
    notice = HolidayNotice(
        title=entry.text("title"),
        number=entry.text("number"),
        issued_on=entry.day("issued_on"),
        verified=entry.flag("verified"),
        address=entry.text_or_empty("address"),
    )
    entry.finish()
    return notice


def _days(document: Entry, year: int, notices: tuple[HolidayNotice, ...]) -> tuple[CalendarDay, ...]:
    numbers = {notice.number for notice in notices}
    days: list[CalendarDay] = []
    for entry in document.tables("days"):
        day = CalendarDay(
            on=entry.day("on"),
            is_workday=entry.flag("workday"),
            name=entry.text("name"),
            notice_number=entry.text_or_empty("notice") or notices[0].number,
        )
        entry.finish()
        if day.on.year != year:
            raise entry.fault(f"{day.on} 不在 {year} 年")
        if days and day.on <= days[-1].on:
            raise entry.fault(f"{day.on} 重复，或者没有按日期先后排列")
        if day.is_workday and day.on.weekday() < _SATURDAY:
            raise entry.fault(f"{day.on} 不是周末，不能列为调休上班日")
        if day.notice_number not in numbers:
            raise entry.fault(f"文件没有列出通知“{day.notice_number}”")
        days.append(day)
    return tuple(days)
