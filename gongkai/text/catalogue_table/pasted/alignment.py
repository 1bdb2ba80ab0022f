"""Laying the pieces of a row against the columns: in order, by what each column usually holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gongkai.text.catalogue_table.headings import Column, Element
from gongkai.text.catalogue_table.pasted.kinds import are_bulleted_alike, are_ragged, list_step, suits
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
    Element.AREA: -0.1,
    Element.AUDIENCE: -0.4,
    Element.METHOD: -0.4,
    Element.TIER: -0.4,
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
_JOINED_RAGGED = -0.5
_AFTER_FULL_BREAK = -0.8
_AFTER_FULL_LINE, _AFTER_SHORT_LINE = 0.3, -2.0
"""What it costs to put one piece more into a column; lists are expected to have several."""

_WITHIN_LIST_BREAK, _NEXT_LIST_JOINED = -1.5, -2.5
"""What it costs to begin a cell between 1. and 2. of a list, and to go on in it where a list begins at 1."""

_MOST_JOINED, _MOST_LINES = 40, 16
"""The parts of a list, and the lines of any other cell, at most."""

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
    """The pieces of one column, as positions from `start` up to `end`; none where both are equal.

    `lead` is by how much this division is better than the best one that gives the column another text.
    """

    column: Column
    start: int
    end: int
    lead: float = float("inf")


@dataclass(frozen=True, slots=True)
class _Step:
    """The next column takes `taken` pieces, which is worth `score`; or, with `column` False, one is stray."""

    taken: int
    score: float
    column: bool = True


_NEVER = float("-inf")


def lay(pieces: Sequence[str], columns: Sequence[Column], manner: Manner) -> tuple[list[Placed], list[int]]:
    """The columns with their pieces, and the positions of pieces that suit none."""
    steps = [
        [_steps(pieces, at, columns, column, manner) for column in range(len(columns) + 1)]
        for at in range(len(pieces) + 1)
    ]
    ahead = _best_ahead(steps)
    placed, stray = _followed(steps, ahead, columns)
    return _with_leads(placed, pieces, steps, ahead), stray


def _steps(
    pieces: Sequence[str], at: int, columns: Sequence[Column], column: int, manner: Manner
) -> list[_Step]:
    """What can be done where `at` pieces and `column` columns are settled."""
    inside = column < len(columns)
    steps = [_Step(1, _STRAY if inside else _STRAY_BEHIND, column=False)] if at < len(pieces) else []
    if not inside:
        return steps
    element = _judged_as(columns[column])
    steps.append(_Step(0, _missing(element, manner)))
    if at < len(pieces):
        before = _break_before(pieces, at, manner)
    most = _MOST_JOINED if element in _JOINED else _MOST_LINES
    for end in range(at + 1, min(len(pieces), at + most) + 1):
        if end > at + 1 and not (pieces[end - 1] and pieces[at]):
            break
        steps.append(_Step(end - at, _score(element, pieces[at:end], manner) + before))
    return steps


def _judged_as(column: Column) -> Element:
    """The element by whose judge a column is filled: one for areas or kinds of items holds short names."""
    names_kind = column.element is Element.EXTRA and _KIND.search(column.heading)
    return Element.LEVEL3 if names_kind else column.element


_KIND = re.compile(r"(?:领域|类别|类型|分类|种类)")


def _best_ahead(steps: Sequence[Sequence[Sequence[_Step]]]) -> list[list[float]]:
    """The best that can still be reached from each place."""
    count, width = len(steps) - 1, len(steps[0]) - 1
    ahead = [[_NEVER] * (width + 1) for _ in range(count + 1)]
    ahead[count][width] = 0.0
    for at in range(count, -1, -1):
        for column in range(width, -1, -1):
            for step in steps[at][column]:
                reached = step.score + ahead[at + step.taken][column + step.column]
                ahead[at][column] = max(ahead[at][column], reached)
    return ahead


def _followed(
    steps: Sequence[Sequence[Sequence[_Step]]], ahead: Sequence[Sequence[float]], columns: Sequence[Column]
) -> tuple[list[Placed], list[int]]:
    """The division that is worth most, from the first piece to the last."""
    placed: list[Placed] = []
    stray: list[int] = []
    at = column = 0
    while steps[at][column]:
        step = max(steps[at][column], key=lambda one: one.score + ahead[at + one.taken][column + one.column])
        if step.column:
            placed.append(Placed(columns[column], at, at + step.taken))
        else:
            stray.append(at)
        at, column = at + step.taken, column + step.column
    return placed, stray


def _with_leads(
    placed: Sequence[Placed],
    pieces: Sequence[str],
    steps: Sequence[Sequence[Sequence[_Step]]],
    ahead: Sequence[Sequence[float]],
) -> list[Placed]:
    """Each column with its lead over the best division that gives it something else."""
    behind = _best_behind(steps)
    leads: list[Placed] = []
    for column, part in enumerate(placed):
        own = list(pieces[part.start : part.end])
        other = max(
            (
                behind[at][column] + step.score + ahead[at + step.taken][column + 1]
                for at in range(len(steps))
                for step in steps[at][column]
                if step.column and list(pieces[at : at + step.taken]) != own
            ),
            default=_NEVER,
        )
        leads.append(replace(part, lead=ahead[0][0] - other))
    return leads


def _best_behind(steps: Sequence[Sequence[Sequence[_Step]]]) -> list[list[float]]:
    """The best that leads to each place."""
    behind = [[_NEVER] * len(row) for row in steps]
    behind[0][0] = 0.0
    for at, row in enumerate(steps):
        for column, choices in enumerate(row):
            for step in choices:
                reached = behind[at][column] + step.score
                behind[at + step.taken][column + step.column] = max(
                    behind[at + step.taken][column + step.column], reached
                )
    return behind


def _break_before(pieces: Sequence[str], at: int, manner: Manner) -> float:
    """What it costs that a cell begins at a piece which looks as if it went on with the one before."""
    if not at:
        return 0.0
    full = _AFTER_FULL_BREAK if manner.width and len(pieces[at - 1]) >= manner.width else 0.0
    return full + (_WITHIN_LIST_BREAK if list_step(pieces[at - 1], pieces[at]) > 0 else 0.0)


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
    score = suits(element, text) + (_joining(element, pieces, manner) if len(pieces) > 1 else 0.0)
    words = manner.words
    known = words.level1 if element is Element.LEVEL1 else words.level2 if element is Element.LEVEL2 else ()
    if element is Element.CONTENT and _names_elements(text, words):
        score += _KNOWN_NAME
    above = manner.above.get(element) == text and element in {Element.LEVEL1, Element.LEVEL2}
    return score + _KNOWN_NAME * (text in known) + _AS_ABOVE * above


def _names_elements(text: str, words: Vocabulary) -> bool:
    """Whether a text begins or ends with an element of content that other sources know."""
    parts = re.split(r"[、；;●\n]", text.strip("●；;。"))
    return parts[0] in words.elements or parts[-1] in words.elements


def _joining(element: Element, pieces: Sequence[str], manner: Manner) -> float:
    steps = [list_step(one, other) for one, other in pairwise(pieces)]
    again = _NEXT_LIST_JOINED * steps.count(-1)
    alike = sum(are_bulleted_alike(one, other) for one, other in pairwise(pieces))
    going_on = steps.count(1) + alike if not (manner.width or manner.cells) else 0
    return again + _joining_plain(element, pieces, manner, going_on)


def _joining_plain(element: Element, pieces: Sequence[str], manner: Manner, going_on: int) -> float:
    if manner.width:
        full = sum(len(piece) >= manner.width for piece in pieces[:-1])
        short = _AFTER_SHORT_LINE / 4 if element in _JOINED else _AFTER_SHORT_LINE
        return _AFTER_FULL_LINE * full + short * (len(pieces) - 1 - full)
    if manner.cells:
        return _JOINED_CELLS * (len(pieces) - 1)
    each = _JOINED_WRAPPED if manner.wrapped else _JOINED_OTHERWISE
    if element not in _JOINED and are_ragged(pieces):
        each += _JOINED_RAGGED
    return _JOINED.get(element, each) * (len(pieces) - 1 - going_on)


def join_pieces(pieces: Sequence[str], element: Element, width: int = 0) -> str:
    """Pieces as one cell: parts of a list on lines of their own, parts of a sentence without a break."""
    if not width:
        return ("\n" if element in _JOINED else "").join(pieces)
    ends = ["" if len(piece) >= width or element not in _JOINED else "\n" for piece in pieces[:-1]]
    return "".join(piece + end for piece, end in zip(pieces, [*ends, ""], strict=True))
