"""Writing a catalogue as citizens know it: .xlsx with merged cells, ready to print on A3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.kernel.errors import InvalidInput
from gongkai.text.catalogue_table.layout import NO_IMPRINT, Imprint, Section, sections
from gongkai.text.catalogue_table.model import CatalogueRow
from gongkai.text.tables.cells import CELL_LENGTH, set_text, sheet_name

_LINE = Side(style="thin", color="000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)

_TITLE, _REMARK, _HEADER, _TEXT, _MARK = "目录标题", "目录说明", "目录表头", "目录正文", "目录标记"
"""Names of the styles, as office software lists them. A cell takes a whole style at once, which is several
times as fast as its parts one by one."""


def write_catalogue(
    rows: Iterable[CatalogueRow],
    stream: BinaryIO,
    title: str,
    *,
    offered_channels: Sequence[str] = (),
    imprint: Imprint = NO_IMPRINT,
) -> None:
    """Write `rows` to `stream` as .xlsx in the usual layout, a sheet for each area in order.

    `offered_channels` are the channels listed with an empty box where a row does not use them.
    What is written reads back as the same rows (`sheet`, `row_number` and `raw` aside). Characters
    that a spreadsheet cannot hold are left out. Raises InvalidInput, with the item and its element, for
    a text that no cell can hold.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for style in _styles():
        workbook.add_named_style(style)
    names: set[str] = set()
    for section in sections(rows):
        sheet = workbook.create_sheet(sheet_name(section.area, names, otherwise="目录"))
        _SheetWriter(sheet, section, offered_channels).write(title, imprint)
    workbook.save(stream)


def _styles() -> list[NamedStyle]:
    text, heading = Font(name="宋体", size=10), Font(name="黑体", size=10, bold=True)
    fill = PatternFill("solid", fgColor="E7EEF6")
    return [
        NamedStyle(_TITLE, font=Font(name="宋体", size=18, bold=True), alignment=_CENTRED),
        NamedStyle(_REMARK, font=text, alignment=_LEFT),
        NamedStyle(_HEADER, font=heading, fill=fill, border=_BORDER, alignment=_CENTRED),
        NamedStyle(_TEXT, font=text, border=_BORDER, alignment=_LEFT),
        NamedStyle(_MARK, font=text, border=_BORDER, alignment=_CENTRED),
    ]


_LEVEL1_COLUMN = 2


class _SheetWriter:
    def __init__(self, sheet: Worksheet, section: Section, offered_channels: Sequence[str]) -> None:
        self._sheet = sheet
        self._section = section
        self._offered = offered_channels

    def write(self, title: str, imprint: Imprint) -> None:
        top = self._write_titles(title, imprint)
        self._write_header(top)
        styles = [_MARK if column.is_mark else _TEXT for column in self._section.columns]
        for number, row in enumerate(self._section.rows, start=top + 2):
            texts = self._section.cells(row, self._offered)
            self._refuse_too_long(row, texts)
            for column, text in enumerate(texts, start=1):
                self._put(number, column, text, styles[column - 1])
        self._merge_first_level(top + 2)
        self._set_up_page(top)

    def _refuse_too_long(self, row: CatalogueRow, texts: Sequence[str]) -> None:
        for column, text in zip(self._section.columns, texts, strict=True):
            if len(text) > CELL_LENGTH:
                heading = column.part or column.group
                raise InvalidInput(
                    f"事项“{row.name}”的“{heading}”有 {len(text)} 个字，"
                    f"电子表格的一个单元格最多 {CELL_LENGTH} 个字，没有生成文件，目录没有改动。"
                    "请精简这一格，或者下载 CSV 格式。"
                )

    def _write_titles(self, title: str, imprint: Imprint) -> int:
        """The lines above the table; returns the number of the first header row."""
        area = self._section.area
        lines = [
            (title, _TITLE, 36.0),
            (f"领域：{area}" if area else "", _REMARK, 18.0),
            (imprint.line, _REMARK, 18.0),
        ]
        number = 0
        for text, style, height in lines:
            if text:
                number += 1
                self._put(number, 1, text, style)
                self._merge(number, 1, columns=len(self._section.columns))
                self._sheet.row_dimensions[number].height = height
        return number + 1

    def _write_header(self, top: int) -> None:
        column = 1
        for span in self._section.header():
            for at in range(span.width):
                self._put(top, column + at, span.heading if at == 0 else "", _HEADER)
                self._put(top + 1, column + at, span.parts[at] if span.parts else "", _HEADER)
            self._merge(top, column, rows=1 if span.parts else 2, columns=span.width)
            column += span.width

    def _merge_first_level(self, first: int) -> None:
        if not self._section.has_level1:
            return
        number = first
        for height in self._section.first_levels():
            for covered in range(number + 1, number + height):
                self._sheet.cell(covered, _LEVEL1_COLUMN).value = None
            self._merge(number, _LEVEL1_COLUMN, rows=height)
            number += height

    def _merge(self, row: int, column: int, *, rows: int = 1, columns: int = 1) -> None:
        """Merge cells that have their style already: `merge_cells` would work out every border anew."""
        if rows > 1 or columns > 1:
            self._sheet.merged_cells.add(
                CellRange(
                    min_row=row, max_row=row + rows - 1, min_col=column, max_col=column + columns - 1
                ).coord
            )

    def _put(self, row: int, column: int, text: str, style: str) -> None:
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)
        set_text(cell, text)
        cell.style = style

    def _set_up_page(self, top: int) -> None:
        sheet = self._sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{top}:{top + 1}"
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6
        sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="第 &P 页，共 &N 页"))
        sheet.freeze_panes = f"{'D' if self._section.has_level1 else 'C'}{top + 2}"
        for number, column in enumerate(self._section.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
