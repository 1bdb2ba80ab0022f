"""Writing a plain table as .xlsx: a title, one row of headings, rows of text; ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.text.tables.cells import CELL_LENGTH, set_text, sheet_name

_LINE = Side(style="thin", color="000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TITLE_FONT = Font(name="宋体", size=16, bold=True)
_HEADER_FONT = Font(name="黑体", size=10, bold=True)
_TEXT_FONT = Font(name="宋体", size=10)
_HEADER_FILL = PatternFill("solid", fgColor="E7EEF6")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading and its width in characters; short marks stand centred."""

    heading: str
    width: int = 16
    align: Literal["left", "centre"] = "left"


def write_sheet(
    stream: BinaryIO,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[str]],
    *,
    frozen_columns: int = 0,
) -> None:
    """Write one sheet to `stream`; titles repeat on every page of a landscape A3 print.

    Every cell is text: nothing that somebody wrote becomes a formula. A longer text than a cell holds is cut.
    """
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = sheet_name(title, set())
    _put(sheet, 1, 1, title, _TITLE_FONT, _CENTRED)
    if len(columns) > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet.row_dimensions[1].height = 32
    for number, column in enumerate(columns, start=1):
        cell = _put(sheet, 2, number, column.heading, _HEADER_FONT, _CENTRED, framed=True)
        cell.fill = _HEADER_FILL
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for number, row in enumerate(rows, start=3):
        for at, (column, text) in enumerate(zip(columns, row, strict=True), start=1):
            alignment = _CENTRED if column.align == "centre" else _LEFT
            _put(sheet, number, at, text, _TEXT_FONT, alignment, framed=True)
    _set_up_page(sheet, frozen_columns)
    workbook.save(stream)


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    font: Font,
    alignment: Alignment,
    *,
    framed: bool = False,
) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    set_text(cell, text[:CELL_LENGTH])
    cell.font, cell.alignment = font, alignment
    if framed:
        cell.border = _BORDER
    return cell


def _set_up_page(sheet: Worksheet, frozen_columns: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}3"
