"""What a holiday notice arranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day off, or a weekend day that is worked for it; `name` is the holiday."""

    on: date
    is_workday: bool
    name: str


@dataclass(frozen=True, slots=True)
class HolidayArrangement:
    """A notice as read, its days in order; few may lie in the last December before `year`.

    `title` and `number` are empty and `issued_on` is None where the text does not have them.
    `whole_year`: the yearly notice, and not one about a single holiday.
    """

    year: int
    title: str
    number: str
    issued_on: date | None
    whole_year: bool
    days: tuple[NoticeDay, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which days lie, in order."""
        return tuple(sorted({day.on.year for day in self.days}))
