"""Official documents as files, to the record of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from gongkai.text.archives import MEBIBYTE, ArchiveLimits, Source, read_source
from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.pdf_text import pdf_text
from gongkai.text.markup.sanitising import sanitise
from gongkai.text.official_text import PolicyDocument, UnreadPage, read_policy
from gongkai.text.official_text.blocks import blocks_of_html, is_markup, with_lines_above
from gongkai.text.official_text.reading import SUFFIXES, TEXT_LIMIT
from gongkai.text.tables.html import read_html_tables
from gongkai.text.tables.pages import FoundTable
from gongkai.text.tables.spreadsheets import SpreadsheetLimits
from gongkai.text.word_pages import Block, read_word_page

POLICY_SUFFIXES = (*SUFFIXES, ".md", ".pdf")
_PDF_LIMIT = 100 * MEBIBYTE
_IMAGE = "这一页是扫描的图像，没有可以识读的文字，请对照原件查看"


def read_policy_file(source: Source, filename: str, limits: ArchiveLimits | None = None) -> PolicyDocument:
    """Read a .txt, .md, .html, .docx or .pdf; the kind is told by `filename`, the content is checked.

    Raises UnreadableFile with what to do in Chinese.
    """
    if PurePath(filename).suffix.lower() == ".pdf":
        return _of_pdf(read_source(source, filename, _PDF_LIMIT), filename)
    return read_policy(_lines_of_file(source, filename, limits or ArchiveLimits()))


def _lines_of_file(source: Source, filename: str, limits: ArchiveLimits) -> list[str]:
    """The lines of a document in the order in which they are read."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in POLICY_SUFFIXES:
        kinds = "、".join(POLICY_SUFFIXES)
        raise UnreadableFile(f"文件“{filename}”不能识读，请选择这些格式之一：{kinds}。")
    if suffix == ".docx":
        lines = _of_word(read_source(source, filename, limits.packed), filename, limits)
    else:
        text = decode(read_source(source, filename, TEXT_LIMIT), filename)
        lines = (
            _of_html(text, filename) if suffix in {".html", ".htm"} or is_markup(text) else text.split("\n")
        )
    _demand_text(lines, filename)
    return lines


def _demand_text(lines: Iterable[str], filename: str) -> None:
    if not any(line.strip() for line in lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字（可能是扫描图片），请检查后重新选择。")


def _of_word(data: bytes, filename: str, limits: ArchiveLimits) -> list[str]:
    page = read_word_page(data, filename, limits)
    return list(_lines((*page.blocks, *page.notes), filename))


def _of_html(text: str, filename: str) -> list[str]:
    return list(_lines(blocks_of_html(sanitise(with_lines_above(text)).html), filename))


def _lines(blocks: Iterable[Block], filename: str) -> Iterator[str]:
    """The lines of blocks, a row of a table on one line whatever its cells hold."""
    for block in blocks:
        if "<table" not in block.whole:
            yield from block.lines
            continue
        tables, text = read_html_tables(block.whole.encode(), filename, SpreadsheetLimits())
        if len(tables) == 1 and block.whole.count("<table") == 1:
            yield from _rows(tables[0])
        else:
            # a frame of the page round tables
            yield from text.split("\n")


def _rows(table: FoundTable) -> Iterator[str]:
    """Rows with tabs between the cells: one merged over rows says the same in each, one over columns once.

    A row with a single cell is text in a frame and keeps its lines.
    """
    for at, row in enumerate(table.rows):
        cells = [
            "" if table.filled.get((at, column), (at, column))[1] != column else cell
            for column, cell in enumerate(row)
        ]
        if len(cells) == 1 or ("\n" in row[0] and not any(cells[1:])):
            yield from cells[0].split("\n")
        else:
            yield "\t".join(cell.replace("\n", " ") for cell in cells)


def _of_pdf(data: bytes, filename: str) -> PolicyDocument:
    """Read the paragraphs of all pages; images that nobody could read are named, those recognised as well."""
    text = pdf_text(filename, data)
    if text.unread and not any(line.strip() for line in text.lines):
        raise UnreadableFile(
            f"文件“{filename}”的各页都是扫描的图像，没有可以识读的文字。请改用原来的 .docx 文件。"
        )
    _demand_text(text.lines, filename)
    document = read_policy(text.lines)
    if text.recognised:
        numbers = "、".join(map(str, text.recognised))
        note = f"第{numbers}页是扫描的图像，文字由图像识别得来，请核对。"
        document = replace(document, found=replace(document.found, notes=[*document.found.notes, note]))
    unread = [UnreadPage(number, _IMAGE) for number in text.unread]
    return document.without_pages(unread) if unread else document
