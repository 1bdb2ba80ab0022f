"""What may stand in a cell, and how large a table may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.core.information.rules.tables.figures import figure_fault
from gongkai.core.information.rules.tables.hierarchy import RowKind, kind_of
from gongkai.core.information.rules.tables.model import (
    CELL_LENGTH,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    TableData,
    TableFault,
    cell_place,
)
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.information_kinds import KindTable, ValueType
from gongkai.text import dates, uscc

_FAR_AHEAD = date(2100, 1, 1)

MOST_FAULTS = 200
"""So many are named; what follows is mended the sooner for not being listed."""


def shape_faults(table: TableData) -> dict[str, list[str]]:
    """What cannot even be kept as a draft, by field: too large, or rows that do not fit the columns."""
    found: dict[str, list[str]] = {}
    width = len(table.columns)
    if not table.title.strip() or len(table.title) > TITLE_LENGTH:
        found["title"] = [f"请填写表名，不超过{TITLE_LENGTH}字。"]
    if not 1 <= width <= MOST_COLUMNS:
        found["columns"] = [f"一张表应有1至{MOST_COLUMNS}列，现有{width}列。"]
    if len(table.note) > NOTE_LENGTH:
        found["note"] = [f"说明不超过{NOTE_LENGTH}字，现有{len(table.note)}字。"]
    rows = _rows_fault(table.rows, width)
    if rows:
        found["rows"] = [rows]
    return found


def _rows_fault(rows: Sequence[Sequence[str]], width: int) -> str:
    if len(rows) > MOST_ROWS:
        return f"一张表最多{MOST_ROWS}行，现有{len(rows)}行，请分成几张表或者作为附件。"
    total = 0
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            return f"第{number}行有{len(row)}格，与表头的{width}列不符。"
        for at, text in enumerate(row, start=1):
            total += len(text)
            if len(text) > CELL_LENGTH:
                return f"第{number}行第{at}格过长（{len(text)}字，上限{CELL_LENGTH}字）。"
    return f"表中文字过多（{total}字），请作为附件。" if total > MOST_CHARACTERS else ""


def cell_faults(table: TableData, declared: KindTable | None) -> Iterator[TableFault]:
    """Cells that are not what their column asks for, row by row. Sums need no name beside them."""
    label_at = table.label_at
    required = {column.code for column in declared.columns if column.required} if declared else set()
    for row, texts in enumerate(table.rows):
        label = texts[label_at]
        is_sum = kind_of(label) in {RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.PART}
        for column, text in zip(table.columns, texts, strict=True):
            if not text.strip():
                problem = "没有填写" if column.code in required and not is_sum else ""
                if problem and column.type.is_figure:
                    problem = "为空白；没有发生的填0，不留空"
            else:
                problem = value_fault(text, column.type, table.unit)
            if problem:
                place = cell_place(table, row, column.code, label=label)
                yield TableFault(table.code, f"{place}{problem}", row, column.code)


def value_fault(text: str, kind: ValueType, unit: str = "") -> str:
    """Why a text is not a value of the kind, in words that follow a place; or nothing."""
    if kind.is_figure:
        return figure_fault(text, kind, unit)
    if kind is ValueType.DATE:
        return "" if day_of(text) else f"应为日期，如2026-05-18，现为“{text.strip()[:30]}”"
    if kind is ValueType.USCC:
        problem = uscc.problem(text)
        return f"：{problem.removesuffix('。')}" if problem else ""
    if kind is ValueType.URL:
        return (
            ""
            if text.strip().startswith(("https://", "http://"))
            else "应为以 http:// 或 https:// 开头的网址"
        )
    return ""


def day_of(text: str) -> date | None:
    """The day that a text names in any of the usual forms, or None; a bond may end decades from now."""
    try:
        return dates.parse(unicodedata.normalize("NFKC", text).strip(), today=_FAR_AHEAD)
    except InvalidInput:
        return None
