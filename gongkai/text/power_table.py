"""Reading lists of powers (权责清单) and public services (公共服务事项清单) from .xlsx.

The lists of places differ in order, wording and number of columns; what they share are headings, by which
the columns are recognised. Nothing is corrected or completed; what a person has to look at is a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.text.archives import Source
from gongkai.text.catalogue_table import Problem
from gongkai.text.catalogue_table.cells import is_same_as_above, split_basis
from gongkai.text.tables.spreadsheets import DEFAULT_LIMITS, Sheet, SpreadsheetLimits, read_spreadsheet


class Field(StrEnum):
    """What a column of such a list may hold."""

    CODE = "code"
    NUMBER = "number"
    NAME = "name"
    PART = "part"
    TYPE = "type"
    BODY = "body"
    BASIS = "basis"
    DUTIES = "duties"


_HEADINGS: Mapping[Field, str] = {
    Field.CODE: "编码 事项编码 职权编码 权力编码 基本编码 实施编码 权责编码 服务事项编码 代码",
    Field.NUMBER: "序号 编号 职权序号",
    Field.NAME: (
        "名称 事项名称 职权名称 权力名称 权责事项 权责事项名称 项目名称 职权事项 权力事项 行政职权名称 "
        "服务事项 服务事项名称 公共服务事项 公共服务事项名称 主项名称 主项 事项"
    ),
    Field.PART: "子项 子项名称 业务办理项 业务办理项名称",
    Field.TYPE: ("类型 类别 职权类型 职权类别 权力类型 权力类别 事项类型 事项类别 权责类型 行政权力类型"),
    Field.BODY: (
        "实施主体 行使主体 责任主体 服务主体 实施机关 行使机关 实施部门 责任部门 主管部门 责任单位 实施单位 "
        "承办机构 承办单位 部门 部门名称 单位 单位名称"
    ),
    Field.BASIS: "依据 设定依据 实施依据 法律依据 职权依据 行使依据 服务依据 设立依据",
    Field.DUTIES: "责任 责任事项 责任事项内容 责任内容 对应责任 对应责任事项 履职要求 职责 主要职责 服务内容",
}
"""Headings met in lists of powers and of services, separated by spaces."""
_FIELD_OF = {heading: found for found, headings in _HEADINGS.items() for heading in headings.split()}
_ENOUGH = 2
"""So many recognised headings, the name among them, make a header."""
_LEFT_OUT = re.compile(r"[\s　（(].*$")


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One row as the sheet has it. `row_number` counts from 1; `basis` is cut into single sources."""

    sheet: str
    row_number: int
    code: str
    name: str
    type: str
    body: str
    basis: tuple[str, ...]
    duties: str
    columns: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Field → column from 1, for saying where something is wrong."""

    def column_of(self, name: str) -> int:
        """The column of a field, 0 where the sheet has none."""
        return self.columns.get(name, 0)


@dataclass(frozen=True, slots=True)
class PowerSheets:
    """Everything read from one file."""

    rows: tuple[PowerRow, ...]
    problems: tuple[Problem, ...]


def read_powers(source: Source, filename: str, *, limits: SpreadsheetLimits = DEFAULT_LIMITS) -> PowerSheets:
    """Every row of every list in an .xlsx file.

    Raises:
        UnreadableFile: the file cannot be read at all; everything less is a Problem.
    """
    rows: list[PowerRow] = []
    problems: list[Problem] = []
    for sheet in read_spreadsheet(source, filename, limits):
        _read_sheet(sheet, rows, problems)
    return PowerSheets(tuple(rows), tuple(problems))


def _read_sheet(sheet: Sheet, rows: list[PowerRow], problems: list[Problem]) -> None:
    def report(row: int, column: int, message: str, raw: str = "", *, kept: bool = False) -> None:
        problems.append(Problem(sheet.name, row, column, message, raw, kept=kept))

    if sheet.unreadable or sheet.hidden:
        report(0, 0, sheet.unreadable or "这是隐藏的工作表，没有读取；如需导入，请先取消隐藏。")
        return
    columns: dict[Field, int] = {}
    lost = {(fault.row, fault.column): fault for fault in sheet.problems}
    above: dict[Field, str] = {}
    for index, texts in enumerate(sheet.rows):
        header = _header(texts)
        if header:
            columns, above = header, {}
            continue
        if not columns or not _has_own_text(sheet, index):
            continue
        if (
            fault := next((lost[index, at] for at in columns.values() if (index, at) in lost), None)
        ) is not None:
            report(index + 1, fault.column + 1, f"{fault.message}。", fault.raw, kept=not fault.lost)
            if fault.lost:
                continue
        values = {name: texts[at].strip() if at < len(texts) else "" for name, at in columns.items()}
        values = {
            name: above.get(name, "") if is_same_as_above(text) else text for name, text in values.items()
        }
        above = values
        row = _row(sheet.name, index + 1, values, columns)
        if not row.name:
            report(
                index + 1, columns[Field.NAME] + 1, "没有事项名称，没有导入。", " ".join(texts)[:80].strip()
            )
            continue
        rows.append(row)
    if not columns and any(text.strip() for texts in sheet.rows for text in texts):
        report(0, 0, "没有找到表头。表头应有“事项名称”和“类型”“编码”“设定依据”等列，请参照导出的表格。")


def _header(texts: Sequence[str]) -> dict[Field, int]:
    """The columns by field if the row is a header, else nothing; of equal headings the first counts."""
    found: dict[Field, int] = {}
    for index, text in enumerate(texts):
        heading = _LEFT_OUT.sub("", "".join(text.split())) or "".join(text.split())
        known = _FIELD_OF.get(heading)
        if known is not None:
            found.setdefault(known, index)
    return found if Field.NAME in found and len(found) >= _ENOUGH else {}


def _has_own_text(sheet: Sheet, index: int) -> bool:
    """Whether anything is written on the line itself, not only carried down from a merged cell."""
    return any(
        text.strip() and sheet.filled.get((index, column), (index, column))[0] == index
        for column, text in enumerate(sheet.rows[index])
    )


def _row(sheet: str, number: int, values: Mapping[Field, str], columns: Mapping[Field, int]) -> PowerRow:
    name, part = values.get(Field.NAME, ""), values.get(Field.PART, "")
    one_line = " ".join(f"{name}（{part}）".split() if name and part and part != name else name.split())
    return PowerRow(
        sheet=sheet,
        row_number=number,
        code=" ".join((values.get(Field.CODE) or values.get(Field.NUMBER, "")).split()),
        name=one_line,
        type=" ".join(values.get(Field.TYPE, "").split()),
        body=" ".join(values.get(Field.BODY, "").split()),
        basis=split_basis(values.get(Field.BASIS, "")),
        duties=values.get(Field.DUTIES, ""),
        columns={name.value: at + 1 for name, at in columns.items()},
    )
