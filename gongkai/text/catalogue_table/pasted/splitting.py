"""Two items that stand in one record, since the second has no number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.pasted.kinds import is_audience, is_mark, suits
from gongkai.text.catalogue_table.pasted.pieces import Piece, Record

_IS_LIMIT = 3.0
"""A text that suits 公开时限 so well says when something is disclosed."""


def items_of(record: Record) -> Iterator[Record]:
    """The record, divided where after its channels another limit and other channels follow."""
    starts = [0, *_later_starts([piece.text for piece in record.pieces]), len(record.pieces)]
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


def _may_end_an_item(text: str) -> bool:
    return not text or is_mark(text) or is_audience(text)


def _is_item(texts: Sequence[str]) -> bool:
    """Whether a limit follows, and channels after it, before which a name and a content have room."""
    limit = next((at for at, text in enumerate(texts) if suits(Element.TIME_LIMIT, text) >= _IS_LIMIT), 0)
    return limit > 1 and any(map(has_boxes, texts[limit:]))
