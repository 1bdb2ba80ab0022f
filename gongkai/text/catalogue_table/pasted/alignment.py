"""Laying the pieces of a row against the columns: in order, by what each column usually holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.text.catalogue_table.headings import Column, Element
from gongkai.text.catalogue_table.pasted.kinds import suits
from gongkai.text.catalogue_table.vocabulary import Vocabulary

_MISSING = {
    Element.LEVEL2: -1.8,
    Element.LEVEL3: -0.1,
    Element.CONTENT: -1.3,
    Element.BASIS: -0.8,
    Element.TIME_LIMIT: -0.8,
    Element.RESPONSIBLE: -0.8,
    Element.CHANNELS: -0.4,
    Element.EXTRA: 0.0,
}
"""What it costs to leave a column without a piece: least where cells are often merged or empty."""

_FIRST_ABOVE, _NO_FIRST_ABOVE = -0.6, -1.2
"""A first level is missing more often where a merged one above can stand for it."""

_THIRD_IN_USE = -2.5
"""A third level that the rows above have is no more likely to be missing than a second."""

_CONTENT_UNSEEN = -2.2
"""Where empty cells can be seen, an item without content has one of them."""

_EMPTY = {Element.LEVEL1: 0.0, Element.LEVEL2: -1.2}
"""What a visibly empty cell is worth in a column; a second level is hardly ever empty."""

_JOINED = {Element.CONTENT: -0.25, Element.BASIS: -0.15, Element.CHANNELS: -0.02}
_JOINED_OTHERWISE = -0.9
_JOINED_WRAPPED = -0.2
_JOINED_CELLS = -2.5
_AFTER_FULL_BREAK = -0.8
_AFTER_FULL_LINE, _AFTER_SHORT_LINE = 0.3, -2.0
"""What it costs to put one piece more into a column; lists are expected to have several."""

_MOST_JOINED = 40
_STRAY, _STRAY_BEHIND = -3.0, -1.0
_KNOWN_NAME = 0.5
_AS_ABOVE = 1.5


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table was flattened, and what its row above says.

    `cells`: each piece is a whole cell. `wrapped`: a cell may be spread over several pieces anywhere, and
    not only in lists. `width`: the length of the lines that all cells are cut into, 0 for none.
    """

    words: Vocabulary
    cells: bool = False
    wrapped: bool = False
    width: int = 0
    above: Mapping[Element, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """The pieces of one column, as positions from `start` up to `end`; none where both are equal."""

    column: Column
    start: int
    end: int


def lay(pieces: Sequence[str], columns: Sequence[Column], manner: Manner) -> tuple[list[Placed], list[int]]:
    """The columns with their pieces, and the positions of pieces that suit none."""
    count, width = len(pieces), len(columns)
    best: list[list[float]] = [[float("-inf")] * (width + 1) for _ in range(count + 1)]
    step: list[list[tuple[int, bool]]] = [[(0, False)] * (width + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for at in range(count + 1):
        for column in range(width + 1):
            so_far = best[at][column]
            if so_far == float("-inf"):
                continue
            stray = so_far + (_STRAY if column < width else _STRAY_BEHIND)
            if at < count and stray > best[at + 1][column]:
                best[at + 1][column], step[at + 1][column] = stray, (1, False)
            if column == width:
                continue
            element = columns[column].element
            missing = so_far + _missing(element, manner)
            if missing > best[at][column + 1]:
                best[at][column + 1], step[at][column + 1] = missing, (0, True)
            for end in range(at + 1, min(count, at + _MOST_JOINED) + 1):
                if end > at + 1 and not (pieces[end - 1] and pieces[at]):
                    break
                score = so_far + _score(element, pieces[at:end], manner) + _break_before(pieces, at, manner)
                if score > best[end][column + 1]:
                    best[end][column + 1], step[end][column + 1] = score, (end - at, True)
    return _traced(step, columns, count)


def _break_before(pieces: Sequence[str], at: int, manner: Manner) -> float:
    """What it costs that a cell begins after a line of full length, which looks as if it went on."""
    return _AFTER_FULL_BREAK if manner.width and at and len(pieces[at - 1]) >= manner.width else 0.0


def _missing(element: Element, manner: Manner) -> float:
    if element is Element.LEVEL3 and manner.above.get(element):
        return _THIRD_IN_USE
    if element is Element.LEVEL1:
        return _FIRST_ABOVE if manner.above.get(element) else _NO_FIRST_ABOVE
    if element is Element.CONTENT and manner.cells:
        return _CONTENT_UNSEEN
    return _MISSING.get(element, -1.0)


def _score(element: Element, pieces: Sequence[str], manner: Manner) -> float:
    if not pieces[0]:
        return _EMPTY.get(element, 0.3)
    text = join_pieces(pieces, element, manner.width)
    score = suits(element, text) + _joining(element, pieces, manner)
    words = manner.words
    known = words.level1 if element is Element.LEVEL1 else words.level2 if element is Element.LEVEL2 else ()
    above = manner.above.get(element) == text and element in {Element.LEVEL1, Element.LEVEL2}
    return score + _KNOWN_NAME * (text in known) + _AS_ABOVE * above


def _joining(element: Element, pieces: Sequence[str], manner: Manner) -> float:
    if manner.width:
        full = sum(len(piece) >= manner.width for piece in pieces[:-1])
        short = _AFTER_SHORT_LINE / 4 if element in _JOINED else _AFTER_SHORT_LINE
        return _AFTER_FULL_LINE * full + short * (len(pieces) - 1 - full)
    if manner.cells:
        return _JOINED_CELLS * (len(pieces) - 1)
    each = _JOINED_WRAPPED if manner.wrapped else _JOINED_OTHERWISE
    return _JOINED.get(element, each) * (len(pieces) - 1)


def join_pieces(pieces: Sequence[str], element: Element, width: int = 0) -> str:
    """Pieces as one cell: parts of a list on lines of their own, parts of a sentence without a break."""
    if not width:
        return ("\n" if element in _JOINED else "").join(pieces)
    ends = ["" if len(piece) >= width or element not in _JOINED else "\n" for piece in pieces[:-1]]
    return "".join(piece + end for piece, end in zip(pieces, [*ends, ""], strict=True))


def _traced(
    step: Sequence[Sequence[tuple[int, bool]]], columns: Sequence[Column], count: int
) -> tuple[list[Placed], list[int]]:
    placed: list[Placed] = []
    stray: list[int] = []
    at, column = count, len(columns)
    while at or column:
        taken, moved = step[at][column]
        if moved:
            placed.append(Placed(columns[column - 1], at - taken, at))
            column -= 1
        else:
            stray.append(at - 1)
        at -= taken
    return placed[::-1], stray[::-1]
