"""A table with what is withheld of it marked, for those who choose, review and decide it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.rules.partial_tables import Hiding, Withheld, rows_in_words
from gongkai.core.information.rules.tables import TableData

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

MOST_SHOWN = 50
"""Rows of a table that are shown at once."""

_WORDS = {Hiding.OMIT: "删去", Hiding.MASK: "遮盖"}


@dataclass(frozen=True, slots=True)
class PartlyCell:
    text: str
    hiding: str
    """`omit`, `mask`, or empty where the public gets it."""


@dataclass(frozen=True, slots=True)
class PartlyRow:
    number: int
    cells: Sequence[PartlyCell]


@dataclass(frozen=True, slots=True)
class PartlyTable:
    """The whole table, or its first rows; those of which something is withheld come before the others."""

    title: str
    words: Sequence[str]
    heads: Sequence[PartlyCell]
    rows: Sequence[PartlyRow]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


def partly_tables(edition: Edition) -> list[PartlyTable]:
    """Those tables of an edition of which the public does not get everything."""
    return [
        partly_table(queries.whole_table(stored), queries.withheld_of(stored))
        for stored in edition.tables.all()
        if stored.withheld
    ]


def partly_table(table: TableData, withheld: Withheld, *, start: int | None = None) -> PartlyTable:
    """The table with its withheld cells marked.

    Args:
        start: show the rows from here on; else those of which something is withheld by row come first.
    """
    if start is None:
        others = (number for number in range(len(table.rows)) if number not in withheld.rows)
        wanted = [*sorted(withheld.rows), *others][:MOST_SHOWN]
    else:
        wanted = list(range(start, min(start + MOST_SHOWN, len(table.rows))))
    return PartlyTable(
        title=table.title,
        words=list(_said(table, withheld)),
        heads=[_head(column.name, withheld.columns.get(column.code)) for column in table.columns],
        rows=[
            PartlyRow(
                number + 1,
                [
                    PartlyCell(text, withheld.of_cell(number, column.code) or "")
                    for column, text in zip(table.columns, table.rows[number], strict=False)
                ],
            )
            for number in wanted
        ],
        total=len(table.rows),
    )


def _head(name: str, hiding: Hiding | None) -> PartlyCell:
    """The name of a masked column is public."""
    return PartlyCell(name, Hiding.OMIT if hiding is Hiding.OMIT else "")


def _said(table: TableData, withheld: Withheld) -> Iterable[str]:
    for hiding, word in _WORDS.items():
        names = [column.name for column in table.columns if withheld.columns.get(column.code) is hiding]
        rows = [row for row, found in withheld.rows.items() if found is hiding]
        if names:
            yield f"{word}的列：{'、'.join(names)}"
        if rows:
            yield f"{word}的行：第{rows_in_words(rows)}行，共{len(rows)}行"
