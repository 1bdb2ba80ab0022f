"""Months, quarters, half-years and years, and limits that come again in each of them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

_MONTHS_OF_YEAR = 12


class Every(StrEnum):
    """How often something falls due."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months one period has."""
        return _MONTHS[self]

    @property
    def words(self) -> str:
        return _EVERY_WORDS[self]


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_EVERY_WORDS = {Every.MONTH: "每月", Every.QUARTER: "每季度", Every.HALF_YEAR: "每半年", Every.YEAR: "每年"}
_HALVES = ("上半年", "下半年")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(on: date, months: int) -> date:
    """The same day `months` later (or earlier); where that month is shorter, its last day.

    民法典 art. 203 para. 2 and art. 202: a period counted by months ends on the corresponding day of the
    month in which it expires, and on that month's last day where there is no corresponding day.
    """
    count = on.year * _MONTHS_OF_YEAR + on.month - 1 + months
    end = month_end(count // _MONTHS_OF_YEAR, count % _MONTHS_OF_YEAR + 1)
    return end if on.day > end.day else end.replace(day=on.day)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month, quarter, half-year or year; `number` counts from 1 within its year."""

    year: int
    number: int
    every: Every

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _MONTHS_OF_YEAR // self.every.months:
            raise ValueError(f"a year has no {self.every} number {self.number}")

    @classmethod
    def containing(cls, on: date, every: Every) -> Self:
        """The period in which a day lies."""
        return cls(on.year, (on.month - 1) // every.months + 1, every)

    @property
    def first_month(self) -> int:
        return (self.number - 1) * self.every.months + 1

    @property
    def starts_on(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def ends_on(self) -> date:
        return month_end(self.year, self.first_month + self.every.months - 1)

    def next(self) -> Self:
        """The period that follows."""
        return self.containing(self.ends_on + timedelta(days=1), self.every)

    def previous(self) -> Self:
        """The period before."""
        return self.containing(self.starts_on - timedelta(days=1), self.every)

    def __str__(self) -> str:
        part = {
            Every.MONTH: f"{self.number}月",
            Every.QUARTER: f"第{'一二三四'[self.number - 1]}季度" if self.every is Every.QUARTER else "",
            Every.HALF_YEAR: _HALVES[self.number - 1] if self.every is Every.HALF_YEAR else "",
            Every.YEAR: "",
        }[self.every]
        return f"{self.year}年{part}"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A limit that comes again in every period.

    `month` counts from 1 within the period and is the month in which it falls due, `day` the day of that
    month; 0 stands for the last one. 每季度的首个月20日 is `Recurrence(QUARTER, 1, 20)`, 每年1月31日前 is
    `Recurrence(YEAR, 1, 31)`, plain 每月 is `Recurrence(MONTH)`.
    """

    every: Every
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.month <= self.every.months:
            raise ValueError(f"a {self.every} has no month {self.month}")
        if not 0 <= self.day <= _LONGEST_MONTH:
            raise ValueError(f"no month has a day {self.day}")

    def due_on(self, period: Period) -> date:
        """The last day on which the duty of `period` is done in time; month-end safe."""
        end = month_end(period.year, period.first_month + (self.month or self.every.months) - 1)
        return end.replace(day=self.day) if 0 < self.day < end.day else end

    def next_due(self, on: date) -> date:
        """The first due date on or after a day."""
        period = Period.containing(on, self.every)
        due = self.due_on(period)
        return due if due >= on else self.due_on(period.next())

    def __str__(self) -> str:
        if self.every is Every.YEAR and self.month:
            when = f"{self.month}月{self.day}日前" if self.day else f"{self.month}月底前"
        elif self.every is Every.MONTH:
            when = f"{self.day}日前" if self.day else ""
        elif self.month:
            name = "首" if self.month == 1 else f"第{self.month}"
            when = f"{name}个月{f'{self.day}日前' if self.day else '底前'}"
        else:
            when = ""
        return f"{self.every.words}{when}"


_LONGEST_MONTH = 31
