"""Tables of figures as .xlsx: figures as numbers that can be added up, everything else as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.text.tables.cells import CELL_LENGTH, set_text, sheet_name

_TITLE_FONT = Font(name="宋体", size=16, bold=True)
_HEADER_FONT = Font(name="黑体", size=10, bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="E7EEF6")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PLAIN_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_EXACT_DIGITS = 15
"""So many digits a spreadsheet keeps of a number; a longer figure stays text."""

_LIKE_A_FORMULA = ("=", "_x")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column; `is_figure` ones hold numbers."""

    heading: str
    is_figure: bool = False
    width: int = 18


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """One sheet: title, a line above the header (such as the unit), header, rows, a line below."""

    title: str
    columns: Sequence[FigureColumn]
    rows: Sequence[Sequence[str]]
    above: str = ""
    below: str = ""


def write_figure_sheets(stream: BinaryIO, sheets: Sequence[FigureSheet]) -> None:
    """Write one workbook. Nothing that somebody wrote becomes a formula; longer texts than a cell holds are
    cut."""
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write(cast("Worksheet", workbook.create_sheet(sheet_name(sheet.title, taken))), sheet)
    workbook.save(stream)


def _write(target: Worksheet, sheet: FigureSheet) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(number)].width = column.width
    header_row = 3 if sheet.above else 2
    target.freeze_panes = f"A{header_row + 1}"
    target.print_title_rows = f"1:{header_row}"
    target.append([_text(target, sheet.title, _TITLE_FONT)])
    if sheet.above:
        target.append([_text(target, sheet.above)])
    target.append([_heading(target, column.heading) for column in sheet.columns])
    numbers = _Numbers(target)
    for row in sheet.rows:
        target.append(cast("Any", _cells(target, numbers, sheet.columns, row)))
    if sheet.below:
        target.append([_text(target, sheet.below)])


class _Numbers:
    """One cell for each number of decimal places, given out again and again: a cell is written as soon as it
    is handed over, and making its style anew would cost more than the rest."""

    def __init__(self, target: Worksheet) -> None:
        self._target = target
        self._cells: dict[int, Cell] = {}

    def cell(self, text: str, places: int) -> Cell:
        cell = self._cells.get(places)
        if cell is None:
            cell = self._cells[places] = WriteOnlyCell(self._target)
            cell.number_format = "#,##0" + ("." + "0" * places if places else "")
        cell.value = float(text.replace(",", ""))
        return cell


def _cells(
    target: Worksheet, numbers: _Numbers, columns: Sequence[FigureColumn], row: Sequence[str]
) -> Iterator[object]:
    """The cells of a row, one after the other: see `_Numbers`."""
    for column, text in zip(columns, row, strict=True):
        figure = _PLAIN_FIGURE.fullmatch(text.strip()) if column.is_figure else None
        if figure is not None and sum(sign.isdigit() for sign in text) <= _EXACT_DIGITS:
            yield numbers.cell(text, len(figure[1] or ""))
        elif not text:
            yield None
        elif len(text) > CELL_LENGTH or text.startswith(_LIKE_A_FORMULA) or not text.isprintable():
            yield _text(target, text)
        else:
            yield text


def _text(target: Worksheet, text: str, font: Font | None = None) -> Cell:
    cell = WriteOnlyCell(target)
    set_text(cell, text[:CELL_LENGTH])
    if font is not None:
        cell.font = font
    return cell


def _heading(target: Worksheet, text: str) -> Cell:
    cell = _text(target, text, _HEADER_FONT)
    cell.fill, cell.alignment = _HEADER_FILL, _CENTRED
    return cell
