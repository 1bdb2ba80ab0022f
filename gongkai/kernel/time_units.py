"""Lengths of time as the law counts them: 20个工作日 is not 20日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"

    @property
    def words(self) -> str:
        """As it follows a figure: 20个工作日, 20日, 1个月."""
        return _WORDS[self]


_WORDS = {Unit.WORKDAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.HOUR: "小时"}
_SHORT = {"wd": Unit.WORKDAY, "d": Unit.DAY, "m": Unit.MONTH, "y": Unit.YEAR, "h": Unit.HOUR}
_MOST = 100_000


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A length of time, at least one unit long."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < self.amount <= _MOST:
            raise ValueError(f"a limit lasts from 1 to {_MOST} units, not {self.amount}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the short form: 20wd (working days), 30d, 3m, 2y, 48h; ValueError when it is none."""
        found = re.fullmatch(r"(\d{1,6})(wd|d|m|y|h)", text.strip().lower(), re.ASCII)
        if not found:
            raise ValueError(f"not a length of time: {text}")
        return cls(int(found[1]), _SHORT[found[2]])

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.words}"
