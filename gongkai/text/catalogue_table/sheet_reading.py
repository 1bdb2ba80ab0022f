"""Reading a sheet of a catalogue: every line becomes an item, a problem or a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.catalogue_table.area import area_of
from gongkai.text.catalogue_table.header import Header, find_header
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.items import ItemReader, MarkedSheet, OpenTable, Refused, shown
from gongkai.text.catalogue_table.model import CatalogueRow, Note, Problem
from gongkai.text.simplified import is_traditional, to_simplified
from gongkai.text.tables.spreadsheets import Sheet

_REMARK = re.compile(
    r"\s*(?:备?注|说明|填表说明|填报说明|填报单位|制表|单位|更新(?:时间|日期)|发布日期)\s*[:：0-9]"
)
_TITLE_REACH = 4
"""A title stands at most so many rows above its header."""

_EXPECTED = (
    Element.LEVEL1, Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE, Element.CHANNELS,
)  # fmt: skip


_LONE_TEXTS = 3
"""A line of one text holds at most that, nothing, and blanks: more makes it a row of data."""


class SheetReader:
    """Reads one sheet into `rows`, `problems` and `notes`; `headed` says that a header was found."""

    def __init__(self, sheet: Sheet, area_names: Sequence[str]) -> None:
        self._sheet = sheet
        self._area_names = area_names
        self._marked = MarkedSheet(sheet)
        self.rows: list[CatalogueRow] = []
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.headed = False

    def read(self) -> None:
        sheet = self._sheet
        if sheet.rows and is_traditional(_sample(sheet)):
            self._sheet = sheet = replace(
                sheet, rows=[[to_simplified(text) for text in row] for row in sheet.rows]
            )
            self.notes.append(Note(sheet.name, 0, "原文是繁体字（或夹有拼音注音），已转为简体"))
        if sheet.unreadable:
            self._report(-1, -1, sheet.unreadable, "")
        elif sheet.hidden:
            self._report(-1, -1, "这是隐藏的工作表，没有读取；如需导入，请先取消隐藏", "")
        elif not any(any(text.strip() for text in row) for row in sheet.rows):
            self.notes.append(Note(sheet.name, 0, "空白工作表"))
        else:
            self._read_lines()

    # --- lines -----------------------------------------------------------------------------------

    def _read_lines(self) -> None:
        self._marked = MarkedSheet(self._sheet)
        rows = self._sheet.rows
        table: OpenTable | None = None
        titles: list[tuple[int, str]] = []
        index = 0
        while index < len(rows):
            header = find_header(rows, index) if _may_be_header(rows[index]) else None
            if header is not None:
                self.headed = True
                table = self._begin(header, index, [text for _, text in titles], table)
                self.notes.extend(Note(self._sheet.name, row + 1, text) for row, text in titles)
                titles = []
                index += header.height
                continue
            if self._has_own_text(index):
                self._read_line(index, table, titles)
            index += 1
        if table is None and not titles and not self.problems:
            return
        if table is None:
            self._report(-1, -1, _NO_HEADER, " / ".join(text for _, text in titles)[:200])
        self.notes.extend(Note(self._sheet.name, row + 1, text) for row, text in titles)

    def _read_line(self, index: int, table: OpenTable | None, titles: list[tuple[int, str]]) -> None:
        row = self._sheet.rows[index]
        lone = self._lone_text(index)
        if table is None or (lone and self._header_follows(index)):
            titles.append(
                (index, lone or "　".join(dict.fromkeys(text.strip() for text in row if text.strip())))
            )
        elif lone and _REMARK.match(lone):
            self.notes.append(Note(self._sheet.name, index + 1, lone))
        elif lone and self._is_wide(index):
            self._report(index, -1, "整行只有一段文字，没有作为事项导入；如果是事项，请按列填写", lone)
        else:
            self._read_item(index, table)

    def _has_own_text(self, index: int) -> bool:
        """Whether anything is written on the line itself, not only carried down from above."""
        filled = self._sheet.filled
        return any(
            text.strip() and filled.get((index, column), (index, 0))[0] == index
            for column, text in enumerate(self._sheet.rows[index])
        )

    def _lone_text(self, index: int) -> str:
        """The text of a line with a single written cell, merged or not; empty for other lines."""
        filled = self._sheet.filled
        if len(set(self._sheet.rows[index])) > _LONE_TEXTS:
            return ""
        written = [
            text.strip()
            for column, text in enumerate(self._sheet.rows[index])
            if text.strip() and filled.get((index, column), (index, -1))[0] == index
            and filled.get((index, column), (index, column))[1] == column
        ]  # fmt: skip
        carried = any(
            text.strip() and filled.get((index, column), (index, 0))[0] != index
            for column, text in enumerate(self._sheet.rows[index])
        )
        return written[0] if len(written) == 1 and not carried else ""

    def _is_wide(self, index: int) -> bool:
        row = self._sheet.rows[index]
        return sum(bool(text.strip()) for text in row) > len(row) // 2

    def _header_follows(self, index: int) -> bool:
        rows = self._sheet.rows
        below = range(index + 1, min(index + 1 + _TITLE_REACH, len(rows)))
        return any(_may_be_header(rows[at]) and find_header(rows, at) is not None for at in below)

    def _begin(self, header: Header, index: int, titles: list[str], before: OpenTable | None) -> OpenTable:
        """The table that this header opens; a repeated header without a title continues the one before."""
        faults = [(column, f"表头有两列都是“{column.element}”，无法确定用哪一列") for column in header.twice]
        faults += [
            (column, "合并单元格从上面的表一直跨到这张表的表头，无法确定这一列是什么")
            for column in header.columns
            if self._sheet.filled.get((index, column.index), (index, 0))[0] < index
        ]
        for column, message in faults:
            self._report(index, column.index, f"{message}，这张表没有导入", column.path)
        if faults:
            return OpenTable(Header((), header.height), "")
        for column in header.damaged:
            message = f"表头写作“{column.heading}”，按“{column.element}”读取，请核对"
            self._report(index, column.index, message, column.path, kept=True)
        for element in _EXPECTED:
            if not header.of(element):
                self._report(index, -1, f"表头没有“{element}”一列，各行的这一项留空", "", kept=True)
        if before is not None and not titles and before.header.columns:
            return OpenTable(header, before.area, before.codes, before.above)
        return OpenTable(header, area_of(titles, self._sheet.name, self._area_names))

    # --- items -----------------------------------------------------------------------------------

    def _read_item(self, index: int, table: OpenTable) -> None:
        row = self._sheet.rows[index]
        if not table.header.columns:
            self._report(index, -1, "所在的表没有导入（表头有问题），这一行没有读取", shown(row))
            return
        reader = ItemReader(self._marked, table, index)
        try:
            item = reader.read()
        except Refused as refusal:
            self.problems.extend(reader.doubts)
            self.problems.append(refusal.problem)
        else:
            self.rows.append(item)
            self.problems.extend(reader.doubts)

    def _report(self, row: int, column: int, message: str, raw: str, *, kept: bool = False) -> None:
        self.problems.append(Problem(self._sheet.name, row + 1, column + 1, message, raw, kept))


_SAMPLE_ROWS = 12


def _sample(sheet: Sheet) -> str:
    """The beginning of a sheet, which shows the script it is written in."""
    return "".join(text for row in sheet.rows[:_SAMPLE_ROWS] for text in row)


_NO_HEADER = (
    "没有找到目录的表头（至少要有“一级事项”或“二级事项”，以及公开内容、依据、时限、主体等列），"
    "这个工作表没有导入"
)


_HEADING, _FEWEST = 20, 3
"""A heading is shorter than that, and no header has fewer with one of the usual words."""


def _may_be_header(row: Sequence[str]) -> bool:
    """A quick look before the thorough one, since this is asked of every line."""
    return (
        len([text for text in row if len(text) < _HEADING and ("公开" in text or "事项" in text)]) >= _FEWEST
    )
