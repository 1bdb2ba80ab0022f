"""Plain text and delimited tables taken apart, in UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.headings import tables_of
from gongkai.text.file_contents.model import Part, Sheet
from gongkai.text.tables.delimited import LONGEST_CELL, delimiter_of
from gongkai.text.tables.spreadsheets import column_letters


def text_parts(name: str, content: bytes) -> Iterator[Part]:
    """The whole text: a number and the word that names it may stand in different lines."""
    yield Part("正文", decode(content, name))


def delimited_parts(name: str, content: bytes) -> Iterator[Part]:
    """Every filled cell."""
    for number, cells in delimited_rows(name, decode(content, name)):
        for column, text in enumerate(cells):
            if text.strip():
                yield Part(f"表格 {column_letters(column)}{number}", text)


def delimited_tables(name: str, content: bytes) -> Iterator[Sheet]:
    """The one table of the file."""
    rows = delimited_rows(name, decode(content, name))
    filled = (
        (number, {at: text for at, text in enumerate(cells, start=1) if text}) for number, cells in rows
    )
    yield from tables_of("表格", False, ((number, texts) for number, texts in filled if texts))


def delimited_rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers from 1. Raises UnreadableFile where the quotes do not close."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from enumerate(csv.reader(io.StringIO(text), delimiter=delimiter_of(text)), start=1)
    except csv.Error as error:
        raise UnreadableFile(
            f"文件“{name}”的分隔符或引号不完整，无法分出单元格。请用办公软件打开，另存为 .xlsx 后再上传。"
        ) from error
