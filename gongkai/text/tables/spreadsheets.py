"""Reading .xlsx and .xls files: values, merged ranges and failed formulas of every sheet.

Values come from calamine, which is fast but trusts its input; so every part is first unpacked
within its declared size, looked through, and handed on in a container made here. What was checked
is what is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import cast

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from gongkai.text.archives import (
    SPREADSHEET,
    Archive,
    ArchiveLimits,
    Source,
    open_archive,
    parse_xml,
    read_source,
)
from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.old_workbooks import refuse_claims

Position = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class SpreadsheetLimits:
    """Bounds on what is laid out in memory, beside those of the container. `cells` = rows × columns."""

    archive: ArchiveLimits = field(default_factory=ArchiveLimits)
    sheets: int = 200
    rows: int = 100_000
    columns: int = 500
    cells: int = 3_000_000


DEFAULT_LIMITS = SpreadsheetLimits()


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong with one cell; row and column from 0. `raw` is what the file holds there.

    `lost` says that the cell has no usable value at all, rather than a doubtful one.
    """

    row: int
    column: int
    message: str
    raw: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as a rectangle of texts.

    `filled` maps each cell that a merged range covers to the range's first cell, whose text it was
    given. `unreadable` says in Chinese why the whole sheet could not be read; it has no rows then.
    `merges` is False where the format has no merged cells, so that an empty one may stand for one.
    """

    name: str
    rows: list[list[str]]
    filled: Mapping[Position, Position] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()
    hidden: bool = False
    unreadable: str = ""
    merges: bool = True


def column_letters(column: int) -> str:
    """The heading of a column as office software shows it; `column` from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_spreadsheet(
    source: Source, filename: str, limits: SpreadsheetLimits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Every worksheet of an .xlsx file, in order; a broken sheet does not spoil the others.

    Raises UnreadableFile when the file is not a readable, unencrypted .xlsx within the limits.
    """
    data = read_source(source, filename, limits.archive.packed)
    archive = open_archive(data, filename, SPREADSHEET, limits.archive)
    parts = _worksheet_parts(archive)
    _refuse_many(len(parts), filename, limits)
    scanned = {name: _scan(archive, part, limits) for name, part in parts.items()}
    return _sheets(_repacked(archive, parts, scanned), filename, scanned)


def read_old_spreadsheet(
    source: Source, filename: str, limits: SpreadsheetLimits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Every worksheet of an .xls file of Excel 97 to 2003. It is not packed, so its size bounds it.

    Raises UnreadableFile when the file is not a readable, unencrypted .xls within the limits.
    """
    data = read_source(source, filename, limits.archive.packed)
    refuse_claims(data, filename)
    with _open_workbook(data, filename) as workbook:
        names = workbook.sheet_names
        _refuse_many(len(names), filename, limits)
        scanned = {name: _Scan(unreadable=_too_large_old(workbook, name, limits)) for name in names}
    return _sheets(data, filename, scanned)


def _refuse_many(sheets: int, filename: str, limits: SpreadsheetLimits) -> None:
    if sheets > limits.sheets:
        raise UnreadableFile(
            f"文件“{filename}”有 {sheets} 个工作表，超过 {limits.sheets} 个的上限，请拆分后再上传。"
        )


def _sheets(data: bytes, filename: str, scanned: Mapping[str, _Scan]) -> tuple[Sheet, ...]:
    with _open_workbook(data, filename) as workbook:
        sheets = tuple(
            _read_sheet(workbook, metadata, scanned)
            for metadata in workbook.sheets_metadata
            if metadata.typ == SheetTypeEnum.WorkSheet
        )
    if not sheets:
        raise UnreadableFile(f"文件“{filename}”里没有工作表，请检查后重新上传。")
    return sheets


def _too_large_old(workbook: CalamineWorkbook, name: str, limits: SpreadsheetLimits) -> str:
    """Why a sheet of an .xls is not to be laid out."""
    try:
        sheet = workbook.get_sheet_by_name(name)
        height, width = sheet.total_height, sheet.total_width
    except BaseException as error:
        reason = _unreadable(error, _DAMAGED_SHEET)
        if not isinstance(reason, UnreadableFile):
            raise
        return reason.message
    return _size_message(height, width, limits)


# --- looking through the parts before they are read -------------------------------------------------

_RELATIONSHIP_ID = re.compile(r"^\{[^}]*/relationships\}id$")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?:\s+r=\"([A-Z]{1,3})([0-9]{1,7})\")?")
_USUAL_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})([0-9]{1,7})\"")
_NEEDS_A_LOOK = re.compile(rb"t=\"e\"|<(?:\w+:)?f[\s/>]")
_HINTS = (b"<f", b":f", b't="e')
"""Where the pattern can match first: each ends in a rare letter, which makes it quick to find."""


@dataclass(frozen=True, slots=True)
class _Scan:
    """One worksheet's XML, what is wrong in it, or why it is not to be read."""

    xml: bytes = b""
    problems: tuple[CellProblem, ...] = ()
    unreadable: str = ""


def _worksheet_parts(archive: Archive) -> dict[str, str]:
    """Sheet name to part name, by the workbook and its relationships."""
    targets: dict[str, str] = {}
    for relation in parse_xml(archive.read("xl/_rels/workbook.xml.rels"), archive.filename):
        if relation.get("Type", "").endswith("/worksheet") and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts: dict[str, str] = {}
    workbook = parse_xml(archive.read("xl/workbook.xml"), archive.filename)
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        identifier = next((str(v) for k, v in sheet.attrib.items() if _RELATIONSHIP_ID.match(str(k))), "")
        part = targets.get(identifier)
        if part is not None:
            parts[sheet.get("name", "")] = part
    return parts


def _scan(archive: Archive, part: str, limits: SpreadsheetLimits) -> _Scan:
    """Bounds and formula errors of one worksheet, from its XML, before anything lays it out."""
    try:
        xml = archive.read(part)
        too_large = _too_large(xml, archive.filename, limits)
        problems = _formula_problems(xml, archive.filename) if _needs_a_look(xml) else ()
    except UnreadableFile as error:
        return _Scan(unreadable=error.message)
    return _Scan(xml, problems, too_large)


def _needs_a_look(xml: bytes) -> bool:
    hinted = [at for hint in _HINTS if (at := xml.find(hint)) >= 0]
    return bool(hinted) and bool(_NEEDS_A_LOOK.search(xml, min(hinted)))


def _too_large(xml: bytes, filename: str, limits: SpreadsheetLimits) -> str:
    references = _USUAL_CELL.findall(xml)
    if len(references) != xml.count(b"<c ") + xml.count(b"<c>") or b":c" in xml:
        references = _CELL.findall(xml)
        if not all(letters for letters, _ in references):
            return _size_message(*_bounds_by_parsing(xml, filename), limits)
    last_row = max(map(int, {number for _, number in references}), default=0)
    last_column = max(map(_column_number, {letters for letters, _ in references}), default=0)
    return _size_message(last_row, last_column, limits)


def _size_message(last_row: int, last_column: int, limits: SpreadsheetLimits) -> str:
    if last_row > limits.rows or last_column > limits.columns or last_row * last_column > limits.cells:
        return (
            f"工作表一直用到第 {last_row} 行第 {last_column} 列，超过上限"
            f"（{limits.rows} 行、{limits.columns} 列）。请删去末尾多余的空行空列后再上传。"
        )
    return ""


def _bounds_by_parsing(xml: bytes, filename: str) -> Position:
    """The same bounds where the XML is written in an unusual way (no references, other quotes)."""
    row_number = last_column = last_row = 0
    for row in parse_xml(xml, filename).iterfind("{*}sheetData/{*}row"):
        row_number = _whole(row.get("r")) or row_number + 1
        column = 0
        for cell in row.iterfind("{*}c"):
            match = re.fullmatch(r"([A-Za-z]{1,7})([0-9]{1,9})", cell.get("r") or "")
            column = _column_number(match[1].upper().encode()) if match else column + 1
            last_column = max(last_column, column)
            last_row = max(last_row, int(match[2]) if match else row_number)
        last_row = max(last_row, row_number)
    return last_row, last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else 0


def _formula_problems(xml: bytes, filename: str) -> tuple[CellProblem, ...]:
    found: list[CellProblem] = []
    root = parse_xml(xml, filename)
    namespaces = {"s": etree.QName(root).namespace or "none"}
    cells = cast("list[etree._Element]", root.xpath("//s:c[@t='e' or s:f]", namespaces=namespaces))
    for cell in cells:
        formula, value = cell.find("{*}f"), cell.find("{*}v")
        if cell.get("t") == "e":
            raw = (value.text if value is not None else "") or "#ERROR!"
            message = f"公式出错（{raw}），没有可用的值，请在表格里改正"
        elif formula is not None and not (value is not None and (value.text or cell.get("t") == "str")):
            raw = f"={formula.text or ''}"
            message = "公式没有保存计算结果，请用办公软件打开、重新计算并保存"
        else:
            continue
        match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r") or "")
        if match:
            found.append(
                CellProblem(int(match[2]) - 1, _column_number(match[1].encode()) - 1, message, raw, lost=True)
            )
    return tuple(found)


# --- reading -----------------------------------------------------------------------------------------

_EMPTY_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


def _repacked(archive: Archive, parts: Mapping[str, str], scanned: Mapping[str, _Scan]) -> bytes:
    """A new, uncompressed container with the checked parts only: no media, no macros, no links."""
    contents = {parts[name]: _EMPTY_SHEET if scan.unreadable else scan.xml for name, scan in scanned.items()}
    contents.update((name, archive.read(name)) for name in archive.names if name in _KEPT_PARTS)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, content in contents.items():
            target.writestr(name, content)
    return buffer.getvalue()


_KEPT_PARTS = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    }
)


def _open_workbook(data: bytes, filename: str) -> CalamineWorkbook:
    try:
        return load_workbook(io.BytesIO(data))
    except BaseException as error:
        raise _unreadable(
            error, f"文件“{filename}”的表格内容已损坏，请用办公软件打开并重新保存后再上传。"
        ) from error


_DAMAGED_SHEET = "工作表内容已损坏，请用办公软件打开并重新保存后再上传。"


def _unreadable(error: BaseException, message: str) -> BaseException:
    """UnreadableFile for what calamine throws; a panic inside it is a BaseException of its own."""
    if isinstance(error, (CalamineError, ValueError, OSError)) or type(error).__name__ == "PanicException":
        return UnreadableFile(message)
    return error


def _read_sheet(workbook: CalamineWorkbook, metadata: SheetMetadata, scanned: Mapping[str, _Scan]) -> Sheet:
    scan = scanned.get(metadata.name, _Scan(unreadable="工作表在文件中没有内容"))
    hidden = metadata.visible != SheetVisibleEnum.Visible
    if scan.unreadable:
        return Sheet(metadata.name, [], hidden=hidden, unreadable=scan.unreadable)
    try:
        sheet = workbook.get_sheet_by_name(metadata.name)
        values = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except BaseException as error:
        reason = _unreadable(error, _DAMAGED_SHEET)
        if not isinstance(reason, UnreadableFile):
            raise
        return Sheet(metadata.name, [], hidden=hidden, unreadable=reason.message)
    problems = list(scan.problems)
    rows = _as_texts(values, problems)
    filled = _fill_merged(rows, merged)
    return Sheet(metadata.name, rows, filled, tuple(problems), hidden)


_Value = int | float | str | bool | date | datetime | time | timedelta


def _as_texts(values: list[list[_Value]], problems: list[CellProblem]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row_index, row in enumerate(values):
        texts = [value if type(value) is str else _text(value) for value in row]
        rows.append(texts)
        if texts == row:
            continue
        for column, value in enumerate(row):
            if type(value) is not str and isinstance(value, (date, time, timedelta)):
                message = "表格软件把这一格存成了日期或时间，显示的文字可能与原意不同，请核对"
                problems.append(CellProblem(row_index, column, message, texts[column], lost=False))
    return rows


def _text(value: _Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _fill_merged(rows: list[list[str]], merged: list[tuple[Position, Position]]) -> dict[Position, Position]:
    """Give every cell of a merged range the text of its first cell, within the rectangle in use."""
    filled: dict[Position, Position] = {}
    height = len(rows)
    width = len(rows[0]) if rows else 0
    for (top, left), (bottom, right) in merged:
        if top >= height or left >= width:
            continue
        text = rows[top][left]
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                if (row, column) != (top, left) and (row, column) not in filled:
                    rows[row][column] = text
                    filled[row, column] = (top, left)
    return filled
