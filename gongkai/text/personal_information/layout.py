"""The lines of a text that are worth reading, each with the head of its columns and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.text.personal_information.contexts import Line
from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.stacked import Stacks

_LEAST_CELLS = {"\t": 2, "|": 2, ",": 2, "，": 3}
_LONGEST_HEAD = 30
"""A longer piece between two commas is prose."""
_FIGURES = re.compile(r"[0-9]{4,}")


class Layout:
    """Lines of one text; asked from the beginning to the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stacks = Stacks(text)
        self._block_end = -1
        self._block_mark = ("", 0)
        self._header: tuple[str, ...] = ()

    def line(self, start: int, end: int) -> Line:
        """The line between these two places of the text."""
        folded = fold(self._text[start:end])
        header, bounds = self._columns(folded, start, end)
        return Line(folded, self._text, start, header, bounds)

    def _columns(self, folded: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        mark = _mark(folded)
        if not mark[0]:
            head = self._stacks.head(start, end)
            return ((head,), (0,)) if head else ((), ())
        if mark != self._block_mark or not self._reaches(start):
            self._header = self._head_above(start, mark)
            self._block_mark = mark
        self._block_end = end
        return (self._header, _bounds(folded, mark[0])) if self._header else ((), ())

    def _reaches(self, start: int) -> bool:
        """Whether every line between the last one and this has the same form."""
        if start < self._block_end:
            return False
        between = self._text[self._block_end + 1 : max(self._block_end + 1, start - 1)]
        return all(_mark(fold(line)) == self._block_mark for line in between.split("\n") if line)

    def _head_above(self, start: int, mark: tuple[str, int]) -> tuple[str, ...]:
        """The first row of the block that this line belongs to, when it names columns."""
        top = ""
        while start > 0:
            begin = self._text.rfind("\n", 0, start - 1) + 1
            line = fold(self._text[begin : start - 1])
            if _mark(line) != mark:
                break
            top, start = line, begin
        cells = tuple(cell.strip() for cell in top.split(mark[0]))
        short = all(len(cell) <= _LONGEST_HEAD for cell in cells)
        return cells if short and is_header(cells) else ()


def is_header(cells: Iterable[str]) -> bool:
    """Whether a row names columns: words, and no figures among them."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and not any(_FIGURES.search(cell) for cell in filled)


def _mark(line: str) -> tuple[str, int]:
    for delimiter, cells in _LEAST_CELLS.items():
        count = line.count(delimiter)
        if count >= cells - 1:
            return delimiter, count
    return "", 0


def _bounds(line: str, delimiter: str) -> tuple[int, ...]:
    places = [0]
    at = line.find(delimiter)
    while at >= 0:
        places.append(at + 1)
        at = line.find(delimiter, at + 1)
    return tuple(places)
