"""Items without an annotation of their own, below whose last one a line says who answers for all of them.

1.完善应急预案体系 / （1）… / （2）… / （责任单位：各有关单位）: the task is the heading with its items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text.official_text.structure import Number

_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Item:
    stack: tuple[Number, ...]
    text: str


class OpenItems:
    """The items since a heading, as long as none of them has an annotation."""

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self._heads: dict[str, tuple[Number, int]] = {}
        self._last = ""

    def number(self, stack: Sequence[Number], text: str, line: int) -> None:
        """A line with the last number of `stack`; `text` is the whole of it."""
        above, number = tuple(stack[:-1]), stack[-1]
        if not self._items or self._items[-1].stack != above:
            self._items = []
        if self._items or self._last == _key(above):
            # numbers may count on over headings: the first is the one straight below its own
            self._items.append(_Item(above, text))
        self._last = _key(stack)
        self._heads[self._last] = (number, line)

    def annotated(self) -> None:
        """An annotation: those above it no longer wait for one."""
        self._items = []

    def shared(self, stack: Sequence[Number]) -> tuple[list[Number], str, int] | None:
        """Of an annotation on a line of its own: numbers, words and line of the heading it is for."""
        above = list(stack[:-1])
        if len(self._items) < _LEAST or not above or self._items[-1].stack != tuple(above):
            return None
        heading, line = self._heads[_key(above)]
        if re.search(r"[，。；：,;]", heading.rest):
            return None
        return above, "".join((heading.rest, *(item.text for item in self._items))), line


def _key(stack: Sequence[Number]) -> str:
    return "/".join(number.written for number in stack)
