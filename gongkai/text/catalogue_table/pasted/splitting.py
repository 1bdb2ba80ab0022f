"""Two items that stand in one record, since the second has no number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.pasted.kinds import (
    is_audience,
    is_audience_word,
    is_mark,
    is_method_word,
    suits,
)
from gongkai.text.catalogue_table.pasted.pieces import Piece, Record

_IS_LIMIT = 3.0
"""A text that suits 公开时限 so well says when something is disclosed."""


def items_of(record: Record) -> Iterator[Record]:
    """The record, divided where after its channels another limit and other channels follow.

    Where there are neither, words like 全社会 end an item.
    """
    texts = [piece.text for piece in record.pieces]
    later = _later_starts(texts) if any(map(has_boxes, texts)) else _starts_after_words(texts)
    starts = [0, *later, len(record.pieces)]
    for number, (start, end) in enumerate(pairwise(starts)):
        pieces: list[Piece] = record.pieces[start:end]
        last = end == len(record.pieces)
        line = pieces[0].line if number and pieces else record.line
        further = record.further if last else []
        yield Record(line, "" if number else record.code, pieces, further, cut=record.cut and last)


def _later_starts(texts: Sequence[str]) -> Iterator[int]:
    """Where the second and later items begin."""
    limit = boxes = False
    for at, text in enumerate(texts):
        if has_boxes(text):
            boxes = limit
        elif boxes and not _may_end_an_item(text) and _is_item(texts[at:]):
            yield at
            limit = boxes = False
        if suits(Element.TIME_LIMIT, text) >= _IS_LIMIT:
            limit = True


def _starts_after_words(texts: Sequence[str]) -> Iterator[int]:
    """Where items begin in a row of texts each of which ends in whom or how."""
    start = 0
    for at, text in enumerate(texts[:-1], start=1):
        ends = is_audience_word(text) or is_method_word(text)
        if ends and not (is_audience_word(texts[at]) or is_method_word(texts[at]) or is_mark(texts[at])):
            if at - start >= _FEWEST and len(texts) - at >= _FEWEST:
                yield at
            start = at


_FEWEST = 3
"""An item has a name, a content and something more at least."""


def _may_end_an_item(text: str) -> bool:
    return not text or is_mark(text) or is_audience(text)


def _is_item(texts: Sequence[str]) -> bool:
    """Whether a limit follows, and channels after it, before which a name and a content have room."""
    limit = next((at for at, text in enumerate(texts) if suits(Element.TIME_LIMIT, text) >= _IS_LIMIT), 0)
    return limit > 1 and any(map(has_boxes, texts[limit:]))
