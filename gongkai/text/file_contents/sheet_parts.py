"""An .xlsx taken apart: every cell of every sheet, and what the workbook keeps beside its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from lxml import etree

from gongkai.text.archives import SPREADSHEET, open_archive
from gongkai.text.file_contents.headings import tables_of
from gongkai.text.file_contents.model import LIMITS, Inner, Part, Sheet
from gongkai.text.file_contents.package_parts import other_parts
from gongkai.text.file_contents.packages import attribute, local
from gongkai.text.file_contents.sheet_rows import Row, SheetPart, Workbook, hidden_columns, stream
from gongkai.text.file_contents.uploaded_rows import UploadedRows
from gongkai.text.tables.spreadsheets import column_letters

_TELLING_FORMULA = ('"', "[", "!")
"""A formula with a text of its own, or one that reaches another file or sheet."""

_WORDED = {
    "hyperlink": ("单元格链接", ("display", "tooltip", "location")),
    "dataValidation": ("数据有效性", ("promptTitle", "prompt", "errorTitle", "error")),
    "formula1": ("数据有效性", ()),
    "formula2": ("数据有效性", ()),
    "formula": ("条件格式", ()),
    "oddHeader": ("页眉页脚", ()),
    "oddFooter": ("页眉页脚", ()),
    "evenHeader": ("页眉页脚", ()),
    "evenFooter": ("页眉页脚", ()),
    "firstHeader": ("页眉页脚", ()),
    "firstFooter": ("页眉页脚", ()),
}


def sheet_parts(
    name: str, content: bytes, inner: Inner, uploaded: Sequence[UploadedRows] = ()
) -> Iterator[Part]:
    """Every text of the workbook; numbers with the figures shown and, where they differ, those kept.

    Args:
        uploaded: the rows are named as in the file of which this one is the copy.
    """
    archive = open_archive(content, name, SPREADSHEET, LIMITS.archive)
    workbook = Workbook(archive)
    read = {SPREADSHEET.main_part, workbook.part_of("sharedStrings", "xl/sharedStrings.xml")}
    read.add(workbook.part_of("styles", "xl/styles.xml"))
    for sheet, rows in _with_rows(workbook, uploaded):
        read.add(sheet.part)
        yield Part("隐藏工作表的名称" if sheet.hidden else "工作表名称", sheet.name, sheet.hidden)
        yield from _of_sheet(workbook, sheet, rows)
    yield from _of_workbook(workbook)
    yield from _formats(workbook)
    yield from other_parts(archive, read, inner)


def sheet_tables(name: str, content: bytes, uploaded: Sequence[UploadedRows] = ()) -> Iterator[Sheet]:
    """The sheets as tables; the rows of one are to be read before the next is asked for.

    Args:
        uploaded: as for `sheet_parts`; a row that was left out comes as an empty one.
    """
    archive = open_archive(content, name, SPREADSHEET, LIMITS.archive)
    workbook = Workbook(archive)
    for sheet, numbers in _with_rows(workbook, uploaded):
        rows = (
            (numbers.number(row.number), {cell.column: cell.text for cell in row.cells})
            for row in workbook.rows(sheet)
        )
        yield from tables_of(place_of(sheet), sheet.hidden, rows, hidden_columns(archive, sheet))


def _with_rows(
    workbook: Workbook, uploaded: Sequence[UploadedRows]
) -> Iterator[tuple[SheetPart, UploadedRows]]:
    """The sheets of a copy stand in the order of those of the upload that are not hidden."""
    same = UploadedRows()
    for at, sheet in enumerate(workbook.sheets):
        yield sheet, uploaded[at] if at < len(uploaded) else same


def place_of(sheet: SheetPart) -> str:
    return f"{'隐藏' if sheet.hidden else ''}工作表“{sheet.name}”"


def _of_sheet(workbook: Workbook, sheet: SheetPart, rows: UploadedRows) -> Iterator[Part]:
    """Cells, then what is written behind them, in one pass."""
    columns = hidden_columns(workbook.archive, sheet)
    number = 0
    for element in stream(workbook.archive, sheet.part, "row", *_WORDED):
        if local(element) == "row":
            number = workbook.number_of(element, number, sheet)
            yield from _cells(workbook.row(element, rows.number(number)), sheet, columns)
        else:
            yield from _beside_cells(element, sheet)


def _cells(row: Row, sheet: SheetPart, columns: Set[int]) -> Iterator[Part]:
    start = place_of(sheet)
    for cell in row.cells:
        letters = _letters(cell.column)
        within = _hiding(row, letters, cell.column in columns)
        place = f"{start} {letters}{cell.row}{within}"
        hidden = bool(within) or sheet.hidden
        if cell.text:
            yield Part(place, cell.text, hidden)
        if cell.kept:
            yield Part(f"{place}（存储的原值）", cell.kept, True)
        if cell.formula and any(sign in cell.formula for sign in _TELLING_FORMULA):
            yield Part(f"{place}（公式）", cell.formula, True)


@lru_cache(maxsize=2048)
def _letters(column: int) -> str:
    return column_letters(column - 1)


def _hiding(row: Row, letters: str, column_hidden: bool) -> str:
    if not row.hidden and not column_hidden:
        return ""
    said = [f"隐藏列 {letters}"] if column_hidden else []
    if row.hidden:
        said.append(f"隐藏行 {row.number}")
    return f"（{'、'.join(said)}）"


def _beside_cells(element: etree._Element, sheet: SheetPart) -> Iterator[Part]:
    label, attributes = _WORDED[local(element)]
    for text in [attribute(element, key) for key in attributes] or [element.text or ""]:
        if text.strip():
            yield Part(f"{place_of(sheet)} {label}", text, label != "页眉页脚")


def _of_workbook(workbook: Workbook) -> Iterator[Part]:
    for element in workbook.root.iter("{*}definedName"):
        yield Part("定义的名称", f"{element.get('name', '')} {element.text or ''}".strip(), True)
        if element.get("comment"):
            yield Part("定义的名称", element.get("comment", ""), True)
    for element in workbook.root:
        if local(element) in {"fileSharing", "customWorkbookViews"}:
            names = [attribute(one, key) for one in element.iter("{*}*") for key in ("userName", "name")]
            yield from (Part("工作簿的使用人", text, True) for text in names if text)
    for text in workbook.strings.unused():
        yield Part("未被单元格使用的文字", text, True)
    for text in workbook.strings.spoken:
        yield Part("拼音标注", text, True)


def _formats(workbook: Workbook) -> Iterator[Part]:
    name = workbook.part_of("styles", "xl/styles.xml")
    for element in stream(workbook.archive, name, "numFmt") if name else ():
        if '"' in attribute(element, "formatCode"):
            yield Part("数字格式中的文字", attribute(element, "formatCode"), True)
