"""The ticks at the end of a row: whom it is for, how it is disclosed, at which tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.headings import Column, Element
from gongkai.text.catalogue_table.model import Audience, Method, Ticks
from gongkai.text.catalogue_table.pasted.kinds import (
    is_audience,
    is_audience_word,
    is_contact,
    is_mark,
    is_method_word,
    is_tick,
    is_tier_word,
    suits,
)

_TICKED_WORD = re.compile(r"[√✓✔☑■]\s*[(（](?P<word>[^()（）]+)[)）]$")


@dataclass
class Marks:
    """What the ticks of one row say; `message` is why they could not be told apart."""

    state: Ticks
    audience: Audience = field(default_factory=Audience)
    methods: tuple[Method, ...] = ()
    tiers: tuple[str, ...] = ()
    message: str = ""
    faults: list[tuple[Element, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """A row taken apart: its texts, its ticks, and the texts of columns that a county added behind them."""

    texts: list[str]
    ticks: list[str]
    behind: list[str] = field(default_factory=list)


def take_marks(
    pieces: Sequence[str], columns: Sequence[Column], texts: Sequence[Column], *, explicit: bool
) -> Parts:
    """Divide a row into the pieces of its text columns `texts` and those of its tick columns.

    `explicit` says that the table keeps an empty cell for each column that is not ticked.
    """
    if (placed := _by_place(pieces, columns, texts)) is not None:
        return placed
    pieces, behind = _take_behind(pieces, columns, texts)
    end = len(pieces)
    while end > 0 and _may_be_marked(pieces[end - 1]):
        end -= 1
    front, tail = list(pieces[:end]), list(pieces[end:])
    texts_before = len(texts) - len(behind)
    if explicit and columns:
        if len(tail) < len(columns):
            front, earlier = _marks_before(front, len(columns) - len(tail))
            tail = [*earlier, *tail]
        while len(tail) > len(columns) and (len(front) >= texts_before or is_tick(tail[0])) and not tail[-1]:
            tail.pop()
        if len(tail) == len(columns) - 1 and _shows_blanks(tail):
            tail.append("")
        surplus = max(len(tail) - len(columns), 0)
        return Parts([*front, *tail[:surplus]], tail[surplus:], list(behind))
    while tail and len(front) < texts_before and (not tail[0] or _names_a_body(tail[0])):
        front.append(tail.pop(0))
    return Parts(front, tail if any(tail) else [], list(behind))


def _shows_blanks(tail: Sequence[str]) -> bool:
    """Whether a row keeps its empty cells between the ticks, so that only those at its end were cut off."""
    shown = any(is_tick(one) and not other for one, other in pairwise(tail))
    return shown and is_tick(tail[0]) and is_tick(tail[-1])


def _by_place(pieces: Sequence[str], marks: Sequence[Column], texts: Sequence[Column]) -> Parts | None:
    """A row with a piece for every column, divided by place; None where the ticks are not in theirs."""
    if not marks or len(pieces) != len(marks) + len(texts):
        return None
    columns = sorted((*texts, *marks), key=lambda column: column.index)
    placed = list(zip(pieces, columns, strict=True))
    front = [piece for piece, column in placed if column not in marks]
    tail = [piece for piece, column in placed if column in marks]
    strange = sum(not _may_be_marked(piece) for piece in tail)
    shifted = are_shifted([(column.element, piece) for piece, column in placed if column not in marks])
    return Parts(front, tail) if strange <= 1 and not shifted and not any(map(is_tick, front)) else None


_MISFIT = -2.0


def are_shifted(pairs: Iterable[tuple[Element, str]]) -> bool:
    """Whether texts laid against the columns one by one show that one is missing: several fit badly."""
    return sum(bool(text) and suits(element, text) < _MISFIT for element, text in pairs) > 1


def _names_a_body(text: str) -> bool:
    """Whether a word may as well be the body, where a text column still lacks its cell: 建设单位."""
    told = is_mark(text) or is_audience_word(text) or is_method_word(text) or is_tier_word(text)
    return not told and suits(Element.RESPONSIBLE, text) > 0


def _take_behind(
    pieces: Sequence[str], marks: Sequence[Column], texts: Sequence[Column]
) -> tuple[Sequence[str], Sequence[str]]:
    """Pieces of columns that a county added behind the ticks: addresses, telephone numbers."""
    added = sum(column.index > marks[-1].index for column in texts) if marks else 0
    end = len(pieces)
    while end > len(pieces) - added and end and _stands_behind(pieces[end - 1]):
        end -= 1
    if end < len(pieces) and not any(map(is_mark, pieces[:end])):
        while end < len(pieces) and not is_contact(pieces[end]):
            end += 1
    return pieces[:end], pieces[end:]


def _stands_behind(text: str) -> bool:
    return is_contact(text) or bool(text and not _may_be_marked(text))


def are_explicit(rows: Sequence[Sequence[str]]) -> bool:
    """Whether empty tick cells were kept: in some row one stands behind a tick."""
    return any(is_tick(one) and not other for pieces in rows for one, other in pairwise(pieces))


def _may_be_marked(text: str) -> bool:
    return (
        not text
        or is_mark(text)
        or is_audience(text)
        or is_method_word(text)
        or is_tier_word(text)
        or bool(_TICKED_WORD.match(text))
    )


def _marks_before(front: list[str], wanted: int) -> tuple[list[str], list[str]]:
    """Ticks that stand among the texts, where a county moved those columns forward."""
    first = next((at for at, text in enumerate(front) if is_tick(text)), -1)
    if first < 0:
        return front, []
    taken = front[first : first + wanted]
    if len(taken) < wanted or not all(is_mark(text) or not text for text in taken):
        return front, []
    return front[:first] + front[first + wanted :], taken


_FEW = 3
"""Nobody ticks all of more columns than that: such a row has lost its empty cells."""


def read_marks(tail: Sequence[str], columns: Sequence[Column], *, headed: bool) -> Marks:
    """What a row's ticks say: by column where each has its cell, else only what words say."""
    ticks = sum(is_tick(text) for text in tail)
    tail = [match["word"] if (match := _TICKED_WORD.match(text)) else text for text in tail]
    words = [text for text in tail if text and not is_mark(text)]
    if not tail:
        return Marks(Ticks.LOST)
    if not headed:
        marks = _by_words(words)
        marks.state = Ticks.WORDS
        marks.message = "表头缺失，无法确定勾选属于哪一栏" if ticks else ""
        return marks
    if len(tail) == len(columns) and not (len(columns) > _FEW and ticks == len(columns)):
        return _by_column(tail, columns)
    if words and not ticks:
        return _by_words(words)
    marks = _by_words(words)
    marks.state = Ticks.COLLAPSED
    marks.message = f"有 {ticks} 处勾选，表头有 {len(columns)} 栏，空白栏没有保留下来，无法确定勾在哪一栏"
    return marks


def _by_words(words: Sequence[str]) -> Marks:
    everyone = any(is_audience_word(word) for word in words)
    methods = tuple(
        Method.PROACTIVE if word.startswith("主动") else Method.ON_REQUEST
        for word in words
        if is_method_word(word)
    )
    told = (is_audience_word, is_method_word, is_tier_word)
    groups = "、".join(word for word in words if not any(says(word) for says in told))
    return Marks(Ticks.WORDS if words else Ticks.LOST, Audience(everyone, bool(groups), groups), methods)


def _by_column(tail: Sequence[str], columns: Sequence[Column]) -> Marks:
    marks = Marks(Ticks.EXPLICIT)
    for text, column in zip(tail, columns, strict=True):
        if column.element in _IN_ONE_CELL and column.path == column.heading:
            take_words(marks, column, text)
        else:
            _take_tick(marks, column, text)
    return marks


_IN_ONE_CELL = frozenset({Element.AUDIENCE, Element.METHOD, Element.TIER})


def take_words(marks: Marks, column: Column, text: str) -> None:
    """A column without sub-columns: its words say it; a bare tick says nothing."""
    marks.state = Ticks.WORDS
    if not text:
        return
    if is_mark(text):
        marks.faults.append((column.element, "只打了勾，表头没有分栏，无法判断这一格的意思", text))
    elif column.element is Element.AUDIENCE:
        marks.audience = cells.audience_in_one_cell(text)
    elif column.element is Element.TIER:
        marks.tiers = cells.tiers_in_one_cell(text)
    elif (methods := cells.methods_in_one_cell(text)) is not None:
        marks.methods = methods
    else:
        marks.faults.append((column.element, "只能是主动公开或依申请公开，这一格留空", text))


def _take_tick(marks: Marks, column: Column, text: str) -> None:
    """A column of its own for each answer: ticked, left empty, or with a word in it."""
    element = column.element
    if element is Element.AUDIENCE_SPECIFIC:
        if text:
            specific, groups = cells.specific_groups(text)
            marks.audience = replace(marks.audience, specific=specific, groups=groups)
        return
    ticked = cells.tick(text)
    if ticked is None and (is_audience_word(text) or is_method_word(text)):
        ticked = True
    if ticked is None:
        marks.faults.append((element, "应打√或留空，无法判断这一格的意思", text))
    if not ticked:
        return
    if element is Element.AUDIENCE_EVERYONE:
        marks.audience = replace(marks.audience, everyone=True)
    elif element is Element.TIER:
        marks.tiers = tuple(dict.fromkeys([*marks.tiers, *cells.tiers_of(column.heading)]))
    else:
        method = Method.PROACTIVE if element is Element.METHOD_PROACTIVE else Method.ON_REQUEST
        marks.methods = (*marks.methods, method)
