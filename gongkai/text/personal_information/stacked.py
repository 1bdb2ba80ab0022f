"""Tables that were copied with one cell a line, as word processors and readers of PDF give them.

They begin with the line 序号 and the other heads, then the line 1; how many lines lie between says how many
columns there are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIRST_HEAD = re.compile(r"^[ \t\u3000]*(?:序号|编号|序 ?号)[ \t\u3000]*\r?$", re.MULTILINE)
_MOST_COLUMNS = 30
_LONGEST_CELL = 60
_LONGEST_HEAD = 16


@dataclass(frozen=True, slots=True)
class _Stack:
    start: int
    heads: tuple[str, ...]


class Stacks:
    """The tables of one text with a cell a line; asked from the beginning to the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stacks = [
            stack for match in _FIRST_HEAD.finditer(text) if (stack := _stack(text, match.start()))
        ]
        self._counted = (0, 0)

    def head(self, start: int, end: int) -> str:
        """The head of the column that the line is a cell of; empty when it is none."""
        if end - start > _LONGEST_CELL:
            return ""
        stack = next((one for one in reversed(self._stacks) if one.start < start), None)
        if stack is None:
            return ""
        column = self._line_of(stack, start) % len(stack.heads)
        return stack.heads[column] if self._row_is_counted(start, column) else ""

    def _line_of(self, stack: _Stack, start: int) -> int:
        """How many lines of the table stand before this place; counted on from the last question."""
        origin, (place, lines) = stack.start, self._counted
        if not origin <= place <= start:
            place, lines = origin, 0
        lines += self._text.count("\n", place, start)
        self._counted = (start, lines)
        return lines

    def _row_is_counted(self, start: int, column: int) -> bool:
        """Whether the first cell of the row is a number; else a cell was lost and nothing is sure."""
        for _ in range(column):
            start = self._text.rfind("\n", 0, start - 1) + 1
        first = self._text[start : start + _LONGEST_HEAD].split("\n", 1)[0].strip()
        return first.isdecimal()


def _stack(text: str, start: int) -> _Stack | None:
    heads: list[str] = []
    top = start
    while len(heads) <= _MOST_COLUMNS:
        end = text.find("\n", start)
        if end < 0:
            return None
        cell = text[start:end].strip()
        if cell == "1":
            return _Stack(top, tuple(heads)) if len(heads) > 1 else None
        if not cell or len(cell) > _LONGEST_HEAD:
            return None
        heads.append(cell)
        start = end + 1
    return None
