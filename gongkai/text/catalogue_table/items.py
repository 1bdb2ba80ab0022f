"""Reading one row of a catalogue table: its cells become an item, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.header import Header
from gongkai.text.catalogue_table.headings import Column, Element
from gongkai.text.catalogue_table.model import Audience, CatalogueRow, Method, Problem
from gongkai.text.tables.spreadsheets import Position, Sheet

_UNQUOTED = re.compile(r"^'(?=[=+@\-])")
"""The sign that keeps a text of a flat table from becoming a formula."""

_SEQUENCE = re.compile(r"[0-9]{1,3}")


class Refused(Exception):
    """The row cannot be an item; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


_METHODS = {
    Element.METHOD_PROACTIVE: Method.PROACTIVE,
    Element.METHOD_ON_REQUEST: Method.ON_REQUEST,
}
_NO_COLUMNS: frozenset[int] = frozenset()


class MarkedSheet:
    """A sheet with what is special in it: for each row, the columns that are merged or doubtful."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.doubtful = {(problem.row, problem.column): problem for problem in sheet.problems}
        self.special: dict[int, set[int]] = {}
        for row, column in (*sheet.filled, *self.doubtful):
            self.special.setdefault(row, set()).add(column)


@dataclass
class OpenTable:
    """The table being read: its header, its area, what was seen in it."""

    header: Header
    area: str
    codes: dict[tuple[str, str, str], int] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)
    marks: dict[tuple[str, ...], tuple[Audience, tuple[Method, ...], tuple[str, ...]]] = field(
        default_factory=dict
    )


class ItemReader:
    """Reads one row of data; what is doubtful but not fatal is gathered in `doubts`."""

    def __init__(self, marked: MarkedSheet, table: OpenTable, index: int) -> None:
        self._sheet = marked.sheet
        self._doubtful = marked.doubtful
        self._special = marked.special.get(index, _NO_COLUMNS)
        self._table = table
        self._index = index
        self._header = table.header
        self.doubts: list[Problem] = []
        self._as_written: list[tuple[str, str]] = []
        self._texts: dict[int, str] = {}

    def read(self) -> CatalogueRow:
        row = self._sheet.rows[self._index]
        self._read_texts(row)
        self._check_headless(row)
        level1, level2 = self._one(Element.LEVEL1), self._one(Element.LEVEL2)
        self._check_name(level1, level2)
        code = self._one(Element.CODE)
        self._check_code(code, level1)
        texts, header = self._texts, self._header
        for empty in header.required:
            if not texts[empty.index]:
                self._doubt(empty, f"“{empty.element}”是空的")
        basis = self._one(Element.BASIS)
        channels, channels_raw = self._channels()
        audience, methods, tiers = self._marks()
        return CatalogueRow(
            sheet=self._sheet.name,
            row_number=self._index + 1,
            area=self._one(Element.AREA) or self._table.area,
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
            audience=audience,
            methods=methods,
            tiers=tiers,
            tier_headings=header.tier_headings,
            as_written=tuple(self._as_written),
            extra=tuple((extra.path, texts[extra.index]) for extra in header.kept if texts[extra.index]),
            raw=tuple(row),
        )

    def _read_texts(self, row: Sequence[str]) -> None:
        """The text of each column; most cells need no second look."""
        above, columns, special = self._table.above, self._header.columns_by_index, self._special
        texts = {index: row[index].strip() for index in columns}
        self._table.above = self._texts = texts
        if self._header.is_flat:
            for index, text in texts.items():
                texts[index] = _UNQUOTED.sub("", text)
            return
        for index, text in texts.items():
            if index in special or text[:1] in cells.SAME_BEGINS:
                texts[index] = self._text(columns[index], text, above)
        if not self._sheet.merges:
            self._carry_level1(above)

    def _marks(self) -> tuple[Audience, tuple[Method, ...], tuple[str, ...]]:
        """Whom, how and at which tiers: read once for all rows of a table that are ticked alike."""
        texts = self._texts
        key = tuple([texts[column.index] for column in self._header.marked])
        marks = self._table.marks.get(key)
        if marks is None:
            doubts = len(self.doubts)
            marks = (self._audience(), self._methods(), self._tiers())
            if len(self.doubts) == doubts:
                self._table.marks[key] = marks
        return marks

    def _carry_level1(self, above: dict[int, str]) -> None:
        """A first level left empty in a format without merged cells is the one above."""
        column = self._column(Element.LEVEL1)
        if column is None or self._texts[column.index] or not above.get(column.index):
            return
        self._texts[column.index] = above[column.index]
        self._doubt(
            column, "“一级事项”是空的，这种文件不保存合并单元格，按上一行填写，请核对", above[column.index]
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
            self._as_written.append((str(column.element), text))
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
        for index in self._header.headless(len(row)):
            text = row[index]
            if not text.strip():
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
            whole = shown(self._sheet.rows[self._index])
            raise self._refused(first, "这一行没有事项名称（一级事项和二级事项都是空的）", whole)
        if first is not None and not level1 and self._sheet.merges:
            message = "“一级事项”是空的，也不是合并单元格，无法确定它属于哪个一级事项；请填写、合并或写“同上”"
            raise self._refused(first, message, level2)
        carried = first is not None and (self._index, first.index) in self._sheet.filled
        if carried and not level2 and not self._one(Element.CONTENT):
            whole = shown(self._sheet.rows[self._index])
            raise self._refused(None, "这一行没有二级事项和公开内容，只有从上面合并下来的一级事项", whole)

    def _check_code(self, code: str, level1: str) -> None:
        """One code, one row. Plain sequence numbers may start again under another first level."""
        column = self._column(Element.CODE)
        if column is None or not code or (self._index, column.index) in self._sheet.filled:
            return
        key = (self._one(Element.AREA), level1 if _SEQUENCE.fullmatch(code) else "", code)
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
            read = cells.read_flat_audience if self._header.is_flat else cells.audience_in_one_cell
            audience = read(self._texts[single.index])
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
            methods = tuple(_METHODS[column.element] for column in self._ticked_columns(columns))
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
        return self._header.first.get(element)

    def _one(self, element: Element) -> str:
        column = self._header.first.get(element)
        return self._texts[column.index] if column is not None else ""

    def _doubt(self, column: Column, message: str, raw: str = "") -> None:
        self.doubts.append(
            Problem(
                self._sheet.name, self._index + 1, column.index + 1, message, raw, True, str(column.element)
            )
        )

    def _refused(self, column: Column | None, message: str, raw: str) -> Refused:
        number = column.index + 1 if column is not None else 0
        return Refused(Problem(self._sheet.name, self._index + 1, number, message, raw))


def shown(row: Sequence[str]) -> str:
    return " | ".join(text.strip() for text in row)[:500]
