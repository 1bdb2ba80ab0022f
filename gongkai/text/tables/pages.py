"""Tables met in documents, as sheets: what a web page or a text document holds beside its running text.

A table of a document has no sheet; the lines above it name it. So each becomes a sheet of its own, with
these lines as its first rows, and a table that merely goes on after a page break becomes part of the one
before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.spreadsheets import Position, Sheet, SpreadsheetLimits

_TITLE_LINES = 6
"""So many lines above a table may belong to it."""


@dataclass
class FoundTable:
    """One table: the lines above it, its cells, and which cells a merged one covers (`Sheet.filled`)."""

    above: list[str]
    rows: list[list[str]]
    filled: dict[Position, Position] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass
class GridBuilder:
    """Places cells with their spans in a grid, within limits. Raises UnreadableFile beyond them."""

    filename: str
    limits: SpreadsheetLimits
    _cells: dict[Position, str] = field(default_factory=dict)
    _filled: dict[Position, Position] = field(default_factory=dict)
    _row: int = -1
    _column: int = 0
    _width: int = 0
    _height: int = 0

    def start_row(self) -> None:
        self._row += 1
        self._column = 0

    def skip(self, columns: int) -> None:
        """Leave empty columns before the next cell."""
        self._column += columns

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """Put a cell at the next free place of the row; it covers `columns` × `rows` places."""
        cells, top = self._cells, self._row
        while (top, self._column) in cells:
            self._column += 1
        left = self._column
        self._column = left + columns
        self._check(top + rows, left + columns)
        cells[top, left] = text
        if columns == rows == 1:
            return
        for row in range(top, top + rows):
            for column in range(left, left + columns):
                if (row, column) not in cells:
                    cells[row, column] = text
                    self._filled[row, column] = (top, left)

    def extend_down(self, columns: int = 1) -> None:
        """The cell above goes on here."""
        above = (self._row - 1, self._column)
        origin = self._filled.get(above, above)
        text = self._cells.get(origin, "")
        self._check(self._row + 1, self._column + columns)
        for column in range(self._column, self._column + columns):
            self._cells[self._row, column] = text
            self._filled[self._row, column] = origin
        self._column += columns

    def _check(self, height: int, width: int) -> None:
        if height <= self._height and width <= self._width:
            return
        self._height, self._width = max(self._height, height), max(self._width, width)
        limits = self.limits
        beyond = self._height > limits.rows or self._width > limits.columns
        if beyond or self._height * self._width > limits.cells:
            raise UnreadableFile(
                f"文件“{self.filename}”里有一张表超过上限（{limits.rows} 行、{limits.columns} 列），"
                "可能是合并单元格写错了，没有读取。请改正或拆分后再上传。"
            )

    def table(self, above: Sequence[str]) -> FoundTable:
        """What was built; rows that only a span reaches below the last one are left out."""
        height = self._row + 1
        rows = [
            [self._cells.get((row, column), "") for column in range(self._width)] for row in range(height)
        ]
        filled = {at: origin for at, origin in self._filled.items() if at[0] < height}
        return FoundTable([line for line in above if line.strip()][-_TITLE_LINES:], rows, filled)


def sheets_of(tables: Sequence[FoundTable]) -> tuple[Sheet, ...]:
    """Each table as a sheet, named by its number in the document; the lines above it are its first rows."""
    whole: list[FoundTable] = []
    for table in tables:
        if whole and not table.above and table.width == whole[-1].width:
            _append(whole[-1], table)
        else:
            whole.append(table)
    return tuple(_sheet(number, table) for number, table in enumerate(whole, start=1))


def _append(table: FoundTable, further: FoundTable) -> None:
    offset = len(table.rows)
    table.rows.extend(further.rows)
    table.filled.update(
        ((row + offset, column), (top + offset, left))
        for (row, column), (top, left) in further.filled.items()
    )


def _sheet(number: int, table: FoundTable) -> Sheet:
    offset = len(table.above)
    width = max(table.width, 1)
    titles = [[line, *[""] * (width - 1)] for line in table.above]
    filled = {
        (row + offset, column): (top + offset, left) for (row, column), (top, left) in table.filled.items()
    }
    return Sheet(f"第{number}张表", [*titles, *table.rows], filled)
