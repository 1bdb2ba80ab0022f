"""Writing a catalogue as citizens know it: .xlsx with merged cells, ready to print on A3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.model import CatalogueRow, Method
from gongkai.text.sheet_cells import UNPRINTABLE, set_text

_LINE = Side(style="thin", color="000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TEXT_FONT = Font(name="宋体", size=10)
_HEADER_FONT = Font(name="黑体", size=10, bold=True)
_TITLE_FONT = Font(name="宋体", size=18, bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="E7EEF6")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)

_TIER_ORDER = ("省级", "市级", "县级", "乡级", "村级")
_USUAL_TIERS = ("县级", "乡级")
_SHEET_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_LENGTH = 31
_TICK = "√"

# Width of each leading column, in characters of the standard font.
_WIDTHS = (6, 14, 16, 36, 34, 20, 16, 26)
_NARROW, _EXTRA_WIDTH = 7, 14


def write_catalogue(
    rows: Iterable[CatalogueRow],
    stream: BinaryIO,
    title: str,
    *,
    offered_channels: Sequence[str] = (),
) -> None:
    """Write `rows` to `stream` as .xlsx in the usual layout, a sheet for each area in order.

    `offered_channels` are the channels listed with an empty box where a row does not use them.
    What is written reads back as the same rows (`sheet`, `row_number` and `raw` aside). Characters
    that a spreadsheet cannot hold are left out. Raises ValueError for a cell beyond 32,767 characters.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names: set[str] = set()
    groups = [(area, list(group)) for area, group in groupby(rows, key=lambda row: row.area)] or [("", [])]
    for area, members in groups:
        sheet = workbook.create_sheet(_sheet_name(area, names))
        _SheetWriter(sheet, area, members, offered_channels).write(title)
    workbook.save(stream)


def _sheet_name(area: str, taken: set[str]) -> str:
    base = (
        UNPRINTABLE.sub("", _SHEET_NAME_FORBIDDEN.sub(" ", area)).strip(" '")[:_SHEET_NAME_LENGTH] or "目录"
    )
    name, number = base, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = base[: _SHEET_NAME_LENGTH - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


class _SheetWriter:
    def __init__(
        self, sheet: Worksheet, area: str, rows: list[CatalogueRow], offered_channels: Sequence[str]
    ) -> None:
        self._sheet = sheet
        self._area = area
        self._rows = rows
        self._offered = offered_channels
        used = {tier for row in rows for tier in row.tiers}
        known = [tier for tier in _TIER_ORDER if tier in used or tier in _USUAL_TIERS]
        self._tiers = [*known, *sorted(used - set(_TIER_ORDER))]
        self._extra = list(dict.fromkeys(name for row in rows for name, _ in row.extra))
        self._groups: list[tuple[str, Sequence[str]]] = [
            ("序号", ()),
            ("公开事项", ("一级事项", "二级事项")),
            ("公开内容（要素）", ()),
            ("公开依据", ()),
            ("公开时限", ()),
            ("公开主体", ()),
            ("公开渠道和载体", ()),
            ("公开对象", ("全社会", "特定群体")),
            ("公开方式", ("主动", "依申请公开")),
            ("公开层级", self._tiers),
            *((name, ()) for name in self._extra),
        ]
        self._width = sum(len(parts) or 1 for _, parts in self._groups)

    def write(self, title: str) -> None:
        top = self._write_titles(title)
        self._write_header(top)
        for offset, row in enumerate(self._rows):
            self._write_row(top + 2 + offset, row)
        self._merge_first_level(top + 2)
        self._set_up_page(top)

    def _write_titles(self, title: str) -> int:
        """Title and area lines; returns the number of the first header row."""
        lines = [(title, _TITLE_FONT, _CENTRED, 36.0)]
        if self._area:
            lines.append((f"领域：{self._area}", _TEXT_FONT, _LEFT, 18.0))
        for number, (text, font, alignment, height) in enumerate(lines, start=1):
            self._put(number, 1, text, alignment, font)
            self._sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=self._width)
            self._sheet.row_dimensions[number].height = height
        return len(lines) + 1

    def _write_header(self, top: int) -> None:
        column = 1
        for name, parts in self._groups:
            last = column + max(len(parts), 1) - 1
            for at in range(column, last + 1):
                lower = parts[at - column] if parts else ""
                self._put(top, at, name if at == column else "", _CENTRED, _HEADER_FONT, framed=True)
                self._put(top + 1, at, lower, _CENTRED, _HEADER_FONT, framed=True)
                self._sheet.cell(top, at).fill = _HEADER_FILL
                self._sheet.cell(top + 1, at).fill = _HEADER_FILL
            bottom = top if parts else top + 1
            if bottom > top or last > column:
                self._sheet.merge_cells(start_row=top, end_row=bottom, start_column=column, end_column=last)
            column = last + 1

    def _write_row(self, number: int, row: CatalogueRow) -> None:
        texts = [row.code, row.level1, row.level2, row.content, row.basis, row.time_limit, row.responsible]
        for column, text in enumerate([*texts, self._channels(row)], start=1):
            self._put(number, column, text, _LEFT if column > 3 else _CENTRED, _TEXT_FONT, framed=True)  # noqa: PLR2004
        extra = dict(row.extra)
        ticks = [
            _TICK if row.audience.everyone else "",
            row.audience.groups or (_TICK if row.audience.specific else ""),
            _TICK if Method.PROACTIVE in row.methods else "",
            _TICK if Method.ON_REQUEST in row.methods else "",
            *(_TICK if tier in row.tiers else "" for tier in self._tiers),
            *(extra.get(name, "") for name in self._extra),
        ]
        for column, text in enumerate(ticks, start=len(texts) + 2):
            self._put(number, column, text, _CENTRED, _TEXT_FONT, framed=True)

    def _channels(self, row: CatalogueRow) -> str:
        """The cell as it was read where it says the same, else a list of boxes."""
        if cells.box_list(row.channels_raw)[0] == row.channels:
            return row.channels_raw
        return cells.compose_boxes(row.channels, self._offered)

    def _merge_first_level(self, first: int) -> None:
        number = first
        for level1, group in groupby(self._rows, key=lambda row: row.level1):
            height = len(list(group))
            if level1 and height > 1:
                self._sheet.merge_cells(
                    start_row=number, end_row=number + height - 1, start_column=2, end_column=2
                )
            number += height

    def _put(
        self, row: int, column: int, text: str, alignment: Alignment, font: Font, *, framed: bool = False
    ) -> None:
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)
        set_text(cell, text)
        cell.alignment = alignment
        cell.font = font
        if framed:
            cell.border = _BORDER

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
        sheet.freeze_panes = f"D{top + 2}"
        for column in range(1, self._width + 1):
            if column <= len(_WIDTHS):
                width = _WIDTHS[column - 1]
            else:
                width = _EXTRA_WIDTH if column > self._width - len(self._extra) else _NARROW
            sheet.column_dimensions[get_column_letter(column)].width = width
