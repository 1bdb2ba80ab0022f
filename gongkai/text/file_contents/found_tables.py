"""Tables that other readers of the project find, in the shape that scanning wants; .xls cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.text.archives import ArchiveLimits
from gongkai.text.file_contents.binary_texts import texts_in
from gongkai.text.file_contents.headings import tables_of
from gongkai.text.file_contents.model import LIMITS, Part, Sheet
from gongkai.text.tables import spreadsheets
from gongkai.text.tables.html import read_html_tables
from gongkai.text.tables.spreadsheets import SpreadsheetLimits, column_letters, read_old_spreadsheet
from gongkai.text.tables.word import read_word_tables

_LIMITS = SpreadsheetLimits(
    archive=ArchiveLimits(
        packed=LIMITS.archive.packed, unpacked=LIMITS.archive.unpacked, part=LIMITS.archive.part
    )
)


def word_tables(name: str, content: bytes) -> Iterator[Sheet]:
    """The tables in the body of a .docx as they read with all changes accepted."""
    found, _ = read_word_tables(content, name, _LIMITS)
    for number, table in enumerate(found, start=1):
        yield from _of_rows(f"表格{number}", False, table.rows)


def page_tables(name: str, content: bytes) -> Iterator[Sheet]:
    """The tables of a web page."""
    found, _ = read_html_tables(content, name, _LIMITS)
    for number, table in enumerate(found, start=1):
        yield from _of_rows(f"表格{number}", False, table.rows)


def old_sheet_tables(name: str, content: bytes) -> Iterator[Sheet]:
    """The sheets of an .xls."""
    for sheet in read_old_spreadsheet(content, name, _LIMITS):
        yield from _of_rows(_place(sheet), sheet.hidden, sheet.rows)


def old_sheet_parts(name: str, content: bytes) -> Iterator[Part]:
    """Every cell of an .xls, then whatever else in the file reads as text: comments, properties, remains.

    Which rows and columns are hidden is not known here; their cells come as any other.
    """
    for sheet in read_old_spreadsheet(content, name, _LIMITS):
        yield Part("隐藏工作表的名称" if sheet.hidden else "工作表名称", sheet.name, sheet.hidden)
        if sheet.unreadable:
            yield Part(_place(sheet), sheet.unreadable, sheet.hidden, unread=True)
        for number, row in enumerate(sheet.rows, start=1):
            for column, text in enumerate(row):
                if text.strip():
                    yield Part(f"{_place(sheet)} {column_letters(column)}{number}", text, sheet.hidden)
    for text in texts_in(content):
        yield Part("文件内部的文字", text, True)


def _place(sheet: spreadsheets.Sheet) -> str:
    return f"{'隐藏' if sheet.hidden else ''}工作表“{sheet.name}”"


def _of_rows(place: str, hidden: bool, rows: Sequence[Sequence[str]]) -> Iterator[Sheet]:
    numbered = (
        (number, {column: text for column, text in enumerate(row, start=1) if text})
        for number, row in enumerate(rows, start=1)
    )
    yield from tables_of(place, hidden, ((number, texts) for number, texts in numbered if texts))
