"""Days off by the law alone, for years whose notice is not out: provisional, no make-up workday is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import Entry, FileHeader, shipped, toml_document

_FILE = "statutory_days.toml"


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """A day off for all citizens (全国年节及纪念日放假办法 art. 2)."""

    on: date
    name: str


def statutory_years() -> tuple[int, ...]:
    """The years whose statutory days come with the package, in order."""
    return tuple(_by_year())


def statutory_days(year: int) -> tuple[StatutoryDay, ...]:
    """The days of a year in order. Raises ReferenceDataError when none come with the package."""
    found = _by_year().get(year)
    if found is None:
        raise ReferenceDataError(_FILE, f"没有 {year} 年的法定节假日")
    return found


def parse_statutory_days(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[StatutoryDay, ...]]:
    """Read the days from a file's text. Raises ReferenceDataError naming one listed twice or out of order."""
    header, document = toml_document(text, file)
    days: list[StatutoryDay] = []
    for entry in document.tables("days"):
        day = _day(entry)
        if days and day.on <= days[-1].on:
            raise entry.fault(f"{day.on} 重复，或者没有按日期先后排列")
        days.append(day)
    document.finish()
    return header, tuple(days)


def _day(entry: Entry) -> StatutoryDay:
    day = StatutoryDay(on=entry.day("on"), name=entry.text("name"))
    entry.finish()
    return day


@cache
def _by_year() -> Mapping[int, tuple[StatutoryDay, ...]]:
    _, days = parse_statutory_days(shipped(_FILE))
    return {year: tuple(found) for year, found in groupby(days, key=lambda day: day.on.year)}
