"""部分公开 of a table: which columns and rows the public does not get; pure functions.

The public table is made from the whole one by what is withheld of it, never the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.core.information.rules.tables import TableData

CELL_MARK = "［删减］"
"""Stands in a cell that is masked."""

_BETWEEN = re.compile(r"[\s,，、;；]+")
_SHORT = re.compile(r".?|[-+\d.,%]{1,4}")
"""Nothing, one sign, or a figure of up to four: met everywhere."""

_SPAN = re.compile(r"(\d{1,5})(?:[-—–~～至](\d{1,5}))?")


class Hiding(StrEnum):
    """Whether the public sees that there is a column or a row, or nothing of it."""

    MASK = "mask"
    OMIT = "omit"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld of a table: columns by their code, rows by their place from 0."""

    columns: Mapping[str, Hiding] = field(default_factory=dict)
    rows: Mapping[int, Hiding] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.columns or self.rows)

    def of_cell(self, row: int, column: str) -> Hiding | None:
        """What becomes of a cell; leaving out is more than masking."""
        found = {self.columns.get(column), self.rows.get(row)}
        return Hiding.OMIT if Hiding.OMIT in found else Hiding.MASK if Hiding.MASK in found else None

    def as_json(self) -> dict[str, dict[str, str]]:
        return {
            "columns": {code: hiding.value for code, hiding in self.columns.items()},
            "rows": {str(row): hiding.value for row, hiding in sorted(self.rows.items())},
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Mapping[str, str]]) -> Withheld:
        return cls(
            {code: Hiding(hiding) for code, hiding in stored.get("columns", {}).items()},
            {int(row): Hiding(hiding) for row, hiding in stored.get("rows", {}).items()},
        )


def withheld_faults(table: TableData, withheld: Withheld) -> dict[str, str]:
    """Why so much cannot be withheld, by field; empty texts where nothing is wrong."""
    strange = [row + 1 for row in withheld.rows if not 0 <= row < len(table.rows)]
    return {
        "columns": (
            "表中没有所选的列，请刷新页面后再选。"
            if set(withheld.columns) - {column.code for column in table.columns}
            else _nothing_left("列", len(table.columns), withheld.columns.values())
        ),
        "rows": (
            f"表中没有第{strange[0]}行，现有{len(table.rows)}行，请核对行号。"
            if strange
            else _nothing_left("行", len(table.rows), withheld.rows.values())
        ),
    }


def _nothing_left(what: str, total: int, hidden: Iterable[Hiding]) -> str:
    """A table of which nothing is public is no public table: it belongs in a file that is withheld."""
    if len(list(hidden)) < total or not total:
        return ""
    return f"不能把所有的{what}都隐去。整张表不公开的，请移除这张表，改为不公开的附件。"


def public_table(table: TableData, withheld: Withheld) -> TableData:
    """What the public gets of a whole table."""
    kept = [
        (at, column)
        for at, column in enumerate(table.columns)
        if withheld.columns.get(column.code) is not Hiding.OMIT
    ]
    return TableData(
        code=table.code,
        title=table.title,
        columns=tuple(column for _, column in kept),
        rows=[
            [CELL_MARK if withheld.of_cell(number, column.code) else row[at] for at, column in kept]
            for number, row in enumerate(table.rows)
            if withheld.rows.get(number) is not Hiding.OMIT
        ],
        unit=table.unit,
        note=table.note,
        number=table.number,
    )


def withheld_words(table: TableData, withheld: Withheld) -> tuple[str, ...]:
    """The texts of all cells that the public does not get, each once."""
    return tuple(
        dict.fromkeys(
            text
            for number, row in enumerate(table.rows)
            for column, text in zip(table.columns, row, strict=False)
            if text.strip() and withheld.of_cell(number, column.code)
        )
    )


def hidden_texts(table: TableData, withheld: Withheld) -> set[str]:
    """Withheld texts of a table that stand in no public cell of it, but for short figures: those are met
    everywhere."""
    words = {text.strip() for text in withheld_words(table, withheld)} - texts_of(
        public_table(table, withheld)
    )
    return {text for text in words if not _SHORT.fullmatch(text)}


def texts_of(table: TableData) -> set[str]:
    return {text.strip() for row in table.rows for text in row}


def rows_named(words: str) -> list[int] | str:
    """Places from 0 of rows that a person named (3、5-8), in order; or what cannot be read."""
    found: set[int] = set()
    for part in _BETWEEN.split(words.strip()):
        if not part:
            continue
        span = _SPAN.fullmatch(part.removeprefix("第").removesuffix("行"))
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 0 < first <= last:
            return str(part)
        found.update(range(first - 1, last))
    return sorted(found)


def rows_in_words(rows: Sequence[int]) -> str:
    """Places from 0 as people write them: 3、5-8."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "、".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in spans)
