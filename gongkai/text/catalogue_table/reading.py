"""Reading a catalogue spreadsheet: every line becomes an item, a problem or a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.archives import Source
from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.area import area_of
from gongkai.text.catalogue_table.header import Column, Element, Header, find_header
from gongkai.text.catalogue_table.model import Audience, CatalogueRow, CatalogueTable, Method, Note, Problem
from gongkai.text.spreadsheets import (
    DEFAULT_LIMITS,
    CellProblem,
    Position,
    Sheet,
    SpreadsheetLimits,
    read_spreadsheet,
)

_REMARK = re.compile(
    r"\s*(?:备?注|说明|填表说明|填报说明|填报单位|制表|单位|更新(?:时间|日期)|发布日期)\s*[:：0-9]"
)
_TITLE_REACH = 4
"""A title stands at most so many rows above its header."""

_EXPECTED = (
    Element.LEVEL1, Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE, Element.CHANNELS,
)  # fmt: skip
_REQUIRED_TEXTS = (Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE)
_SHORT = range(1, 7)
"""Lengths that a cell saying 同上 can have."""

_SEQUENCE = re.compile(r"[0-9]{1,3}")


def read_catalogue(
    source: Source,
    filename: str,
    *,
    area_names: Sequence[str] = (),
    limits: SpreadsheetLimits = DEFAULT_LIMITS,
) -> CatalogueTable:
    """Every catalogue table in an .xlsx file.

    `area_names` are the names (and aliases) of areas to look for in titles and sheet names.
    Raises UnreadableFile when the file cannot be read at all; everything less is a Problem.
    """
    sheets = read_spreadsheet(source, filename, limits)
    readers = [_SheetReader(sheet, area_names) for sheet in sheets]
    for reader in readers:
        reader.read()
    return CatalogueTable(
        sheets=tuple(sheet.name for sheet in sheets),
        rows=tuple(row for reader in readers for row in reader.rows),
        problems=tuple(problem for reader in readers for problem in reader.problems),
        notes=tuple(note for reader in readers for note in reader.notes),
    )


_LONE_TEXTS = 3
"""A line of one text holds at most that, nothing, and blanks: more makes it a row of data."""


class _Refused(Exception):
    """The row cannot be an item; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class _Table:
    """The table being read: its header, its area, what was seen in it."""

    header: Header
    area: str
    codes: dict[tuple[str, str], int] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)


class _SheetReader:
    def __init__(self, sheet: Sheet, area_names: Sequence[str]) -> None:
        self._sheet = sheet
        self._area_names = area_names
        self._doubtful = {(problem.row, problem.column): problem for problem in sheet.problems}
        self.rows: list[CatalogueRow] = []
        self.problems: list[Problem] = []
        self.notes: list[Note] = []

    def read(self) -> None:
        sheet = self._sheet
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
        rows = self._sheet.rows
        table: _Table | None = None
        titles: list[tuple[int, str]] = []
        index = 0
        while index < len(rows):
            header = find_header(rows, index) if _may_be_header(rows[index]) else None
            if header is not None:
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

    def _read_line(self, index: int, table: _Table | None, titles: list[tuple[int, str]]) -> None:
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

    def _begin(self, header: Header, index: int, titles: list[str], before: _Table | None) -> _Table:
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
            return _Table(Header((), header.height), "")
        for element in _EXPECTED:
            if not header.of(element):
                self._report(index, -1, f"表头没有“{element}”一列，各行的这一项留空", "", kept=True)
        if before is not None and not titles and before.header.columns:
            return _Table(header, before.area, before.codes, before.above)
        return _Table(header, area_of(titles, self._sheet.name, self._area_names))

    # --- items -----------------------------------------------------------------------------------

    def _read_item(self, index: int, table: _Table) -> None:
        row = self._sheet.rows[index]
        if not table.header.columns:
            self._report(index, -1, "所在的表没有导入（表头有问题），这一行没有读取", _shown(row))
            return
        reader = _ItemReader(self._sheet, self._doubtful, table, index)
        try:
            item = reader.read()
        except _Refused as refusal:
            self.problems.extend(reader.doubts)
            self.problems.append(refusal.problem)
        else:
            self.rows.append(item)
            self.problems.extend(reader.doubts)

    def _report(self, row: int, column: int, message: str, raw: str, *, kept: bool = False) -> None:
        self.problems.append(Problem(self._sheet.name, row + 1, column + 1, message, raw, kept))


_NO_HEADER = (
    "没有找到目录的表头（至少要有“一级事项”或“二级事项”，以及公开内容、依据、时限、主体等列），"
    "这个工作表没有导入"
)


def _may_be_header(row: Sequence[str]) -> bool:
    """A quick look before the thorough one, since this is asked of every line."""
    return sum(len(text) < 20 and ("公开" in text or "事项" in text) for text in row) > 2  # noqa: PLR2004


def _shown(row: Sequence[str]) -> str:
    return " | ".join(text.strip() for text in row)[:500]


class _ItemReader:
    """Reads one row of data; what is doubtful but not fatal is gathered in `doubts`."""

    def __init__(
        self, sheet: Sheet, doubtful: dict[Position, CellProblem], table: _Table, index: int
    ) -> None:
        self._sheet = sheet
        self._doubtful = doubtful
        self._table = table
        self._index = index
        self._header = table.header
        self.doubts: list[Problem] = []
        self._texts: dict[int, str] = {}

    def read(self) -> CatalogueRow:
        row = self._sheet.rows[self._index]
        above = dict(self._table.above)
        self._table.above.clear()
        self._texts = self._table.above
        for column in self._header.columns:
            text = row[column.index].strip()
            position = (self._index, column.index)
            plain = len(text) not in _SHORT and position not in self._sheet.filled
            self._texts[column.index] = (
                text if plain and position not in self._doubtful else self._text(column, text, above)
            )
        self._check_headless(row)
        level1, level2 = self._one(Element.LEVEL1), self._one(Element.LEVEL2)
        self._check_name(level1, level2)
        code = self._one(Element.CODE)
        self._check_code(code, level1)
        for element in _REQUIRED_TEXTS:
            for empty in self._header.of(element):
                if not self._texts[empty.index]:
                    self._doubt(empty, f"“{element}”是空的")
        basis = self._one(Element.BASIS)
        channels, channels_raw = self._channels()
        return CatalogueRow(
            sheet=self._sheet.name,
            row_number=self._index + 1,
            area=self._table.area,
            code=code,
            level1=level1,
            level2=level2,
            content=self._one(Element.CONTENT),
            basis=basis,
            basis_list=cells.split_basis(basis),
            time_limit=self._one(Element.TIME_LIMIT),
            responsible=self._one(Element.RESPONSIBLE),
            channels=channels,
            channels_raw=channels_raw,
            audience=self._audience(),
            methods=self._methods(),
            tiers=self._tiers(),
            extra=tuple(
                (column.path, self._texts[column.index])
                for column in self._header.of(Element.EXTRA)
                if self._texts[column.index]
            ),
            raw=tuple(row),
        )

    # --- single cells --------------------------------------------------------------------------------

    def _text(self, column: Column, text: str, above: dict[int, str]) -> str:
        """The text of a cell, with merges checked and 同上 resolved."""
        position = (self._index, column.index)
        origin = self._sheet.filled.get(position, position)
        self._check_value(column, origin)
        if not text:
            return ""
        if origin[1] != column.index:
            return self._across(column, origin[1], text)
        if cells.is_same_as_above(text):
            if column.index not in above:
                raise self._refused(column, f"“{text}”上面没有可以引用的内容", text)
            return above[column.index]
        return text

    def _check_value(self, column: Column, origin: Position) -> None:
        doubt = self._doubtful.get(origin)
        if doubt is None:
            return
        if doubt.lost and column.element is not Element.EXTRA:
            raise self._refused(column, f"“{column.heading}”：{doubt.message}", doubt.raw)
        self._doubt(column, f"“{column.heading}”：{doubt.message}", doubt.raw)

    def _across(self, column: Column, origin: int, text: str) -> str:
        """A cell merged with one in another column: fine within an element, doubtful between two."""
        source = next((other for other in self._header.columns if other.index == origin), None)
        if source is not None and source.element is Element.LEVEL1 and column.element is Element.LEVEL2:
            return ""
        if source is not None and source.element is column.element:
            return text
        heading = source.heading if source is not None else ""
        self._doubt(column, f"这一格与“{heading}”合并在一起，“{column.heading}”留空", text)
        return ""

    def _check_headless(self, row: Sequence[str]) -> None:
        known = self._header.indexes
        for index, text in enumerate(row):
            if index in known or not text.strip():
                continue
            if self._sheet.filled.get((self._index, index), (0, index))[1] == index:
                message = "这一列没有表头，内容没有导入"
                self.doubts.append(
                    Problem(self._sheet.name, self._index + 1, index + 1, message, text.strip(), kept=True)
                )

    # --- checks --------------------------------------------------------------------------------------

    def _check_name(self, level1: str, level2: str) -> None:
        first = self._column(Element.LEVEL1)
        if not level1 and not level2:
            shown = _shown(self._sheet.rows[self._index])
            raise self._refused(first, "这一行没有事项名称（一级事项和二级事项都是空的）", shown)
        if first is not None and not level1:
            message = "“一级事项”是空的，也不是合并单元格，无法确定它属于哪个一级事项；请填写、合并或写“同上”"
            raise self._refused(first, message, level2)
        carried = first is not None and (self._index, first.index) in self._sheet.filled
        if carried and not level2 and not self._one(Element.CONTENT):
            shown = _shown(self._sheet.rows[self._index])
            raise self._refused(None, "这一行没有二级事项和公开内容，只有从上面合并下来的一级事项", shown)

    def _check_code(self, code: str, level1: str) -> None:
        """One code, one row. Plain sequence numbers may start again under another first level."""
        column = self._column(Element.CODE)
        if column is None or not code or (self._index, column.index) in self._sheet.filled:
            return
        key = (level1 if _SEQUENCE.fullmatch(code) else "", code)
        before = self._table.codes.setdefault(key, self._index)
        if before != self._index:
            raise self._refused(column, f"序号“{code}”与第 {before + 1} 行重复", code)

    # --- elements ------------------------------------------------------------------------------------

    def _channels(self) -> tuple[tuple[str, ...], str]:
        columns = self._header.of(Element.CHANNELS)
        if len(columns) > 1:
            ticked = self._ticked(columns)
            offered = tuple(column.heading for column in columns)
            raw = cells.compose_boxes(ticked, offered)
        elif columns:
            raw = self._texts[columns[0].index]
            ticked, unplaced = cells.box_list(raw)
            for piece in unplaced:
                self._doubt(
                    columns[0], f"“{Element.CHANNELS}”里的“{piece}”没有对应的方框或名称，没有计入", raw
                )
        else:
            return (), ""
        if not ticked:
            self._doubt(columns[0], f"“{Element.CHANNELS}”没有勾选任何一项", raw)
        return ticked, raw

    def _audience(self) -> Audience:
        single = self._column(Element.AUDIENCE)
        everyone = self._column(Element.AUDIENCE_EVERYONE)
        specific = self._column(Element.AUDIENCE_SPECIFIC)
        if single is not None:
            audience = cells.audience_in_one_cell(self._texts[single.index])
        else:
            for_all = everyone is not None and everyone in self._ticked_columns((everyone,))
            is_specific, groups = (
                cells.specific_groups(self._texts[specific.index]) if specific else (False, "")
            )
            audience = Audience(for_all, is_specific, groups)
        column = single or everyone or specific
        if column is not None and not (audience.everyone or audience.specific):
            self._doubt(column, "“公开对象”没有勾选或填写")
        return audience

    def _methods(self) -> tuple[Method, ...]:
        single = self._column(Element.METHOD)
        columns = (*self._header.of(Element.METHOD_PROACTIVE), *self._header.of(Element.METHOD_ON_REQUEST))
        if single is not None:
            text = self._texts[single.index]
            methods = cells.methods_in_one_cell(text)
            if methods is None:
                self._doubt(single, "“公开方式”只能是主动公开或依申请公开，这一格留空", text)
                return ()
        else:
            by_element = {
                Element.METHOD_PROACTIVE: Method.PROACTIVE,
                Element.METHOD_ON_REQUEST: Method.ON_REQUEST,
            }
            methods = tuple(by_element[column.element] for column in self._ticked_columns(columns))
        column = single or (columns[0] if columns else None)
        if column is not None and not methods:
            self._doubt(column, "“公开方式”没有勾选或填写")
        return methods

    def _tiers(self) -> tuple[str, ...]:
        columns = self._header.of(Element.TIER)
        if not columns:
            return ()
        if len(columns) == 1 and columns[0].path == columns[0].heading:
            tiers = cells.tiers_in_one_cell(self._texts[columns[0].index])
        else:
            ticked = self._ticked(columns)
            tiers = tuple(dict.fromkeys(tier for heading in ticked for tier in cells.tiers_of(heading)))
        if not tiers:
            self._doubt(columns[0], "“公开层级”没有勾选或填写")
        return tiers

    def _ticked(self, columns: Sequence[Column]) -> tuple[str, ...]:
        return tuple(column.heading for column in self._ticked_columns(columns))

    def _ticked_columns(self, columns: Sequence[Column]) -> list[Column]:
        """The columns with a tick; a cell that repeats its own heading counts as ticked."""
        ticked = []
        for column in columns:
            text = self._texts[column.index]
            answer = cells.tick(text)
            if answer is None and text.removeprefix("■") == column.heading:
                answer = True
            if answer is None:
                self._doubt(
                    column, f"“{column.heading}”应打√或留空，无法判断这一格的意思，按未勾选处理", text
                )
            elif answer:
                ticked.append(column)
        return ticked

    # --- small things --------------------------------------------------------------------------------

    def _column(self, element: Element) -> Column | None:
        columns = self._header.of(element)
        return columns[0] if columns else None

    def _one(self, element: Element) -> str:
        column = self._column(element)
        return self._texts[column.index] if column is not None else ""

    def _doubt(self, column: Column, message: str, raw: str = "") -> None:
        self.doubts.append(
            Problem(self._sheet.name, self._index + 1, column.index + 1, message, raw, kept=True)
        )

    def _refused(self, column: Column | None, message: str, raw: str) -> _Refused:
        number = column.index + 1 if column is not None else 0
        return _Refused(Problem(self._sheet.name, self._index + 1, number, message, raw))
