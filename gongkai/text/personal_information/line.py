"""A line of a text with what stands around it: the heads of its columns, the lines before and behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.heads import is_head

BEFORE = 48
"""So much of what stands before a place can label it."""
_NEAR = 160
AROUND_CELL = " |,;，\t\"'"
"""What stands round the words of a cell."""

Heads = tuple[str, tuple[str, ...]]
"""The head of the column that a line is a cell of, and those of all columns; empty when it is none."""


class Line:
    """A folded line with what helps to read it: the head of its columns and the text it stands in."""

    __slots__ = ("_bounds", "_header", "_heads", "_table", "start", "text", "whole")

    def __init__(
        self,
        text: str,
        whole: str,
        start: int,
        header: tuple[str, ...] = (),
        bounds: tuple[int, ...] = (),
        table: tuple[str, ...] = (),
        *,
        heads: Callable[[], Heads] | None = None,
    ) -> None:
        """`whole` is the text that it is a line of, or the line itself when it is a row of a table.

        `start` is where it begins there, `bounds` are where its cells begin under the heads in `header`,
        `table` are the heads of all columns when it holds only some cells of a row. `heads` tells instead
        whose cell the line as a whole is, and is asked only when somebody wants to know: most lines have a
        label of their own, and to look for tables with a cell a line takes longer than to read the line.
        """
        self.text = text
        self.whole = whole
        self.start = start
        self._header = header
        self._bounds = bounds
        self._table = table
        self._heads = heads

    @property
    def header(self) -> tuple[str, ...]:
        """The heads of the columns that the line has cells of."""
        self._look_for_heads()
        return self._header

    @property
    def bounds(self) -> tuple[int, ...]:
        """Where the cells begin, when the line is a row under a header."""
        self._look_for_heads()
        return self._bounds

    def _look_for_heads(self) -> None:
        if self._heads is None:
            return
        head, self._table = self._heads()
        self._heads = None
        if head:
            self._header, self._bounds = (head,), (0,)

    @property
    def surroundings(self) -> str:
        """What stands around the line: the heads of its table, the text before and behind it."""
        header = self.header
        return "\n".join((*(self._table or header), self.near))

    @property
    def before(self) -> str:
        """The end of the line above that is not blank."""
        end = self.start - 1
        while end > 0:
            begin = self.whole.rfind("\n", 0, end) + 1
            line = self.whole[max(begin, end - BEFORE) : end].strip()
            if line:
                return fold(line)
            end = begin - 1
        return ""

    @property
    def near_start(self) -> int:
        """Where what still matters before the line begins in the whole text."""
        return max(0, self.start - _NEAR)

    @property
    def above(self) -> str:
        """What stands before the line, as far as it still matters."""
        return fold(self.whole[self.near_start : self.start])

    @property
    def near(self) -> str:
        """The line with what stands around it."""
        end = self.start + len(self.text)
        return f"{self.above}{self.text}{fold(self.whole[end : end + _NEAR])}"

    def cell_begin(self, place: int) -> int:
        """Where the cell at that place begins; a line that is one cell or none begins with it."""
        bounds = self._bounds
        if not bounds or (index := bisect_right(bounds, place) - 1) < 0:
            return 0
        return bounds[index]

    def cell(self, at: int) -> str:
        """The words of the cell in that column, counted from 0."""
        bounds = self.bounds
        end = bounds[at + 1] if at + 1 < len(bounds) else len(self.text)
        return self.text[bounds[at] : end].strip(AROUND_CELL)

    def head_at(self, place: int) -> str:
        """The head of the column of the cell at that place; empty when there is none."""
        bounds = self.bounds
        if not bounds or (index := bisect_right(bounds, place) - 1) < 0:
            return ""
        return self._header[index] if index < len(self._header) else ""

    @property
    def head_of_row(self) -> str:
        """The first cell, when it says what the figures of its row are (社会消费品零售总额（元）)."""
        text = self.cell(0) if len(self.bounds) > 1 else ""
        return text if is_head(text) else ""

    def cell_before(self, start: int) -> str:
        """The cell to the left of the one that begins there, when it is a head; forms have theirs in rows."""
        begins = [bound for bound in self.bounds if bound < start]
        text = self.text[begins[-1] : start - 1].strip(AROUND_CELL) if begins else ""
        return text if is_head(text) else ""
