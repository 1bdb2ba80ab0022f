"""Tables that lost their grid: a line or a paragraph for each cell, or the blocks of a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.pasted.kinds import FIRST_BOX, is_mark, is_sequence
from gongkai.text.catalogue_table.pasted.pieces import (
    ENOUGH_HEADINGS,
    Line,
    PastedTable,
    Piece,
    Record,
    headings_in,
    is_foot,
    is_heading,
    is_upper_heading,
    tables_of_stream,
)

_ROW_GAP = 3
"""Empty lines that a reader view leaves between two rows; between two cells it leaves one."""


def read_listed(lines: Sequence[Line]) -> list[PastedTable]:
    """The tables in lines that hold a cell, or a line of a cell, each."""
    paragraphs = _headings_are_paragraphs(lines)
    pieces = _pieces(lines, paragraphs=paragraphs)
    width = _width(pieces)
    if not paragraphs:
        pieces = _without_vertical(pieces)
    row_gap = _ROW_GAP if paragraphs else 1
    wrapped = not paragraphs or width > 0
    return tables_of_stream(pieces, [], blanks=False, wrapped=wrapped, row_gap=row_gap, width=width)


def _headings_are_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether an empty line follows most headings that have a line of their own."""
    followed = [
        not following.text.strip() for line, following in pairwise(lines) if is_heading(line.text.strip())
    ]
    return sum(followed) * 2 > len(followed)


def _pieces(lines: Sequence[Line], *, paragraphs: bool) -> list[Piece]:
    pieces: list[Piece] = []
    gap = 0
    for line in lines:
        text = line.text.strip()
        if not text or is_foot(text):
            gap += 1
        elif paragraphs and pieces and not gap and not is_sequence(text):
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text}\n{text}")
        else:
            pieces.append(Piece(text, line.number, gap))
        gap = gap if not text or is_foot(text) else 0
    return pieces


def _without_vertical(pieces: Sequence[Piece]) -> list[Piece]:
    """Names written in a narrow column put together again: several short lines of the same length.

    Three lines show that a column is so narrow; two of that length are then enough.
    """
    first = next((at for at, piece in enumerate(pieces) if is_sequence(piece.text)), len(pieces))
    runs = list(_runs(pieces, first))
    narrow = {len(pieces[start].text) for start, end in runs if end - start >= _SHOWS_NARROW}
    whole: list[Piece] = list(pieces[:first])
    for start, end in runs:
        run = pieces[start:end]
        if len(run[0].text) in narrow:
            whole.append(replace(run[0], text="".join(piece.text for piece in run)))
        else:
            whole.extend(run)
    return whole


def _runs(pieces: Sequence[Piece], at: int) -> Iterator[tuple[int, int]]:
    """From `at` on: runs of short lines of one length, the last of them perhaps shorter; and single lines."""
    while at < len(pieces):
        end = at + 1
        length = len(pieces[at].text)
        if _NARROWEST_LINE < length <= _VERTICAL and not _is_own(pieces[at].text):
            while end < len(pieces) and not pieces[end].gap and len(pieces[end - 1].text) == length:
                if len(pieces[end].text) > length or _is_own(pieces[end].text):
                    break
                end += 1
        yield at, end
        at = end


_SHOWS_NARROW = 3
_NARROWEST_LINE, _VERTICAL = 1, 3


def _is_own(text: str) -> bool:
    """Whether a short line is a cell by itself."""
    return is_upper_heading(text) or is_sequence(text) or is_mark(text) or has_boxes(text)


def _width(pieces: Sequence[Piece]) -> int:
    """The length at which cells are cut into lines; 0 where they are not.

    Either most lines have it, or it is the longest and several different lines have just that.
    """
    begin = next((at for at, piece in enumerate(pieces) if is_heading(piece.text)), 0)
    lines = [piece.text for piece in pieces[begin:] if not is_heading(piece.text)]
    lengths = Counter(map(len, lines))
    if not lengths:
        return 0
    frequent = lengths.most_common(1)[0][0]
    longer = sum(count for length, count in lengths.items() if length > frequent + 1)
    common = lengths[frequent] * 3 > lengths.total() and longer * 10 < lengths.total()
    if common and _NARROWEST < frequent < _NARROW:
        return frequent
    longest = max(lengths)
    full = len({text for text in lines if len(text) == longest})
    return longest if full >= _ENOUGH_FULL and _NARROW // 2 < longest < _BROAD else 0


_NARROWEST = 3
_NARROW, _BROAD = 16, 40
_ENOUGH_FULL = 4
"""So many different lines of one length do not come about by chance, when none is longer."""


# --- blocks of a PDF -----------------------------------------------------------------------------------


def read_blocks(lines: Sequence[Line], header: int) -> list[PastedTable]:
    """The table of a PDF, where merged cells stand between the rows and boxes before and after them.

    `header` is the index of the line with the headings.
    """
    titles = [line for line in lines[:header] if line.text.strip()]
    blocks = _blocks(lines[header:])
    headings: list[Piece] = []
    while blocks and headings_in([part for line in blocks[0] for part in line.text.split()]) > 1:
        headings.extend(Piece(part, line.number) for line in blocks.pop(0) for part in line.text.split())
    table = PastedTable(titles, headings, wrapped=True)
    between = _take_blocks(table, blocks)
    _spread(table.records, between)
    return [table]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    empty = True
    for line in lines:
        if line.text.strip():
            if empty:
                blocks.append([])
            blocks[-1].append(Line(line.number, line.text.strip()))
        empty = not line.text.strip()
    return blocks


def _take_blocks(table: PastedTable, blocks: Sequence[Sequence[Line]]) -> list[tuple[int, Piece]]:
    """Rows with their boxes; returns the lone texts, each with how many rows had begun before it."""
    waiting: list[Piece] = []
    between: list[tuple[int, Piece]] = []
    for block in blocks:
        pieces = [Piece(line.text, line.number) for line in block]
        if is_sequence(pieces[0].text):
            table.records.append(Record(pieces[0].line, pieces[0].text, [*pieces[1:]]))
            table.records[-1].further = waiting
            waiting = []
        elif has_boxes(pieces[0].text):
            begins = FIRST_BOX in pieces[0].text
            row_has_boxes = bool(table.records and _boxes(table.records[-1]))
            if waiting or not table.records or (begins and row_has_boxes):
                waiting.extend(pieces)
            else:
                table.records[-1].further.extend(pieces)
        elif headings_in([piece.text for piece in pieces]) < ENOUGH_HEADINGS:
            between.extend((len(table.records), piece) for piece in pieces)
    for record in table.records:
        record.pieces.extend(record.further)
        record.further = []
    return between


def _boxes(record: Record) -> list[Piece]:
    return [piece for piece in (*record.pieces, *record.further) if has_boxes(piece.text)]


def _spread(records: Sequence[Record], between: Sequence[tuple[int, Piece]]) -> None:
    """Give each row the first level printed nearest to it: a merged cell is printed at its middle."""
    if not between:
        return
    for number, record in enumerate(records, start=1):
        _, nearest = min(between, key=lambda found: abs(found[0] + 0.5 - number))
        record.pieces.insert(0, nearest)
