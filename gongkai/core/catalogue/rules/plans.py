"""What importing a table would do, the same for catalogues and for lists of powers; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from gongkai.text.catalogue_table import Problem


class Planned(Protocol):
    """What an import would do with one row: something new, or the named changes."""

    @property
    def is_new(self) -> bool: ...
    @property
    def changed(self) -> Sequence[str]: ...


PlannedT = TypeVar("PlannedT", bound=Planned)


@dataclass(frozen=True)  # a generic of frozen slots cannot be made by its alias in Python 3.11
class ImportPlan(Generic[PlannedT]):
    """An import worked out in full before anything is written."""

    rows: tuple[PlannedT, ...]
    problems: tuple[Problem, ...]
    absent: int = 0
    """What is there and the table does not have; it stays (S4-1: no silent deletion)."""

    @property
    def created(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def updated(self) -> int:
        return sum(bool(row.changed) for row in self.rows if not row.is_new)

    @property
    def unchanged(self) -> int:
        return len(self.rows) - self.created - self.updated
