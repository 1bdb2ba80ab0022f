"""Plain tables out of whatever file or pasted text they come in: one Sheet for each table found."""

from __future__ import annotations

from gongkai.text.archives import Source, read_source
from gongkai.text.catalogue_table.formats import Format, format_of
from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.delimited import read_delimited
from gongkai.text.tables.html import read_html_tables
from gongkai.text.tables.pages import sheets_of
from gongkai.text.tables.spreadsheets import (
    DEFAULT_LIMITS,
    Sheet,
    SpreadsheetLimits,
    read_old_spreadsheet,
    read_spreadsheet,
)
from gongkai.text.tables.word import read_word_tables


def read_tables(
    source: Source, filename: str, limits: SpreadsheetLimits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Every table in a file: .xlsx, .xls, .csv, .tsv, .docx, .html; hidden sheets are among them.

    Raises UnreadableFile when it cannot be read, is locked with a password, or is too large.
    """
    data = read_source(source, filename, limits.archive.packed)
    kind = format_of(data, filename)
    if kind is Format.XLSX:
        return read_spreadsheet(data, filename, limits)
    if kind is Format.XLS:
        return read_old_spreadsheet(data, filename, limits)
    if kind in {Format.DOCX, Format.HTML}:
        reader = read_word_tables if kind is Format.DOCX else read_html_tables
        found = tuple(sheets_of(reader(data, filename, limits)[0]))
        if not found:
            raise UnreadableFile(f"文件“{filename}”里没有表格，请检查后重新上传。")
        return found
    return (read_delimited(decode(data, filename), filename, limits),)


def read_pasted_table(text: str, name: str, limits: SpreadsheetLimits = DEFAULT_LIMITS) -> Sheet:
    """The table in text copied from office software. Raises UnreadableFile beyond the limits."""
    return read_delimited(text, name, limits)
