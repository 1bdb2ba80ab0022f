"""The tables of a .docx with their merged cells, and the paragraphs above each: fast, and nothing else.

Where the text of a document matters, `official_text` reads it. A catalogue of thousands of cells is read
here, without making HTML of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, open_archive, parse_xml
from gongkai.text.tables.pages import FoundTable, GridBuilder
from gongkai.text.tables.spreadsheets import SpreadsheetLimits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag", "hyperlink"})
_LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "sdtPr"})
_DEEPEST = 40


def read_word_tables(data: bytes, filename: str, limits: SpreadsheetLimits) -> tuple[list[FoundTable], str]:
    """Every table of the document in order, and the text of all paragraphs.

    Tracked deletions are left out. Raises UnreadableFile for anything but an unencrypted .docx within
    the limits.
    """
    archive = open_archive(data, filename, WORD_DOCUMENT, limits.archive)
    root = parse_xml(archive.read(WORD_DOCUMENT.main_part), filename)
    reader = _Reader(filename, limits, etree.QName(root).namespace == _STRICT[1:-1])
    body = root.find(f"{reader.w}body")
    if body is not None:
        reader.read(body, 0)
    return reader.tables, "\n".join(reader.lines)


class _Reader:
    """Walks the body once. Tags are compared whole: a large table has a hundred thousand elements."""

    def __init__(self, filename: str, limits: SpreadsheetLimits, strict: bool) -> None:
        self._filename = filename
        self._limits = limits
        self.w = w = _STRICT if strict else _W
        self._tag_p, self._tag_table, self._tag_row, self._tag_cell = f"{w}p", f"{w}tbl", f"{w}tr", f"{w}tc"
        self._tag_run, self._tag_text, self._tag_properties = f"{w}r", f"{w}t", f"{w}tcPr"
        self._span, self._merge, self._value = f"{w}gridSpan", f"{w}vMerge", f"{w}val"
        self._containers = frozenset(w + name for name in _CONTAINERS)
        self._left_out = frozenset(w + name for name in _LEFT_OUT)
        self._signs = {f"{w}br": "\n", f"{w}cr": "\n", f"{w}tab": " "}
        self._above: list[str] = []
        self.tables: list[FoundTable] = []
        self.lines: list[str] = []

    def read(self, parent: etree._Element, depth: int) -> None:
        for element in parent:
            tag = element.tag
            if tag == self._tag_p:
                text = self._paragraph(element)
                if text.strip():
                    self._above.append(text.strip())
                    self.lines.append(text.strip())
            elif tag == self._tag_table:
                self._take_table(element)
            elif tag in self._containers and depth < _DEEPEST:
                self.read(element, depth + 1)

    def _take_table(self, table: etree._Element) -> None:
        grid = GridBuilder(self._filename, self._limits)
        for row in self._within(table, self._tag_row, 0):
            grid.start_row()
            before = row.find(f"{self.w}trPr/{self.w}gridBefore")
            if before is not None:
                grid.skip(self._number(before))
            for cell in self._within(row, self._tag_cell, 0):
                self._take_cell(grid, cell)
        self.tables.append(grid.table(self._above))
        self._above = []

    def _within(self, parent: etree._Element, tag: str, depth: int) -> Iterator[etree._Element]:
        """Children with a tag, also where a content control or a tracked insertion encloses them."""
        for element in parent:
            if element.tag == tag:
                yield element
            elif element.tag in self._containers and depth < _DEEPEST:
                yield from self._within(element, tag, depth + 1)

    def _take_cell(self, grid: GridBuilder, cell: etree._Element) -> None:
        columns, goes_on = 1, False
        texts: list[str] = []
        for element in cell:
            tag = element.tag
            if tag == self._tag_p:
                texts.append(self._paragraph(element))
            elif tag == self._tag_properties:
                for name in element:
                    if name.tag == self._span:
                        columns = self._number(name)
                    elif name.tag == self._merge:
                        goes_on = name.get(self._value, "continue") == "continue"
            else:
                texts.extend(self._paragraph(inner) for inner in element.iter(self._tag_p))
        if goes_on:
            grid.extend_down(columns)
        else:
            grid.add("\n".join(text for text in texts if text) if len(texts) > 1 else "".join(texts), columns)

    def _number(self, element: etree._Element) -> int:
        digits = element.get(self._value, "1")
        return min(max(int(digits), 1), self._limits.columns + 1) if digits.isdecimal() else 1

    def _paragraph(self, paragraph: etree._Element) -> str:
        parts: list[str] = []
        for element in paragraph:
            if element.tag == self._tag_run:
                self._run(element, parts)
            elif element.tag not in self._left_out:
                self._beside_runs(element, parts, 0)
        return "".join(parts)

    def _run(self, run: etree._Element, parts: list[str]) -> None:
        for element in run:
            tag = element.tag
            if tag == self._tag_text:
                parts.append(element.text or "")
            elif tag in self._signs:
                parts.append(self._signs[tag])
            elif tag == f"{self.w}sym":
                parts.append(SYMBOLS.get(element.get(f"{self.w}char", "").upper(), ""))

    def _beside_runs(self, parent: etree._Element, parts: list[str], depth: int) -> None:
        """Runs that a link, a content control or a tracked insertion encloses."""
        for element in parent:
            if element.tag == self._tag_run:
                self._run(element, parts)
            elif element.tag not in self._left_out and depth < _DEEPEST:
                self._beside_runs(element, parts, depth + 1)


SYMBOLS = {
    "F052": "☑",
    "F0FE": "☑",
    "F0FC": "√",
    "F050": "√",
    "F0A3": "□",
    "F06F": "□",
    "F0A8": "□",
    "F06E": "■",
}
"""Boxes and ticks that Word sets from the fonts Wingdings and Wingdings 2."""
