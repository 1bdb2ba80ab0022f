"""Which days are worked, and stepping from one to another at once, however far."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The years that a calendar reaches over; outside them it refuses."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that does not follow the week, or is part of a holiday.

    `source` is the notice that orders it. `statutory`: the day follows from the law alone, no notice has
    settled how it is taken.
    """

    on: date
    is_workday: bool
    name: str
    source: str = ""
    statutory: bool = False


class WorkingCalendar:
    """The working days from `FIRST_YEAR` to `LAST_YEAR`.

    Two arrays are made once: all working days in order, and for each day how many of them have been up to
    and including it. A step of any length is then two look-ups.
    """

    __slots__ = ("_days", "_places", "_rank", "_special", "_worked", "settled_years")

    def __init__(self, special: Iterable[SpecialDay], settled_years: Collection[int]) -> None:
        """`special` holds each day at most once; `settled_years` have their final notice."""
        self._special = {day.on: day for day in sorted(special, key=lambda day: day.on)}
        self._days: Sequence[SpecialDay] = tuple(self._special.values())
        self._places = [day.on for day in self._days]
        self.settled_years = frozenset(settled_years)
        start, end = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
        differing = {day.on.toordinal(): day.is_workday for day in self._days}
        self._worked = array("i")
        self._rank = array("i")
        for ordinal in range(start, end + 1):
            if differing.get(ordinal, (ordinal - 1) % 7 < _SATURDAY):
                self._worked.append(ordinal)
            self._rank.append(len(self._worked))

    def is_workday(self, on: date) -> bool:
        """What a notice or the law says of the day, else the week."""
        said = self._special.get(on)
        return on.weekday() < _SATURDAY if said is None else said.is_workday

    def special(self, on: date) -> SpecialDay | None:
        """What is known of a day beyond the week."""
        return self._special.get(on)

    def step(self, on: date, days: int) -> date:
        """The working day that is the `days`-th after `on` (negative: before it); `on` itself never counts.

        Raises ValueError for 0 days, or outside the years of the calendar.
        """
        if days == 0:
            raise ValueError("a step has at least one day")
        place = self._rank_of(on) + days - 1
        if days < 0:
            place = self._rank_of(on) - self.is_workday(on) + days
        if not 0 <= place < len(self._worked):
            raise ValueError(_OUTSIDE)
        return date.fromordinal(self._worked[place])

    def first_on_or_after(self, on: date) -> date:
        """The day itself when it is worked, else the next that is."""
        return on if self.is_workday(on) else self.step(on, 1)

    def count(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`; 0 when it is not later."""
        return max(0, self._rank_of(until) - self._rank_of(after))

    def between(self, on: date, until: date) -> int:
        """Working days from one day to another: `count`, and negative when the other is past."""
        return self._rank_of(until) - self._rank_of(on)

    def specials(self, after: date, until: date) -> Sequence[SpecialDay]:
        """The special days after `after`, up to and including `until`, in order."""
        return self._days[bisect_right(self._places, after) : bisect_right(self._places, until)]

    def specials_of(self, year: int) -> Sequence[SpecialDay]:
        """The special days of a year, in order."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self._days[bisect_left(self._places, first) : bisect_right(self._places, last)]

    def is_settled(self, year: int) -> bool:
        """Whether the final notice for a year is known."""
        return year in self.settled_years

    def unsettled(self, after: date, until: date) -> tuple[int, ...]:
        """The years without a final notice that a count after `after` up to `until` reaches into."""
        return tuple(
            year
            for year in range(after.year, until.year + 1)
            if year not in self.settled_years and date(year, 12, 31) > after
        )

    def _rank_of(self, on: date) -> int:
        try:
            place = on.toordinal() - _START
            return self._rank[place] if place >= 0 else _refuse()
        except IndexError:
            return _refuse()


_START = date(FIRST_YEAR, 1, 1).toordinal()
_OUTSIDE = f"只能推算{FIRST_YEAR}年至{LAST_YEAR}年的工作日。"


def _refuse() -> int:
    raise ValueError(_OUTSIDE)
