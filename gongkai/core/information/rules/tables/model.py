"""A table as the rules see it, and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.information.rules.tables.figures import figure_or_none
from gongkai.reference.information_kinds import KindTable, ValueType
from gongkai.text import numerals

MOST_ROWS = 20_000
MOST_COLUMNS = 60
CELL_LENGTH = 2_000
MOST_TABLES = 40
TITLE_LENGTH = 200
NOTE_LENGTH = 2_000
MOST_CHARACTERS = 8_000_000
"""Of all cells of a table together."""

CODE_COLUMN = "code"
"""The column of 科目编码, by which rows belong under others."""

_SPACE = re.compile(r"\s+")
_OWN = re.compile(r"own_[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is kept with the table, so that it can be read when its kind's file has changed."""

    code: str
    name: str
    type: ValueType = ValueType.TEXT

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "name": self.name, "type": self.type.value}

    @classmethod
    def of_json(cls, stored: Mapping[str, str]) -> Column:
        return cls(stored["code"], stored["name"], ValueType(stored["type"]))


@dataclass(frozen=True, slots=True)
class TableData:
    """A table with its texts as they were written; `number` is its place among the tables (表一 …)."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    unit: str = ""
    note: str = ""
    number: int = 1

    def position(self, code: str) -> int | None:
        """Where a column stands, from 0; None where the table lacks it."""
        return next((at for at, column in enumerate(self.columns) if column.code == code), None)

    def texts(self, code: str) -> list[str]:
        """A column's texts; blanks where the table lacks it."""
        at = self.position(code)
        return [row[at] for row in self.rows] if at is not None else [""] * len(self.rows)

    def figures(self, code: str) -> list[Decimal | None]:
        return [figure_or_none(text) for text in self.texts(code)]

    def name_of(self, code: str) -> str:
        return next((column.name for column in self.columns if column.code == code), code)

    @property
    def label_at(self) -> int:
        """Where the names of rows stand: the first column that holds neither figures nor codes."""
        named = (
            at
            for at, column in enumerate(self.columns)
            if not column.type.is_figure and column.code != CODE_COLUMN
        )
        return next(named, 0)

    def labels(self) -> list[str]:
        """What each row is called."""
        at = self.label_at
        return [row[at] for row in self.rows]

    @property
    def place(self) -> str:
        """表二: how people speak of it."""
        return f"表{numerals.write(self.number)}"


@dataclass(frozen=True, slots=True)
class TableFault:
    """One thing wrong in a table. `row` and `column` are places from 0, None where it is not one cell's."""

    table: str
    message: str
    row: int | None = None
    column: str = ""


def columns_of(declared: KindTable) -> tuple[Column, ...]:
    """The columns that a kind declares, as they are kept."""
    return tuple(Column(column.code, column.name, column.type) for column in declared.columns)


def plain(text: str) -> str:
    """A label without the spaces that official tables put between letters: 合　计 is 合计."""
    return _SPACE.sub("", text)


def is_own_code(code: str) -> bool:
    """Whether a code is one of a table that no kind declares: own_1 …"""
    return bool(_OWN.fullmatch(code))


def cell_place(table: TableData, row: int, column: str = "", *, label: str = "") -> str:
    """表二第7行“合计”的“预算数”; the column is left out where the table has only one of figures."""
    words = f"{table.place}第{row + 1}行"
    if label:
        words += f"“{plain(label)[:20]}”"
    figures = sum(other.type.is_figure for other in table.columns)
    kind = next((other.type for other in table.columns if other.code == column), ValueType.TEXT)
    if column and (figures > 1 or not kind.is_figure):
        words += f"{'的' if label else ''}“{table.name_of(column)}”"
    return words
