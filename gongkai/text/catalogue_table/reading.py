"""Reading a catalogue in whatever it is kept: one grid model, several readers, and text without a grid."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.text.archives import Source, read_source
from gongkai.text.catalogue_table.formats import Format, format_of
from gongkai.text.catalogue_table.model import CatalogueTable
from gongkai.text.catalogue_table.pasted.reading import read_pasted
from gongkai.text.catalogue_table.sheet_reading import SheetReader
from gongkai.text.catalogue_table.vocabulary import NO_WORDS, Vocabulary
from gongkai.text.encoding import decode
from gongkai.text.tables.delimited import read_delimited, read_markdown
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

_TABBED = 3
"""So many tabs in most lines make a text a table copied from a spreadsheet."""


def read_catalogue(
    source: Source,
    filename: str,
    *,
    area_names: Sequence[str] = (),
    words: Vocabulary = NO_WORDS,
    limits: SpreadsheetLimits = DEFAULT_LIMITS,
    kind: Format | None = None,
) -> CatalogueTable:
    """Every catalogue table in a file: .xlsx, .xls, .docx, .html, .csv, .tsv, Markdown or pasted text.

    `area_names` are the names (and aliases) of areas to look for in titles and sheet names; `words` help
    to divide text that lost its grid. `kind` overrides what content and name say. Raises UnreadableFile
    when the file cannot be read at all; everything less is a Problem.
    """
    data = read_source(source, filename, limits.archive.packed)
    kind = kind or format_of(data, filename)
    names = area_names or words.areas
    if kind is Format.XLSX:
        return _of_sheets(read_spreadsheet(data, filename, limits), names)[0]
    if kind is Format.XLS:
        return _of_sheets(read_old_spreadsheet(data, filename, limits), names)[0]
    if kind in {Format.DOCX, Format.HTML}:
        reader = read_word_tables if kind is Format.DOCX else read_html_tables
        tables, text = reader(data, filename, limits)
        return _or_pasted(sheets_of(tables), names, text, filename, words)
    return _of_text(decode(data, filename), filename, names, words, limits, kind)


def read_catalogue_text(
    text: str, name: str, *, words: Vocabulary = NO_WORDS, limits: SpreadsheetLimits = DEFAULT_LIMITS
) -> CatalogueTable:
    """Every catalogue table in pasted text; `name` stands for the sheet in problems and notes."""
    return _of_text(text, name, words.areas, words, limits, Format.TEXT)


def _of_text(
    text: str,
    name: str,
    area_names: Sequence[str],
    words: Vocabulary,
    limits: SpreadsheetLimits,
    kind: Format,
) -> CatalogueTable:
    if kind is Format.DELIMITED or _is_tabbed(text):
        sheet: Sheet | None = read_delimited(text, name, limits)
    else:
        sheet = read_markdown(text, name, limits)
    if sheet is None:
        return _of_pasted(text, name, words)
    return _or_pasted((sheet,), area_names, text, name, words)


def _is_tabbed(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and sum(line.count("\t") >= _TABBED for line in lines) * 2 > len(lines)


def _or_pasted(
    sheets: Sequence[Sheet], area_names: Sequence[str], text: str, name: str, words: Vocabulary
) -> CatalogueTable:
    """The tables of a document; where none has a catalogue's header, what its text shows."""
    table, headed = _of_sheets(sheets, area_names)
    if headed:
        return table
    pasted = _of_pasted(text, name, words)
    return pasted if pasted.rows or not table.problems else table


def _of_sheets(sheets: Sequence[Sheet], area_names: Sequence[str]) -> tuple[CatalogueTable, bool]:
    """What the sheets hold, and whether any of them has the header of a catalogue."""
    readers = [SheetReader(sheet, area_names) for sheet in sheets]
    for reader in readers:
        reader.read()
    table = CatalogueTable(
        sheets=tuple(sheet.name for sheet in sheets),
        rows=tuple(row for reader in readers for row in reader.rows),
        problems=tuple(problem for reader in readers for problem in reader.problems),
        notes=tuple(note for reader in readers for note in reader.notes),
    )
    return table, any(reader.headed for reader in readers)


def _of_pasted(text: str, name: str, words: Vocabulary) -> CatalogueTable:
    pasted = read_pasted(text, name, words)
    return CatalogueTable(
        (name,), tuple(pasted.rows), tuple(pasted.problems), tuple(pasted.notes), pasted.about
    )
