"""From sheets that somebody uploads or pastes to the tables that a kind declares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.information.rules.tables.figures import NotAFigure, figure
from gongkai.core.information.rules.tables.headings import Headed, find_header, folded
from gongkai.core.information.rules.tables.model import (
    CELL_LENGTH,
    MOST_COLUMNS,
    TITLE_LENGTH,
    Column,
    TableData,
    columns_of,
)
from gongkai.reference.information_kinds import InformationKind, KindTable, ValueType
from gongkai.text.tables.spreadsheets import Sheet

_UNIT = re.compile(r"单位[:：]?\s*(亿元|万元|元)|[（(](亿元|万元|元)[）)]")
_NOTE = re.compile(r"\s*[（(]?(?:注|备注|说明|填表说明)[）)]?\s*[:：\d]")
_COLUMN_NUMBER = re.compile(r"栏次|[0-9一二三四五六七八九十]{1,2}(?:[=＝][0-9+＋-]+)?|[A-Z甲乙丙]|")
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*(?P<number>\d*)", re.IGNORECASE)
"""As office software calls the sheets of a new file."""

_SEVERAL = 3
_TITLE_ROWS = 5
"""So many rows from the top may hold the title."""

_FLOAT_DIGITS = 15
"""So many digits office software keeps of a figure; what it writes behind them is not the figure's."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a sheet gives for a table, and where it was found: `row_numbers` and `columns_at` from 0."""

    sheet: str
    data: TableData
    row_numbers: tuple[int, ...]
    columns_at: tuple[int, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sheet with the table for which it is taken ("" where for none), or why it cannot be read."""

    sheet: str
    code: str
    problem: str = ""


def propose(
    kind: InformationKind, sheets: Sequence[Sheet], own: Mapping[str, str] | None = None
) -> tuple[Proposal, ...]:
    """Which sheet is which table: by its name and title first, by its columns second; each table once.

    Args:
        own: title → code of the document's own tables, which a sheet of that very name takes the place of.
    """
    usable = [sheet for sheet in sheets if not sheet.unreadable and not sheet.hidden]
    taken: dict[str, str] = {}
    for sheet in usable:
        found = _by_title(kind, sheet, taken)
        if found:
            taken[found] = sheet.name
    for sheet in usable:
        if sheet.name not in taken.values():
            found = _by_columns(kind, sheet, taken)
            if found:
                taken[found] = sheet.name
    code_of = {**(own or {}), **{name: code for code, name in taken.items()}}
    return tuple(Proposal(sheet.name, code_of.get(sheet.name, ""), _problem(sheet)) for sheet in sheets)


def _problem(sheet: Sheet) -> str:
    if sheet.unreadable:
        return sheet.unreadable
    if sheet.hidden:
        return "这是隐藏的工作表，没有读取；如需导入，请先取消隐藏。"
    return "" if any(text.strip() for row in sheet.rows for text in row) else "这张工作表是空的。"


def _by_title(kind: InformationKind, sheet: Sheet, taken: dict[str, str]) -> str:
    lines = [sheet.name, *("".join(dict.fromkeys(row)) for row in sheet.rows[:_TITLE_ROWS])]
    words = "\n".join(map(folded, lines))
    named = [
        (len(name), table.code)
        for table in kind.tables
        if table.code not in taken
        for title in (table.title, *table.aliases)
        if (name := folded(title)) in words
    ]
    for _, code in sorted(named, reverse=True):
        table = kind.table(code)
        if table is not None and find_header(sheet.rows, table) is not None:
            return code
    return ""


def _by_columns(kind: InformationKind, sheet: Sheet, taken: dict[str, str]) -> str:
    """The one table whose required columns the sheet has; where several fit, a person decides."""
    fitting = [
        table.code
        for table in kind.tables
        if table.code not in taken
        and (headed := find_header(sheet.rows, table)) is not None
        and not headed.missing(table)
        and len(headed.columns) * 2 > len(table.columns)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def read_sheet(declared: KindTable, sheet: Sheet, number: int) -> ReadSheet | str:
    """The declared table as the sheet has it; or why it has none."""
    headed = find_header(sheet.rows, declared)
    if headed is None:
        names = "、".join(column.name for column in declared.columns)
        return f"没有找到表头。表头应有：{names}。可以下载空表，照样填写后再上传。"
    missing = "、".join(column.name for column in headed.missing(declared))
    if missing:
        return f"缺少“{missing}”列。可以下载空表，照样填写后再上传。"
    columns = columns_of(declared)
    places = tuple(headed.columns.get(column.code, -1) for column in columns)
    rows, numbers, note = _rows(sheet, headed, columns, places)
    unit, remark = _unit(declared, sheet, headed)
    data = TableData(declared.code, declared.title, columns, rows, unit, note, number)
    strange = _strange(sheet, headed)
    remarks = (remark, f"没有导入的列：{strange}" if strange else "", *_cell_remarks(sheet, places, numbers))
    return ReadSheet(sheet.name, data, numbers, places, tuple(filter(None, remarks)))


def read_own_sheet(sheet: Sheet, code: str, number: int, file_name: str = "") -> ReadSheet | str:
    """A sheet as a table of its own: its first full row is the header, its types follow from its cells.

    It is called as the line above its header, else as the sheet; one that still has the name which office
    software gave it, as its file.
    """
    filled = [_filled(row) for row in sheet.rows]
    first = filled.index(max(filled)) if filled else 0
    header = sheet.rows[first] if sheet.rows else []
    places = tuple(at for at, text in enumerate(header) if text.strip())
    if not places or len(places) > MOST_COLUMNS:
        return f"没有找到表头，或者超过{MOST_COLUMNS}列。"
    headed = Headed({f"c{at + 1}": place for at, place in enumerate(places)}, first, first)
    columns = tuple(
        Column(f"c{at + 1}", " ".join(header[place].split())[:100], _type_of(sheet, first, place))
        for at, place in enumerate(places)
    )
    rows, numbers, note = _rows(sheet, headed, columns, places)
    title = next((row[0].strip() for row in sheet.rows[:first] if row and row[0].strip()), "")
    title = title or _called(sheet.name, file_name)
    found = _UNIT.search("".join("".join(row) for row in sheet.rows[: first + 1]))
    unit = (found[1] or found[2]) if found else ""
    data = TableData(code, title[:TITLE_LENGTH], columns, rows, unit, note, number)
    return ReadSheet(sheet.name, data, numbers, places, _cell_remarks(sheet, places, numbers))


def _called(sheet: str, file_name: str) -> str:
    stem = file_name.rpartition(".")[0].strip()
    unnamed = _UNNAMED.fullmatch(sheet.strip())
    if unnamed is None or not stem:
        return sheet
    return stem if unnamed["number"] in ("", "1") else f"{stem}（{unnamed['number']}）"


def rows_of_paste(declared: Sequence[Column], sheet: Sheet, table: KindTable | None) -> list[list[str]]:
    """Pasted cells as rows: by the headings where they were copied too, else from left to right."""
    headed = find_header(sheet.rows, table) if table is not None else None
    if headed is not None:
        places = tuple(headed.columns.get(column.code, -1) for column in declared)
        return _rows(sheet, headed, declared, places)[0]
    width = len(declared)
    return [[*row[:width], *[""] * (width - len(row))] for row in sheet.rows if _filled(row)]


def _rows(
    sheet: Sheet, headed: Headed, columns: Sequence[Column], places: Sequence[int]
) -> tuple[list[list[str]], tuple[int, ...], str]:
    """Rows below the header with their numbers in the sheet, and the notes that stand below."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    notes: list[str] = []
    for number in range(headed.last_row + 1, len(sheet.rows)):
        texts = sheet.rows[number]
        filled = [text.strip() for text in dict.fromkeys(texts) if text.strip()]
        if not filled or (number == headed.last_row + 1 and _numbers_columns(texts)):
            continue
        if len(filled) == 1 and _NOTE.match(filled[0]):
            notes.append(filled[0])
            continue
        rows.append([_cell(sheet, number, at, column) for column, at in zip(columns, places, strict=True)])
        numbers.append(number)
    return rows, tuple(numbers), "\n".join(notes)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row only counts the columns, as it may right below the header: 栏次, 1, 2, 3."""
    return _filled(texts) >= _SEVERAL and all(_COLUMN_NUMBER.fullmatch(text.strip()) for text in texts)


def _cell(sheet: Sheet, row: int, at: int, column: Column) -> str:
    """A cell's text. A figure in a merged range is that of its first cell only: it would count twice."""
    if at < 0 or at >= len(sheet.rows[row]):
        return ""
    text = sheet.rows[row][at][: CELL_LENGTH + 1]
    if not column.type.is_figure:
        return text.rstrip()
    if (row, at) in sheet.filled:
        return ""
    return _without_float_dust(text.strip())


def _without_float_dust(text: str) -> str:
    """0.30000000000000004, as a spreadsheet stores 0.3, as the figure that it shows."""
    whole, _, decimals = text.partition(".")
    if not decimals.isdigit() or len(whole.lstrip("-")) + len(decimals) <= _FLOAT_DIGITS:
        return text
    try:
        return f"{float(text):.{_FLOAT_DIGITS}g}"
    except ValueError:
        return text


def _unit(declared: KindTable, sheet: Sheet, headed: Headed) -> tuple[str, str]:
    """The unit of the money as the sheet says it, and what has to be remarked."""
    if not declared.units:
        return "", ""
    found = _UNIT.search("".join("".join(dict.fromkeys(row)) for row in sheet.rows[: headed.last_row + 1]))
    unit = (found[1] or found[2]) if found else ""
    if not unit:
        return declared.units[0], f"表中没有写明金额单位，按“{declared.units[0]}”导入，请核对。"
    if unit not in declared.units:
        return declared.units[0], f"表中单位为“{unit}”，应为{'、'.join(declared.units)}之一，请换算。"
    return unit, ""


def _strange(sheet: Sheet, headed: Headed) -> str:
    known = set(headed.columns.values())
    names = [
        sheet.rows[headed.last_row][at].strip()
        for at in range(len(sheet.rows[headed.last_row]))
        if at not in known
    ]
    return "、".join(dict.fromkeys(name[:20] for name in names if name))


def _cell_remarks(sheet: Sheet, places: Sequence[int], numbers: Sequence[int]) -> tuple[str, ...]:
    """What the reader of the file says of cells that were taken."""
    rows, columns = set(numbers), set(places)
    return tuple(
        f"第{problem.row + 1}行第{problem.column + 1}列：{problem.message}"
        for problem in sheet.problems
        if problem.row in rows and problem.column in columns
    )


def _type_of(sheet: Sheet, header: int, at: int) -> ValueType:
    """Figures where every cell that says something is one."""
    texts = [row[at] for row in sheet.rows[header + 1 :] if at < len(row) and row[at].strip()]
    try:
        found = [value for text in texts if (value := figure(text)) is not None]
    except NotAFigure:
        return ValueType.TEXT
    return ValueType.NUMBER if found else ValueType.TEXT


def _filled(row: Sequence[str]) -> int:
    return sum(bool(text.strip()) for text in row)
