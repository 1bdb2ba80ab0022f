"""Where a form may begin, by words that it cannot be without: these are found far faster in a text than an
expression that begins with a class of characters, or with a look behind, tries every place."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain
from typing import Any

import re2

_LONGEST_RUN = 14
"""Of a figure in digits with its point: nine before it, four behind."""


class Places:
    """Where words and expressions stand in a text; each is looked for once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[Hashable, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """In order; also those that overlap."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = list(self._found(word))
        return known

    def of_expression(self, pattern: re.Pattern[str]) -> list[int]:
        """In order, none within another one."""
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = [match.start() for match in pattern.finditer(self.text)]
        return known

    def holds(self, scarce: Any) -> bool:
        """Whether a pattern of RE2 for bytes is in the text at all."""
        known = self._known.get(scarce)
        if known is None:
            hit = scarce.search(self.text.encode("utf-8", "surrogatepass"))
            known = self._known[scarce] = [] if hit is None else [hit.start()]
        return bool(known)

    def _found(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + 1)


Beginnings = Callable[[Places], Iterable[int]]
"""Every place at which a form may begin, in order, each once; some at which it does not."""


def at(*words: str, shifts: tuple[int, ...] = (0,)) -> Beginnings:
    """A form begins where one of the words stands, or so many characters from there."""

    def beginnings(places: Places) -> Iterable[int]:
        found = [places.of(word) for word in words]
        if shifts == (0,) and len(words) == 1:
            return found[0]
        shifted = {place + shift for place in chain.from_iterable(found) for shift in shifts}
        return sorted(place for place in shifted if place >= 0)

    return beginnings


def sought(expression: str) -> Beginnings:
    """A form begins where the expression, which is the beginning of it, is found; of use to several forms."""
    pattern = re.compile(expression, re.MULTILINE)
    return lambda places: places.of_expression(pattern)


def where_any(scarce: str, beginnings: Beginnings) -> Beginnings:
    """The same, where the text holds at all what is in none that is written well.

    Args:
        scarce: for RE2, which goes through a text faster than its words are found; one for several forms.
    """
    pattern = re2.compile(scarce.encode())
    return lambda places: beginnings(places) if places.holds(pattern) else ()


def figures_before(*words: str) -> Beginnings:
    """A form begins with the figure that ends before one of the words."""

    def beginnings(places: Places) -> Iterable[int]:
        ends = sorted(chain.from_iterable(places.of(word) for word in words))
        starts = (_figure_start(places.text, end) for end in ends)
        return (start for start in starts if start is not None)

    return beginnings


def _figure_start(text: str, end: int) -> int | None:
    """None where there is no figure, or a longer row of digits than one has."""
    start = end
    while start > 0 and (text[start - 1].isdecimal() or text[start - 1] == "."):
        start -= 1
        if end - start > _LONGEST_RUN:
            return None
    return start if start < end else None
