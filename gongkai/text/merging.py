"""Two texts that began as one, put together again: where they differ a person takes either or both.

Works on cleaned markup (`markup.sanitise`) block by block (paragraphs, headings, lists, tables, pictures),
and on anything else that comes in a row of texts, such as the rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
        """What is taken where nobody has chosen: what either has, so that nothing is lost by oversight."""
        if self.mine and self.theirs:
            return Taken.BOTH
        return Taken.MINE if self.mine else Taken.THEIRS

    def taken(self, choice: Taken) -> tuple[str, ...]:
        if self.is_same or choice is Taken.MINE:
            return self.mine
        return self.theirs if choice is Taken.THEIRS else (*self.theirs, *self.mine)


def blocks(html: str) -> list[str]:
    """The outermost elements of cleaned markup, in order; text between them is a block as well."""
    return [block for block in (piece.strip() for piece in _pieces(html)) if block]


def stretches(theirs: str, mine: str) -> list[Stretch]:
    """Of two texts in markup."""
    return aligned(blocks(theirs), blocks(mine))


def aligned(theirs: Sequence[str], mine: Sequence[str]) -> list[Stretch]:
    """Of two rows of texts, in order."""
    return [
        Stretch(tuple(theirs[run.old_from : run.old_to]), tuple(mine[run.new_from : run.new_to]))
        for run in comparing.align(theirs, mine)
    ]


def one_by_one(found: Sequence[Stretch]) -> list[Stretch]:
    """The same with what differs cut into single blocks, each beside the one that it most likely became."""
    return [piece for stretch in found for piece in ([stretch] if stretch.is_same else _single(stretch))]


def _single(stretch: Stretch) -> Iterator[Stretch]:
    for left, right in comparing.pair(stretch.theirs, stretch.mine):
        yield Stretch(() if left is None else (left,), () if right is None else (right,))


def suggested(found: Stretch, was_there: Callable[[str], bool]) -> Taken | None:
    """Whose blocks are meant where only one of the two changed something; None where a person has to say.

    Args:
        was_there: whether a block stood in the text with which both began.
    """
    they_wrote = not all(map(was_there, found.theirs))
    i_wrote = not all(map(was_there, found.mine))
    if they_wrote != i_wrote:
        return Taken.THEIRS if they_wrote else Taken.MINE
    if they_wrote or (found.theirs and found.mine):
        return None
    return Taken.THEIRS if found.mine else Taken.MINE  # whoever has nothing here took it out


def taken(found: Sequence[Stretch], choices: Mapping[int, Taken]) -> list[str]:
    """What the stretches make together; `choices` by their place, from 0."""
    return [
        block
        for number, stretch in enumerate(found)
        for block in stretch.taken(choices.get(number, stretch.usual))
    ]


def merged(found: Sequence[Stretch], choices: Mapping[int, Taken]) -> str:
    """The text in markup made of the stretches."""
    return "\n".join(taken(found, choices))


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
