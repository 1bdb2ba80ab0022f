"""The cells of the tables in a text with marks of HTML, each with the head of its column."""

from __future__ import annotations

import re
from bisect import bisect_right

from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.heads import NO_COLUMNS, Columns, is_header, joined_heads

_MARK = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,400})>", re.IGNORECASE)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?([0-9]{1,3})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>|&nbsp;|\s+")
_HEADER_ROWS = 4
"""So far down a table may begin with rows of titles."""
_MOST_COLUMNS = 200


class HtmlRows:
    """All cells of a text; read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._heads: list[str] = []
        self._tables: list[tuple[str, ...]] = []
        """The heads of all columns, for each cell."""
        self._read()

    def cells(self, start: int, end: int) -> Columns:
        """Heads and beginnings of the cells in a piece of the text, the piece's own beginning being 0."""
        first = max(bisect_right(self._begins, start) - 1, 0)
        last = bisect_right(self._begins, end)
        inside = [at for at in range(first, last) if self._ends[at] > start]
        if not any(self._heads[at] for at in inside):
            return NO_COLUMNS
        return tuple(self._heads[at] for at in inside), tuple(
            max(self._begins[at] - start, 0) for at in inside
        )

    def heads(self, start: int) -> tuple[str, ...]:
        """All heads of the table in which the first cell of a piece of the text stands."""
        at = max(bisect_right(self._begins, start) - 1, 0)
        return self._tables[at] if self._tables else ()

    def _read(self) -> None:
        table = _Table()
        for mark in _MARK.finditer(self._text):
            closing, name = mark[1], mark[2].lower()
            if name == "table":
                table = _Table()
            elif name == "tr" and not closing:
                table.next_row()
            elif closing and name in {"td", "th"}:
                self._close(table, mark.start())
            elif not closing and name in {"td", "th"}:
                self._close(table, mark.start())
                self._open(table, mark.end(), mark[3])

    def _open(self, table: _Table, place: int, attributes: str) -> None:
        spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(attributes)}
        head = table.next_cell(spans.get("col", 1), spans.get("row", 1))
        self._begins.append(place)
        self._ends.append(len(self._text))
        self._heads.append(head)
        self._tables.append(table.heads)

    def _close(self, table: _Table, place: int) -> None:
        if self._ends and self._ends[-1] == len(self._text):
            self._ends[-1] = place
            table.filled(
                _TAG.sub("", fold(self._text[self._begins[-1] : min(place, self._begins[-1] + 200)]))
            )


class _Table:
    """One table while it is read: which column comes next, and the heads so far."""

    def __init__(self) -> None:
        self._row = 0
        self._at = 0
        self._width = 1
        self._hanging: dict[int, int] = {}
        """Columns that a cell from above reaches into, and how many rows further."""
        self._heads: tuple[str, ...] = ()
        self._cells: dict[int, str] = {}
        self._open = True
        """More heads may come."""

    @property
    def heads(self) -> tuple[str, ...]:
        return self._heads

    def next_row(self) -> None:
        self._learn()
        self._row += 1
        self._at = 0
        self._hanging = {column: rows - 1 for column, rows in self._hanging.items() if rows > 1}

    def next_cell(self, columns: int, rows: int) -> str:
        """The head of the column in which the next cell stands."""
        while self._at in self._hanging:
            self._at += 1
        column = self._at
        self._width = min(columns, _MOST_COLUMNS)
        if rows > 1:
            self._hanging |= dict.fromkeys(range(column, column + self._width), rows)
        self._at = column + self._width
        return self._heads[column] if column < len(self._heads) else ""

    def filled(self, text: str) -> None:
        """What stands in the cell that was begun last."""
        if self._open:
            self._cells |= dict.fromkeys(range(self._at - self._width, self._at), text)

    def _learn(self) -> None:
        if not self._cells or not self._open:
            return
        cells = [self._cells.get(column, "") for column in range(max(self._cells) + 1)]
        self._cells = {}
        if is_header(cells):
            self._heads = joined_heads(self._heads, cells)
        else:
            self._open = not self._heads and self._row < _HEADER_ROWS
