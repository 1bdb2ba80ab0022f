"""A year as twelve small tables: what each day is, and what a new arrangement would make of it."""

from __future__ import annotations

import calendar as weeks
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.edges.components.shapes import Cell, Column, TableRow
from gongkai.foundation.calendars.rules import CalendarChanges, is_weekday
from gongkai.kernel.working_days import SpecialDay
from gongkai.reference.calendars import CalendarDay

CHANGE_COLUMNS = (Column("日期", "date"), Column("原来"), Column("改为"))
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year view.

    `kind` is work, rest, holiday, make-up or statutory (off by the law alone, no notice has settled it);
    `changed`: a new arrangement makes it what it is.
    """

    on: date
    kind: str
    name: str = ""
    changed: bool = False

    @property
    def sign(self) -> str:
        return {"holiday": "休", "make-up": "班", "statutory": "法定"}.get(self.kind, "")

    @property
    def words(self) -> str:
        """For those who hear the page, and as the title."""
        said = {"holiday": "放假", "make-up": "调休上班", "statutory": "法定节假日，暂定"}.get(self.kind, "")
        return f"{self.name}{said}{'，有变动' if self.changed else ''}"


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; days of other months are `None`."""

    number: int
    weeks: Sequence[Sequence[Day | None]]


def year_view(year: int, special: Iterable[SpecialDay], changed: Iterable[date] = ()) -> list[Month]:
    """The months of a year; days that are not special follow the week."""
    listed = {day.on: day for day in special}
    marked = frozenset(changed)
    return [
        Month(
            number,
            [
                [_day(on, listed, on in marked) if on.month == number else None for on in week]
                for week in weeks.Calendar().monthdatescalendar(year, number)
            ],
        )
        for number in range(1, 13)
    ]


def _day(on: date, listed: Mapping[date, SpecialDay], changed: bool) -> Day:
    found = listed.get(on)
    if found is None:
        return Day(on, "work" if is_weekday(on) else "rest", changed=changed)
    kind = "statutory" if found.statutory else "make-up" if found.is_workday else "holiday"
    return Day(on, kind, found.name, changed)


def days_changed(changes: CalendarChanges) -> set[date]:
    """The days that a new arrangement touches."""
    listed = {day.on for day in (*changes.added, *changes.removed)}
    return listed | {altered.new.on for altered in changes.altered}


def change_rows(changes: CalendarChanges) -> list[TableRow]:
    """Each day that changes, what it was and what it becomes, in order."""
    rows = {day.on: (_week(day.on), _as_listed(day)) for day in changes.added}
    rows |= {day.on: (_as_listed(day), _week(day.on)) for day in changes.removed}
    rows |= {each.new.on: (_as_listed(each.old), _as_listed(each.new)) for each in changes.altered}
    return [
        TableRow([Cell(f"{on.isoformat()} 周{_WEEKDAYS[on.weekday()]}"), Cell(old), Cell(new)])
        for on, (old, new) in sorted(rows.items())
    ]


def _as_listed(day: CalendarDay) -> str:
    return f"{day.name}{'调休上班' if day.is_workday else '放假'}（{day.notice_number}）"


def _week(on: date) -> str:
    return "照常上班" if is_weekday(on) else "周末休息"
