"""Where the cells of the tables of a cleaned text stand in its plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLANK = re.compile(r"[ \r\f\v\u00a0\n\t]+")
_GAP = 1_000
"""So much may stand between two pieces of the plain text: the tabs of empty cells."""
_MOST_SPAN = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a cell: its place in the plain text; table, row and column are counted from 1."""

    start: int
    end: int
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Cells:
    """All of them, in the order of the text."""

    pieces: tuple[Cell, ...]
    tables: int

    def at(self, offset: int) -> Cell | None:
        """The cell in which a place of the plain text stands."""
        found = bisect_right(self.pieces, offset, key=lambda cell: cell.start) - 1
        if found < 0 or offset >= self.pieces[found].end:
            return None
        return self.pieces[found]

    def first_row(self, table: int) -> dict[int, list[Cell]]:
        """The pieces of the first row of a table, by column."""
        found: dict[int, list[Cell]] = {}
        for cell in self.pieces:
            if (cell.table, cell.row) == (table, 1):
                found.setdefault(cell.column, []).append(cell)
        return found


def cells_in(html: str, text: str) -> Cells:
    """The cells of all tables.

    Args:
        html: cleaned by `markup.sanitise`.
        text: `markup.plain_text` of it.
    """
    reader = _Reader(text)
    reader.feed(html)
    reader.close()
    return Cells(tuple(reader.found), reader.tables)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    covered: set[tuple[int, int]] = field(default_factory=set)
    """Places that a cell further up or left reaches into."""
    is_open: bool = False
    """Whether a cell is being read."""


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Cell] = []
        self.tables = 0
        self._text, self._at = text, 0
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables += 1
            self._open.append(_Table(self.tables))
        elif self._open and tag == "tr":
            self._open[-1].row += 1
            self._open[-1].column = 0
        elif self._open and tag in {"td", "th"}:
            _begin_cell(self._open[-1], dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == "table":
            self._open.pop()
        elif self._open and tag in {"td", "th"}:
            self._open[-1].is_open = False

    def handle_data(self, data: str) -> None:
        """Every piece is looked for behind the one before it: the same words elsewhere do not count."""
        words = _BLANK.sub(" ", data).strip(" ")
        start = self._text.find(words, self._at, self._at + len(words) + _GAP) if words else -1
        if start < 0:
            return
        self._at = start + len(words)
        if self._open and self._open[-1].is_open:
            table = self._open[-1]
            self.found.append(Cell(start, self._at, table.number, table.row, table.column))


def _begin_cell(table: _Table, attributes: dict[str, str | None]) -> None:
    table.column += 1
    while (table.row, table.column) in table.covered:
        table.column += 1
    right, down = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
    if down > 1:
        table.covered |= {
            (table.row + below, table.column + beside) for below in range(1, down) for beside in range(right)
        }
    table.covered |= {(table.row, table.column + beside) for beside in range(1, right)}
    table.is_open = True


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MOST_SPAN) if value and value.isdecimal() else 1
