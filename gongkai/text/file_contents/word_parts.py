"""A .docx taken apart: body, notes, headers, comments, tracked changes, hidden words, fields."""

from __future__ import annotations

from collections.abc import Iterator, Set

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, Archive, open_archive, parse_xml
from gongkai.text.file_contents.model import LIMITS, Inner, Part
from gongkai.text.file_contents.package_parts import other_parts
from gongkai.text.file_contents.packages import attribute, local
from gongkai.text.file_contents.word_stripping import TEXTED
from gongkai.text.file_contents.word_views import Views, vanished_styles, views_of

_STORIES = (
    ("word/header", "页眉", False),
    ("word/footer", "页脚", False),
    ("word/footnotes", "脚注", False),
    ("word/endnotes", "尾注", False),
    ("word/comments.xml", "批注", True),
)
_STYLES = "word/styles.xml"
_WORDED = {
    "docPr": ("descr", "title", "name"),
    "cNvPr": ("descr", "title", "name"),
    "shape": ("alt", "title"),
    "imagedata": ("title",),
    "textpath": ("string",),
    "hyperlink": ("tooltip",),
    "fldSimple": ("instr",),
    "alias": ("val",),
    "tag": ("val",),
    "listItem": ("displayText", "value"),
    "bookmarkStart": ("name",),
    "ins": ("author",),
    "del": ("author",),
    "comment": ("author", "initials"),
}
"""Attributes of a story that hold words, by element."""

_LABELS = {
    "docPr": "替代文字",
    "cNvPr": "替代文字",
    "shape": "替代文字",
    "imagedata": "替代文字",
    "textpath": "艺术字或水印",
    "hyperlink": "链接提示",
    "fldSimple": "域代码",
    "alias": "内容控件",
    "tag": "内容控件",
    "listItem": "下拉列表的选项",
    "bookmarkStart": "书签",
    "ins": "修订人",
    "del": "修订人",
    "comment": "批注人",
}
_TOLD = TEXTED | {"delText", "delInstrText"}
_SHOWN = frozenset({"textpath"})


def word_parts(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    """Every text of the file, in the order a reader meets it, then what the package holds beside."""
    archive = open_archive(content, name, WORD_DOCUMENT, LIMITS.archive)
    vanished: frozenset[str] = frozenset()
    if _STYLES in archive:
        vanished = vanished_styles(parse_xml(archive.read(_STYLES), name))
    read = {WORD_DOCUMENT.main_part}
    yield from _story(archive, WORD_DOCUMENT.main_part, "", False, vanished)
    for part in archive.names:
        for start, label, hidden in _STORIES:
            if part.startswith(start) and part.endswith(".xml") and part.count("/") == 1:
                read.add(part)
                yield from _story(archive, part, label, hidden, vanished)
                break
    yield from other_parts(archive, read, inner)


def _story(archive: Archive, part: str, label: str, hidden: bool, vanished: Set[str]) -> Iterator[Part]:
    root = parse_xml(archive.read(part), archive.filename)
    places = _Places(label)
    told: set[etree._Element] = set()
    for paragraph in root.iter("{*}p"):
        cell = _cell_of(paragraph)
        if cell is not None:
            if cell in told:
                continue
            told.add(cell)
        together = [paragraph] if cell is None else list(cell.iterfind("{*}p")) or [paragraph]
        place = places.of(paragraph, cell)
        yield from _read(place, [views_of(one, vanished) for one in together], hidden)
    yield from _attributes(root, label)
    yield from _codes(root, label)
    yield from _strays(root, label)


def _strays(root: etree._Element, label: str) -> Iterator[Part]:
    """Text where no program shows any."""
    for element in root.iter("{*}*"):
        said = [element.tail] if local(element) in _TOLD else [element.text, element.tail]
        yield from (
            Part(f"{label}标记之间的文字", text.strip(), True) for text in said if text and text.strip()
        )


def _read(place: str, views: list[Views], hidden: bool) -> Iterator[Part]:
    """One paragraph, or those of one cell: a number may be broken over two of them."""
    shown = "\n".join(view.shown for view in views)
    if shown.strip():
        yield Part(place, shown, hidden)
    if any(view.full for view in views):
        yield Part(f"{place} 隐藏文字", "\n".join(view.full or view.shown for view in views), True)
    if any(view.original for view in views):
        original = "\n".join(view.original or view.shown for view in views)
        yield Part(f"{place} 修订中删除的文字", original, True)


def _cell_of(paragraph: etree._Element) -> etree._Element | None:
    parent = paragraph.getparent()
    return parent if parent is not None and local(parent) == "tc" else None


class _Places:
    """Names of places: the number of a paragraph in its story, or table, row and column of a cell."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._paragraphs = 0
        self._tables: dict[etree._Element, int] = {}
        self._rows: dict[etree._Element, tuple[etree._Element, int]] = {}

    def of(self, paragraph: etree._Element, cell: etree._Element | None) -> str:
        row = cell.getparent() if cell is not None else None
        table = row.getparent() if row is not None else None
        if cell is None or row is None or table is None:
            self._paragraphs += 1
            boxed = next((True for up in paragraph.iterancestors() if local(up) == "txbxContent"), False)
            where = f"第{self._paragraphs}段"
            return f"{self._label or '正文'}{'文本框' if boxed else ''} {where}"
        number = self._tables.setdefault(table, len(self._tables) + 1)
        last, count = self._rows.get(table, (None, 0))
        if last is not row:
            count += 1
            self._rows[table] = (row, count)
        column = 1 + sum(1 for _ in cell.itersiblings(cell.tag, preceding=True))
        return f"{self._label}表格{number} 第{count}行第{column}列"


def _attributes(root: etree._Element, label: str) -> Iterator[Part]:
    for element in root.iter(*(f"{{*}}{name}" for name in _WORDED)):
        name = local(element)
        for key in _WORDED[name]:
            text = attribute(element, key).strip()
            if text and not (name == "bookmarkStart" and text.startswith("_")):
                yield Part(f"{label}{_LABELS[name]}", text, name not in _SHOWN)


def _codes(root: etree._Element, label: str) -> Iterator[Part]:
    """Field codes; one code may be cut into several runs of a paragraph."""
    by_paragraph: dict[etree._Element | None, list[str]] = {}
    for code in root.iter("{*}instrText", "{*}delInstrText"):
        paragraph = next((up for up in code.iterancestors("{*}p")), None)
        by_paragraph.setdefault(paragraph, []).append(code.text or "")
    for pieces in by_paragraph.values():
        text = "".join(pieces).strip()
        if text:
            yield Part(f"{label}域代码", text, True)
