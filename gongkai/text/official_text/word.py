"""The body of a .docx file as safe HTML: paragraphs, headings and tables with merged cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, Archive, ArchiveLimits, open_archive, parse_xml
from gongkai.text.markup import escape, heading_level

_DEPTH = 30
"""Tables within tables within content controls: deeper than any person nests them."""

_TABLE_CELLS = 200_000


@dataclass
class WordText:
    """Lines in order with their HTML; `notes` say in Chinese what was left out."""

    lines: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_word(data: bytes, filename: str, limits: ArchiveLimits) -> WordText:
    """Read a .docx; tracked deletions and hidden text are left out and noted.

    Raises UnreadableFile for anything but an unencrypted .docx within the limits.
    """
    archive = open_archive(data, filename, WORD_DOCUMENT, limits)
    document = parse_xml(archive.read("word/document.xml"), filename)
    reader = _Reader(_heading_styles(archive))
    body = document.find("{*}body")
    if body is not None:
        reader.read(body)
    return reader.result(archive)


def _heading_styles(archive: Archive) -> dict[str, int]:
    """Style id to heading level, by the style's name or outline level."""
    styles: dict[str, int] = {}
    if "word/styles.xml" not in archive:
        return styles
    for style in parse_xml(archive.read("word/styles.xml"), archive.filename).iterfind("{*}style"):
        name = _value(style.find("{*}name")).lower()
        outline = _value(style.find("{*}pPr/{*}outlineLvl"))
        if match := re.fullmatch(r"(?:heading|标题)\s*([1-9])", name):
            styles[_attribute(style, "styleId")] = int(match[1])
        elif outline.isdecimal() and int(outline) < 9:  # noqa: PLR2004 — 9 means body text
            styles[_attribute(style, "styleId")] = int(outline) + 1
    return styles


def _attribute(element: etree._Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), ""
    )


def _value(element: etree._Element | None) -> str:
    return _attribute(element, "val") if element is not None else ""


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass
class _Cell:
    content: list[str]
    columns: int
    rows: int = 1


class _Reader:
    def __init__(self, headings: dict[str, int]) -> None:
        self._headings = headings
        self._left_out: Counter[str] = Counter()
        self._text = WordText()
        self._cells = 0

    def read(self, body: etree._Element) -> None:
        for lines, html in self._blocks(body, 0):
            self._text.lines.extend(lines)
            self._text.html.append(html)

    def result(self, archive: Archive) -> WordText:
        notes = self._text.notes
        notes.extend(f"{label}（{count} 处）" for label, count in self._left_out.items())
        for part, label in (
            ("word/comments.xml", "批注没有导入"),
            ("word/footnotes.xml", "脚注没有导入，请核对"),
            ("word/vbaProject.bin", "文件带有宏，宏没有读取"),
        ):
            if part in archive and (part.endswith(".bin") or _has_content(archive, part)):
                notes.append(label)
        return self._text

    # --- blocks ----------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[tuple[list[str], str]]:
        if depth > _DEPTH:
            self._left_out["嵌套过深的内容没有导入"] += 1
            return
        for element in parent:
            name = _local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield self._table(element, depth)
            elif name in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
                yield from self._blocks(element, depth + 1)
            elif name in {"del", "moveFrom"}:
                self._left_out["修订中已删除的内容没有导入"] += 1

    def _paragraph(self, paragraph: etree._Element) -> Iterator[tuple[list[str], str]]:
        lines = [line.strip() for line in "".join(self._runs(paragraph, 0)).split("\n")]
        written = [line for line in lines if line]
        properties = paragraph.find("{*}pPr")
        style = alignment = ""
        if properties is not None:
            style = _value(properties.find("{*}pStyle"))
            alignment = _value(properties.find("{*}jc"))
            if properties.find("{*}numPr") is not None and written:
                self._left_out["自动编号的序号没有导入，请核对"] += 1
        if not written:
            if lines:
                yield [""], ""
            return
        text = "<br>".join(escape(line) for line in written)
        level = (
            min(self._headings.get(style, 0) + 1, 6) if style in self._headings else heading_level(written[0])
        )
        if level and len(written) == 1:
            yield written, f"<h{level}>{text}</h{level}>"
            return
        place = {"center": "align-center", "right": "align-right", "end": "align-right"}.get(alignment)
        yield written, f'<p class="{place}">{text}</p>' if place else f"<p>{text}</p>"

    def _runs(self, parent: etree._Element, depth: int) -> Iterator[str]:
        if depth > _DEPTH:
            return
        for element in parent:
            name = _local(element)
            if name == "t":
                yield element.text or ""
            elif name in {"tab", "ptab"}:
                yield " "
            elif name in {"br", "cr"}:
                yield "\n"
            elif name in {"noBreakHyphen", "softHyphen"}:
                yield "-" if name == "noBreakHyphen" else ""
            elif name == "r":
                if self._hidden(element):
                    self._left_out["隐藏文字没有导入"] += 1
                else:
                    yield from self._runs(element, depth + 1)
            elif name in {
                "hyperlink",
                "ins",
                "moveTo",
                "sdt",
                "sdtContent",
                "smartTag",
                "fldSimple",
                "customXml",
                "dir",
            }:
                yield from self._runs(element, depth + 1)
            elif name in _NOT_IMPORTED:
                self._left_out[_NOT_IMPORTED[name]] += 1

    @staticmethod
    def _hidden(run: etree._Element) -> bool:
        vanish = run.find("{*}rPr/{*}vanish")
        return vanish is not None and _value(vanish) not in {"0", "false", "off"}

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, table: etree._Element, depth: int) -> tuple[list[str], str]:
        rows: list[list[_Cell]] = []
        lines: list[str] = []
        open_cells: dict[int, _Cell] = {}
        for row in self._children(table, "tr"):
            cells: list[_Cell] = []
            column = 0
            texts: list[str] = []
            for cell in self._children(row, "tc"):
                column, text = self._cell(cell, column, cells, open_cells, depth)
                texts.append(text)
            rows.append(cells)
            lines.append("\t".join(texts))
        return lines, "<table><tbody>" + "".join(_row_html(row) for row in rows) + "</tbody></table>"

    def _cell(
        self, cell: etree._Element, column: int, cells: list[_Cell], open_cells: dict[int, _Cell], depth: int
    ) -> tuple[int, str]:
        """Add one cell, or lengthen the one above that it continues; returns the next column, its text."""
        span = _value(cell.find("{*}tcPr/{*}gridSpan"))
        columns = int(span) if re.fullmatch(r"[0-9]{1,3}", span) and int(span) else 1
        merge = cell.find("{*}tcPr/{*}vMerge")
        if merge is not None and _value(merge) != "restart" and column in open_cells:
            open_cells[column].rows += 1
            return column + columns, ""
        self._cells += 1
        if self._cells > _TABLE_CELLS:
            return column + columns, ""
        blocks = list(self._blocks(cell, depth + 1))
        made = _Cell([html for _, html in blocks if html], columns)
        cells.append(made)
        if merge is not None:
            open_cells[column] = made
        else:
            open_cells.pop(column, None)
        return column + columns, " ".join(line for lines, _ in blocks for line in lines if line)

    def _children(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        for element in parent:
            if _local(element) == name:
                yield element
            elif _local(element) in {"sdt", "sdtContent", "customXml", "ins"}:
                yield from self._children(element, name)


_NOT_IMPORTED = {
    "drawing": "图片没有导入，请作为附件上传", "pict": "图片没有导入，请作为附件上传",
    "object": "嵌入的对象没有导入", "AlternateContent": "图形或文本框没有导入，请核对",
    "del": "修订中已删除的内容没有导入", "moveFrom": "修订中已删除的内容没有导入",
    "oMath": "公式没有导入，请核对", "oMathPara": "公式没有导入，请核对", "sym": "特殊符号没有导入，请核对",
}  # fmt: skip


def _row_html(row: list[_Cell]) -> str:
    cells = []
    for cell in row:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        cells.append(f"<td{spans}>{''.join(cell.content)}</td>")
    return f"<tr>{''.join(cells)}</tr>" if cells else ""


def _has_content(archive: Archive, part: str) -> bool:
    """Whether a notes part holds more than the separators that every file has."""
    root = parse_xml(archive.read(part), archive.filename)
    return any(
        not _attribute(note, "type") and "".join(str(text) for text in note.itertext()).strip()
        for note in root
    )
