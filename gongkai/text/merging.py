"""Two texts that began as one, put together again: where they differ a person takes either or both.

Works on cleaned markup (`markup.sanitise`) block by block: paragraphs, headings, lists, tables, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.text import comparing

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
_EMPTY = frozenset({"br", "hr", "img", "col", "wbr"})


class Taken(StrEnum):
    """Whose blocks are taken where two texts differ."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks: the same in both texts, or what stands in either."""

    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.theirs == self.mine

    @property
    def usual(self) -> Taken:
        """What is taken where nobody has chosen: one's own, and what only the other has, so that nothing is
        lost by oversight."""
        return Taken.MINE if self.mine else Taken.THEIRS

    def taken(self, choice: Taken) -> tuple[str, ...]:
        if self.is_same or choice is Taken.MINE:
            return self.mine
        return self.theirs if choice is Taken.THEIRS else (*self.theirs, *self.mine)


def blocks(html: str) -> list[str]:
    """The outermost elements of cleaned markup, in order; text between them is a block as well."""
    return [block for block in (piece.strip() for piece in _pieces(html)) if block]


def stretches(theirs: str, mine: str) -> list[Stretch]:
    left, right = blocks(theirs), blocks(mine)
    return [
        Stretch(tuple(left[run.old_from : run.old_to]), tuple(right[run.new_from : run.new_to]))
        for run in comparing.align(left, right)
    ]


def merged(found: list[Stretch], choices: Mapping[int, Taken]) -> str:
    """The text made of the stretches; `choices` by their place, from 0."""
    taken = (
        block
        for number, stretch in enumerate(found)
        for block in stretch.taken(choices.get(number, stretch.usual))
    )
    return "\n".join(taken)


def _pieces(html: str) -> Iterator[str]:
    depth = start = 0
    for tag in _TAG.finditer(html):
        closes, name = bool(tag[1]), tag[2]
        if depth == 0 and not closes:
            yield html[start : tag.start()]
            start = tag.start()
        if name not in _EMPTY:
            depth = max(0, depth - 1) if closes else depth + 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    yield html[start:]
