"""Tables whose cells are divided by vertical bars: a line for each row, or a line for each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.headings import Element, damaged_element_of, plain_heading
from gongkai.text.catalogue_table.pasted.columns import columns_of
from gongkai.text.catalogue_table.pasted.kinds import FIRST_BOX, is_mark, is_sequence, is_tick
from gongkai.text.catalogue_table.pasted.pieces import (
    ENOUGH_HEADINGS,
    LEVELS,
    Line,
    Numbering,
    PastedTable,
    Piece,
    Record,
    headings_in,
    is_heading,
    is_title,
    is_upper_heading,
    tables_of_stream,
)

_RULE = re.compile(r"[\s|:\-–—]*-{2,}[\s|:\-–—]*")
_BAR = "|"
_MOST = 0.6
_LEADING = 0.8
_FEW_PAIRS = 3
_FEWEST_CELLS = 3


def read_piped(lines: Sequence[Line]) -> list[PastedTable]:
    """The tables in lines that are divided by bars."""
    lines = _with_bars_joined(lines)
    piped = [line for line in lines if "|" in line.text]
    widest = max((sum(bool(cell.strip()) for cell in line.text.split("|")) for line in piped), default=0)
    return _row_by_row(lines, piped) if widest > _FEWEST_CELLS else _cell_by_cell(lines)


def _with_bars_joined(lines: Sequence[Line]) -> Sequence[Line]:
    """Where each bar has a line of its own, the text above it put before it again, line by line."""
    lone = sum(line.text.strip() == _BAR for line in lines)
    if lone <= sum(_BAR in line.text for line in lines) * _LEADING:
        return lines
    joined: list[Line] = []
    for line in lines:
        ends_cell = (
            line.text.strip() == _BAR and joined and joined[-1].text.strip() and _BAR not in joined[-1].text
        )
        if ends_cell:
            joined[-1] = Line(joined[-1].number, f"{joined[-1].text} {_BAR}")
        else:
            joined.append(line)
    return joined


# --- a line for each cell ----------------------------------------------------------------------------


def _cell_by_cell(lines: Sequence[Line]) -> list[PastedTable]:
    titles: list[Line] = []
    pieces: list[Piece] = []
    open_cell: list[str] = []
    row_ended = 0
    for line in lines:
        text = line.text.strip()
        if "|" not in text:
            if text and not pieces:
                titles.append(Line(line.number, text))
            elif text:
                open_cell.append(text)
            continue
        if text.count("|") > 1 and not text.strip("| "):
            row_ended = 1
            continue
        content = "\n".join([*open_cell, text.strip("| ")]).strip()
        open_cell = []
        pieces.append(Piece(content, line.number, row_ended))
        row_ended = 0
    numbered = any(is_sequence(piece.text) for piece in pieces)
    return tables_of_stream(pieces, titles, blanks=True, wrapped=False, row_gap=0 if numbered else 1)


# --- a line for each row -----------------------------------------------------------------------------


def _row_by_row(lines: Sequence[Line], piped: Sequence[Line]) -> list[PastedTable]:
    leading = sum(line.text.startswith("|") for line in piped) > len(piped) * _LEADING
    closed = sum(line.text.rstrip().endswith("|") for line in piped) > len(piped) * _MOST
    reader = _RowReader(has_ends=any(has_boxes(line.text) for line in piped))
    for line in _whole_rows(lines, leading=leading, closed=closed):
        if "|" not in line.text:
            reader.take_line(line)
        elif line.text.strip("| \n") and not _RULE.fullmatch(line.text):
            reader.take_row(line, _cells(line.text))
    return reader.finished()


def _whole_rows(lines: Sequence[Line], *, leading: bool, closed: bool) -> list[Line]:
    """Lines joined where a row goes on: after a row that no bar ends, before a line that a bar begins."""
    rows: list[Line] = []
    widest = max((line.text.count("|") for line in lines), default=0)
    for line in lines:
        if not line.text.strip() or (_BAR in line.text and _RULE.fullmatch(line.text)):
            continue
        before = rows[-1] if rows else None
        begins_with_bar = line.text.lstrip().startswith("|") and not _is_wide(line.text, widest)
        is_open = (
            before is not None and "|" in before.text and closed and not before.text.rstrip().endswith("|")
        )
        if before is not None and "|" in before.text and (is_open or (begins_with_bar and not leading)):
            rows[-1] = Line(before.number, f"{before.text}\n{line.text}")
        else:
            rows.append(line)
    return rows


def _is_wide(text: str, widest: int) -> bool:
    """Whether a line that a bar begins has as many bars as a row of its own, its first cells empty."""
    return text.count("|") * 2 > widest


def _cells(text: str) -> list[str]:
    """The cells of a row; what bars at its end enclose without any space was never a cell."""
    cells = text.split("|")
    if not cells[0].strip():
        cells.pop(0)
    while cells and cells[-1] in {"", " "}:
        cells.pop()
    return [cell.strip() for cell in cells]


class _RowReader:
    def __init__(self, *, has_ends: bool) -> None:
        self._has_ends = has_ends
        self._tables: list[PastedTable] = []
        self._titles: list[Line] = []
        self._numbering = Numbering()
        self._fields: dict[Element, Piece] = {}
        self._waiting: list[Piece] = []
        self._headings: list[Piece] = []

    def finished(self) -> list[PastedTable]:
        if len(self._fields) >= _FEW_PAIRS and not self._tables:
            return [PastedTable(self._titles, [], blanks=True, fields=self._fields)]
        return self._tables

    def take_line(self, line: Line) -> None:
        self._titles.append(Line(line.number, line.text.strip()))

    def take_row(self, line: Line, cells: list[str]) -> None:
        written = [cell for cell in cells if cell]
        if self._begins_header(line, written):
            return
        if headings_in(written) >= ENOUGH_HEADINGS and headings_in(written) * 2 > len(written):
            self._take_header(line, cells)
        elif self._tables and not self._tables[-1].records and self._is_lower_header(written):
            self._tables[-1].headings.extend(Piece(cell, line.number) for cell in cells if cell)
        elif len(written) == 1 and is_title(written[0]):
            self._titles.append(Line(line.number, written[0]))
        elif not self._tables and self._is_pair(written):
            self._take_pairs(line, cells)
        else:
            self._take_record(line, cells, written)

    def _begins_header(self, line: Line, written: Sequence[str]) -> bool:
        """Whether a line holds only the first headings of a header that goes on in the next."""
        few = 1 < len(written) < ENOUGH_HEADINGS and headings_in(written) == len(written)
        begins = (
            few
            and any(map(is_upper_heading, written))
            and (not self._tables or bool(self._tables[-1].records))
        )
        if begins:
            self._headings = [Piece(text, line.number) for text in written]
        return begins

    def _take_header(self, line: Line, cells: list[str]) -> None:
        pieces = [*self._headings, *(Piece(cell, line.number) for cell in cells if cell)]
        self._headings = []
        if self._tables and not self._tables[-1].records:
            self._tables[-1].headings.extend(pieces)
            return
        self._tables.append(PastedTable(self._titles, pieces, blanks=True))
        self._titles = []
        self._numbering = Numbering()

    @staticmethod
    def _is_lower_header(written: Sequence[str]) -> bool:
        return bool(written) and headings_in(written) * 2 > len(written) and not is_sequence(written[0])

    @staticmethod
    def _is_pair(written: Sequence[str]) -> bool:
        return len(written) > 1 and _names_value(written[0]) and not is_heading(written[1])

    def _take_pairs(self, line: Line, cells: Sequence[str]) -> None:
        for name, value in zip(cells[::2], cells[1::2], strict=False):
            element = damaged_element_of(plain_heading(name))
            if element is not Element.EXTRA and value:
                self._fields[element] = Piece(value, line.number)

    def _take_record(self, line: Line, cells: list[str], written: Sequence[str]) -> None:
        if not self._tables:
            if len(written) <= _FEWEST_CELLS or not is_sequence(cells[0]):
                self._titles.extend(Line(line.number, cell) for cell in written)
                return
            self._tables.append(PastedTable(self._titles, [], blanks=True))
            self._titles = []
        records = self._tables[-1].records
        pieces = [Piece(cell, line.number) for cell in cells]
        at = next(
            (index for index in (0, 1) if index < len(cells) and self._numbering.continues(cells[index])), -1
        )
        if at >= 0 and (at == 0 or not is_heading(cells[1])):
            code = pieces.pop(at).text
            self._numbering.take(code)
            records.append(Record(line.number, code, pieces, self._waiting, cut=_is_cut(line.text)))
            self._waiting = []
        elif len(written) == 1 and not is_mark(written[0]):
            self._take_lone(line, written[0])
        elif records and self._goes_on(records[-1], pieces):
            records[-1].pieces.extend(pieces)
        else:
            records.append(Record(line.number, "", pieces, cut=_is_cut(line.text)))

    def _take_lone(self, line: Line, text: str) -> None:
        """A line with one cell: a part of the channels of its row or the next, or content that goes on."""
        records = self._tables[-1].records
        piece = Piece(text, line.number)
        if self._begins_channels(text) or (self._waiting and has_boxes(text)):
            self._waiting.append(piece)
        elif not records:
            records.append(Record(line.number, "", [piece]))
        elif has_boxes(text) and not _has_boxes(records[-1]):
            records[-1].pieces.append(piece)
        else:
            records[-1].further.append(piece)

    def _begins_channels(self, text: str) -> bool:
        """Whether a lone cell is the first of the channels of the row below, whose other cells follow."""
        records = self._tables[-1].records
        has_own = bool(records) and any(
            FIRST_BOX in piece.text for piece in (*records[-1].pieces, *records[-1].further)
        )
        return has_boxes(text) and FIRST_BOX in text and (not records or has_own)

    def _goes_on(self, record: Record, pieces: Sequence[Piece]) -> bool:
        """Whether a line without a number goes on with a row that has no ticks and no channels so far."""
        columns = columns_of([piece.text for piece in self._tables[-1].headings])
        whole = len(columns.texts)
        if any(is_tick(piece.text) or has_boxes(piece.text) for piece in record.pieces):
            marks = not any(piece.text and not is_mark(piece.text) for piece in pieces)
            return marks and len(record.pieces) + len(pieces) <= whole + len(columns.marks)
        written = sum(not piece.blank for piece in (*record.pieces, *pieces) if not is_mark(piece.text))
        return self._has_ends and written <= whole


def _is_cut(text: str) -> bool:
    """Whether one blank stands between the last two bars of a row, and nothing behind them."""
    return text.rstrip("\n").endswith("| |")


def _has_boxes(record: Record) -> bool:
    return any(has_boxes(piece.text) for piece in (*record.pieces, *record.further))


def _names_value(text: str) -> bool:
    element = damaged_element_of(plain_heading(text))
    return element is not Element.EXTRA and (element in LEVELS or is_heading(text))
