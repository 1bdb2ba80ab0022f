"""The tables of a web page, with what their spans cover; scripts, styles and hidden parts are left out."""

from __future__ import annotations

import re

from lxml import etree, html

from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.pages import FoundTable, GridBuilder
from gongkai.text.tables.spreadsheets import SpreadsheetLimits

_LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select"}
)
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"})
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_SPAN = 2_000
_DEEPEST = 200


def read_html_tables(data: bytes, filename: str, limits: SpreadsheetLimits) -> tuple[list[FoundTable], str]:
    """Every table of a page in order, and the page's plain text.

    A table that only holds other tables is layout: the inner ones are read. Raises UnreadableFile for
    entity declarations, for nesting that no person writes and for spans beyond the limits.
    """
    text = decode(data, filename)
    if _ENTITY.search(text):
        raise UnreadableFile(f"文件“{filename}”含有不允许的实体声明，可能不安全，已拒绝读取。")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            f"文件“{filename}”不是完整的网页，无法读取。请在浏览器里另存后再上传。"
        ) from error
    reader = _PageReader(filename, limits)
    reader.walk(root, 0)
    return reader.tables, "\n".join(reader.lines)


class _PageReader:
    """Walks a page: running text gathers in lines, which a table takes as the lines above it."""

    def __init__(self, filename: str, limits: SpreadsheetLimits) -> None:
        self._filename = filename
        self._limits = limits
        self._above: list[str] = []
        self.tables: list[FoundTable] = []
        self.lines: list[str] = []

    def walk(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableFile(f"文件“{self._filename}”嵌套过深，不像正常的网页，已拒绝读取。")
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT or _is_hidden(element):
            return
        if element.tag == "table" and _own_cells(element):
            self._take_table(element)
            return
        self._take_text(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self._take_text(child.tail)
        if element.tag in _BREAKS:
            self._break()

    def _take_table(self, table: etree._Element) -> None:
        self._break()
        grid = GridBuilder(self._filename, self._limits)
        for row in _own_rows(table):
            grid.start_row()
            for cell in row:
                if isinstance(cell.tag, str) and cell.tag in {"td", "th"}:
                    grid.add(cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
        found = grid.table(self._above)
        self.tables.append(found)
        self.lines.extend(" | ".join(row) for row in found.rows)
        self._above = []

    def _take_text(self, text: str | None) -> None:
        if text and text.strip():
            if self._above and self._above[-1]:
                self._above[-1] += " ".join(text.split())
            else:
                self._above.append(" ".join(text.split()))
            self.lines.append(" ".join(text.split()))

    def _break(self) -> None:
        if self._above and self._above[-1]:
            self._above.append("")


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _own_rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table itself and not of a table within it."""
    rows: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _own_cells(table: etree._Element) -> bool:
    """Whether a table has cells with text of their own; one that only frames other tables has not."""
    if table.find(".//table") is None:
        return True
    cells = [cell for row in _own_rows(table) for cell in row if cell.tag in {"td", "th"}]
    framing = sum(cell.find(".//table") is not None for cell in cells)
    return len(cells) - framing > framing * _CELLS_BESIDE


_CELLS_BESIDE = 8
"""A table with so many cells of its own beside each one that holds a table is no mere frame."""


def _span(cell: etree._Element, name: str) -> int:
    digits = (cell.get(name) or "1").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if re.fullmatch(r"[0-9]{1,9}", digits) else 1


def cell_text(cell: etree._Element) -> str:
    """The text of a cell: a line for each paragraph or break, runs of blanks as one."""
    parts: list[str] = []
    _gather(cell, parts)
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: etree._Element, parts: list[str]) -> None:
    parts.append(_in_one_line(element.text))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not _is_hidden(child):
            if child.tag in _BREAKS:
                parts.append("\n")
            _gather(child, parts)
            if child.tag in _BREAKS:
                parts.append("\n")
        parts.append(_in_one_line(child.tail))


def _in_one_line(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text) if text else ""
