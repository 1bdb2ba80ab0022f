"""The tables of a .docx with their merged cells, and the paragraphs above each: fast, and nothing else.

Where the text of a document matters, `official_text` reads it. A catalogue of thousands of cells is read
here, without making HTML of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, open_archive, parse_xml
from gongkai.text.page_tables import FoundTable, GridBuilder
from gongkai.text.spreadsheets import SpreadsheetLimits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag", "hyperlink"})
_DELETED = frozenset({"del", "moveFrom", "rPr", "pPr"})
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
    def __init__(self, filename: str, limits: SpreadsheetLimits, strict: bool) -> None:
        self._filename = filename
        self._limits = limits
        self.w = _STRICT if strict else _W
        self._above: list[str] = []
        self.tables: list[FoundTable] = []
        self.lines: list[str] = []

    def read(self, parent: etree._Element, depth: int) -> None:
        for element in parent:
            name = self._name(element)
            if name == "p":
                text = self._paragraph(element)
                if text.strip():
                    self._above.append(text.strip())
                    self.lines.append(text.strip())
            elif name == "tbl":
                self._take_table(element)
            elif name in _CONTAINERS and depth < _DEEPEST:
                self.read(element, depth + 1)

    def _name(self, element: etree._Element) -> str:
        tag = element.tag
        return tag[len(self.w) :] if isinstance(tag, str) and tag.startswith(self.w) else ""

    def _take_table(self, table: etree._Element) -> None:
        grid = GridBuilder(self._filename, self._limits)
        for row in self._within(table, "tr", 0):
            grid.start_row()
            before = row.find(f"{self.w}trPr/{self.w}gridBefore")
            if before is not None:
                grid.skip(self._number(before))
            for cell in self._within(row, "tc", 0):
                self._take_cell(grid, cell)
        self.tables.append(grid.table(self._above))
        self._above = []

    def _within(self, parent: etree._Element, name: str, depth: int) -> Iterator[etree._Element]:
        """Children of a name, also where a content control or a tracked insertion encloses them."""
        for element in parent:
            found = self._name(element)
            if found == name:
                yield element
            elif found in _CONTAINERS and depth < _DEEPEST:
                yield from self._within(element, name, depth + 1)

    def _take_cell(self, grid: GridBuilder, cell: etree._Element) -> None:
        columns, goes_on = 1, False
        properties = cell.find(f"{self.w}tcPr")
        if properties is not None:
            span = properties.find(f"{self.w}gridSpan")
            columns = self._number(span) if span is not None else 1
            merge = properties.find(f"{self.w}vMerge")
            goes_on = merge is not None and merge.get(f"{self.w}val", "continue") == "continue"
        if goes_on:
            grid.extend_down(columns)
        else:
            grid.add(self._cell_text(cell), columns)

    def _number(self, element: etree._Element) -> int:
        digits = element.get(f"{self.w}val", "1")
        return min(max(int(digits), 1), self._limits.columns + 1) if digits.isdecimal() else 1

    def _cell_text(self, cell: etree._Element) -> str:
        texts = (self._paragraph(paragraph) for paragraph in cell.iter(f"{self.w}p"))
        return "\n".join(text for text in texts if text)

    def _paragraph(self, paragraph: etree._Element) -> str:
        parts: list[str] = []
        self._runs(paragraph, parts, 0)
        return "".join(parts)

    def _runs(self, parent: etree._Element, parts: list[str], depth: int) -> None:
        for element in parent:
            name = self._name(element)
            if name == "t":
                parts.append(element.text or "")
            elif name in {"br", "cr"}:
                parts.append("\n")
            elif name == "tab":
                parts.append(" ")
            elif name == "sym":
                parts.append(_SYMBOLS.get(element.get(f"{self.w}char", "").upper(), "□"))
            elif name and name not in _DELETED and depth < _DEEPEST:
                self._runs(element, parts, depth + 1)


_SYMBOLS = {
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
