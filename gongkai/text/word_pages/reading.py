"""From the bytes of a .docx to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, ArchiveLimits, open_archive
from gongkai.text.markup.from_text import heading_level
from gongkai.text.word_pages import pieces as text
from gongkai.text.word_pages.captions import with_captions
from gongkai.text.word_pages.hanging import Hanging
from gongkai.text.word_pages.markup_names import local, value
from gongkai.text.word_pages.model import Block, Leavings, PictureLimits, WordPage
from gongkai.text.word_pages.notes import Notes, anchor_of, back_anchor_of
from gongkai.text.word_pages.numbering import Label, Numbering
from gongkai.text.word_pages.outlining import without_contents_heading, without_items
from gongkai.text.word_pages.package import DOCUMENT, Package
from gongkai.text.word_pages.pictures import Pictures
from gongkai.text.word_pages.pieces import Piece
from gongkai.text.word_pages.placing import Boxes, spot_of
from gongkai.text.word_pages.runs import (
    DEEPEST,
    DELETED,
    INSERTED,
    PLACEHOLDER,
    Inline,
    ends_page,
    mark_is_deleted,
)
from gongkai.text.word_pages.styles import Styles
from gongkai.text.word_pages.tables import Tables, paragraph_of

_PLACES = {"center": "align-center", "right": "align-right", "end": "align-right"}
_ENCLOSING = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"})
_LONGEST_HEADING = 80
_LONGEST_SENTENCE = 15
"""加强组织领导。 in a heading's style is one; a longer sentence is a paragraph that somebody styled."""

_LOWEST_HEADING = 4
"""The editor of the workbench knows headings of three levels below the title."""

_OWN_LINE = re.compile(
    r"[\u3000]{2}|[ \xa0]{4}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
"""Lines that begin like paragraphs are paragraphs, though a soft break parts them (pasted web pages)."""

_CONTENTS = "目录没有读入：网页没有页码，标题本身就是导航"
_BESIDE_PAGE = re.compile(r"word/(?:header|footer)\d*\.xml")
_SHOWN_WORDS = 30
_PAGE_NUMBER = re.compile(r"[\s\-—–－第页共/0-9０-９ivxIVX·]*")
_CLOSE_TO_TEXT = re.compile(r"[^0-9A-Za-z]$")


def read_word_page(
    data: bytes,
    filename: str,
    limits: ArchiveLimits | None = None,
    pictures: PictureLimits | None = None,
) -> WordPage:
    """Read a .docx as a page.

    Raises UnreadableFile (in Chinese, with what to do) for anything but an unencrypted .docx within the
    limits.
    """
    archive = open_archive(data, filename, WORD_DOCUMENT, limits or ArchiveLimits())
    return _Reader(Package(archive), pictures or PictureLimits()).page()


class _Reader:
    """Walks the body once, in order: numbers are counted while walking."""

    def __init__(self, package: Package, limits: PictureLimits) -> None:
        self._package = package
        self._leavings = Leavings()
        self._styles = Styles(package.root("word/styles.xml"))
        self._numbering = Numbering(package.root("word/numbering.xml"), self._styles, self._leavings)
        self._notes = Notes(package)
        self._pictures = Pictures(package, self._leavings, limits)
        self._hanging = Hanging(self._pictures, self._leavings)
        self._inline = Inline(self._styles, self._notes, self._hanging, self._leavings)
        self._tables = Tables(self._cell_blocks, self._leavings)
        self._going_on: list[Piece] = []
        self._waiting = Boxes()

    def page(self) -> WordPage:
        root = self._package.root(DOCUMENT)
        body = root.find("{*}body") if root is not None else None
        self._inline.targets = self._package.document_targets
        read = self._blocks(body, 0) if body is not None else ()
        blocks = self._outlined(tuple(with_captions(read, self._leavings)))
        notes = tuple(self._note_blocks())
        self._look_beside()
        return WordPage(blocks, notes, tuple(self._pictures.taken), self._leavings.warnings)

    def _outlined(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if self._leavings.has_said(_CONTENTS):
            blocks = tuple(without_contents_heading(blocks))
        return tuple(without_items(blocks))

    def _cell_blocks(self, cell: etree._Element, depth: int) -> Iterator[Block]:
        return with_captions(self._blocks(cell, depth + 1, is_cell=True), self._leavings)

    # --- blocks --------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, depth: int, *, is_cell: bool = False) -> Iterator[Block]:
        if depth > DEEPEST:
            self._leavings.count("嵌套过深的内容没有读入")
            return
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, depth, is_cell=is_cell)
            elif name == "tbl":
                if not is_cell:
                    yield from self._waiting.take()
                yield from self._tables.blocks(element, depth, is_nested=is_cell)
            elif name in _ENCLOSING or name == "AlternateContent":
                if self._enters(element, name):
                    yield from self._blocks(element, depth + 1, is_cell=is_cell)
            elif name in {"del", "moveFrom"}:
                self._leavings.count(DELETED)
            elif name == "altChunk":
                self._leavings.count("插入的另一份文件没有读入，请打开后复制粘贴")
        if is_cell:
            yield from self._rest()
        elif not depth:
            yield from self._waiting.take()

    def _enters(self, element: etree._Element, name: str) -> bool:
        if name in {"ins", "moveTo"}:
            self._leavings.count(INSERTED)
        if name != "sdt":
            return True
        if value(element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")) == "Table of Contents":
            self._leavings.say(_CONTENTS)
            return False
        if element.find("{*}sdtPr/{*}showingPlcHdr") is not None:
            self._leavings.count(PLACEHOLDER)
            return False
        return True

    def _rest(self) -> Iterator[Block]:
        """What still waits for a paragraph to go on in, where there is none."""
        waiting, self._going_on = self._going_on, []
        if text.plain(waiting).strip():
            yield paragraph_of(text.plain(waiting).strip())

    def _paragraph(self, element: etree._Element, depth: int, *, is_cell: bool) -> Iterator[Block]:
        properties = element.find("{*}pPr")
        style = self._styles.style_of(properties)
        found = [*self._going_on, *self._inline.pieces(element, style)]
        self._going_on = []
        if mark_is_deleted(properties):
            self._going_on = found
            return
        says_something = bool(text.plain(found).strip())
        hanging = list(self._beside(depth, may_wait=not says_something and not is_cell))
        if says_something and not is_cell:
            yield from self._waiting.take()
        if self._styles.is_contents(properties):
            self._leavings.say(_CONTENTS)
        else:
            yield from self._written(found, properties, is_cell=is_cell)
        yield from hanging
        if not is_cell and ends_page(element):
            yield from self._waiting.take()

    def _beside(self, depth: int, *, may_wait: bool) -> Iterator[Block]:
        """Pictures and boxes of the paragraph just read, which stand behind it.

        Boxes that are placed on the page by blank paragraphs wait for all of their kind: their order there is
        that of the paper. Behind a text nobody knows whether they belong before or after it.
        """
        drawn, figures, boxes = self._hanging.take()
        for words in drawn:
            if words:
                yield paragraph_of(words)
        for figure in figures:
            yield Block(whole=figure)
        beside = Boxes()
        for box in boxes:
            spot, read = spot_of(box), list(self._blocks(box, depth + 1, is_cell=True))
            if not any(block.lines or block.whole for block in read):
                continue
            if may_wait and spot.on_page:
                self._waiting.add(spot, read)
                continue
            beside.add(spot, read)
            if any(line for block in read for line in block.lines):
                self._leavings.count("文本框里的文字排在所在段落之后，请核对位置")
        yield from beside.take()

    def _written(
        self, found: list[Piece], properties: etree._Element | None, *, is_cell: bool
    ) -> Iterator[Block]:
        raw = text.lines_of(found)
        label = self._numbering.label(properties) if text.plain(found).strip() else None
        lines = [line for line in map(text.trimmed, raw) if line]
        if not lines:
            if not is_cell:
                yield Block(("",))
            return
        place = _PLACES.get(value(self._styles.of_paragraph(properties, "jc")), "")
        if label is not None and label.is_bullet:
            yield _block("li", "", lines)
            return
        if label is not None:
            lines[0].insert(0, Piece(_spaced(label, lines[0]), marks=lines[0][0].marks))
            lines[0] = text.trimmed(lines[0])
        if len(lines) > 1 and any(_OWN_LINE.match(text.plain(line)) for line in raw[1:]):
            for line in lines:
                yield self._block([line], properties, place, is_cell=is_cell)
        else:
            yield self._block(lines, properties, place, is_cell=is_cell)

    def _block(
        self, lines: list[list[Piece]], properties: etree._Element | None, place: str, *, is_cell: bool
    ) -> Block:
        level = 0 if is_cell or len(lines) > 1 else self._level(text.plain(lines[0]), properties)
        if level:
            return _block(f"h{level}", "", lines, without=("strong",))
        return _block("p", "" if is_cell and place == "align-center" else place, lines)

    def _level(self, line: str, properties: etree._Element | None) -> int:
        """By official numbering (一、 and （一）), else by the heading that the paragraph is styled as."""
        by_number = heading_level(line)
        if by_number:
            return by_number
        styled = self._styles.heading_level(properties)
        if not styled or len(line) > _LONGEST_HEADING or not _may_be_heading(line):
            return 0
        return min(styled + 1, _LOWEST_HEADING)

    # --- notes, and what stands beside the text -----------------------------------------------------

    def _note_blocks(self) -> Iterator[Block]:
        for number, part, element in self._notes.referred():
            self._inline.targets = self._package.targets(part)
            blocks = list(self._blocks(element, 1, is_cell=True))
            lines = [line for block in blocks for line in block.lines if line]
            inner = [html for block in blocks for html in block.inner if html]
            if number == 1:
                yield Block(whole="<hr>")
            back = f'<a href="#{back_anchor_of(number)}">[{number}]</a> '
            yield Block(
                (f"[{number}] {' '.join(lines)}",),
                "p",
                "no-indent",
                (back + "<br>".join(inner),),
                anchor=anchor_of(number),
            )

    def _look_beside(self) -> None:
        """Comments, headers, macros: named, so that nobody believes they were read."""
        comments = self._package.root("word/comments.xml")
        written = [note for note in comments if _has_words(note)] if comments is not None else []
        self._leavings.count("批注没有读入", len(written))
        beside = dict.fromkeys(words for name in self._package.names if (words := self._beside_page(name)))
        if beside:
            self._leavings.say(f"页眉页脚没有读入：“{'”“'.join(beside)}”")
        if "word/vbaProject.bin" in self._package:
            self._leavings.say("文件带有宏，宏没有读取")

    def _beside_page(self, name: str) -> str:
        """What a header or footer says beside page numbers, shortened."""
        root = self._package.root(name) if _BESIDE_PAGE.fullmatch(name) else None
        words = " ".join("".join(_texts(root)).split()) if root is not None else ""
        return "" if _PAGE_NUMBER.fullmatch(words) else words[:_SHOWN_WORDS]


def _may_be_heading(line: str) -> bool:
    """Whether a line in a heading's style says something short, and no number or sentence alone."""
    is_sentence = "。" in line[:-1] or line.endswith("；")
    is_sentence = is_sentence or (line.endswith("。") and len(line) > _LONGEST_SENTENCE)
    return not is_sentence and any(sign.isalpha() for sign in line)


def _block(tag: str, place: str, lines: list[list[Piece]], without: tuple[str, ...] = ()) -> Block:
    return Block(
        tuple(text.plain(line) for line in lines),
        tag,
        place,
        tuple(text.html(line, without) for line in lines),
    )


def _spaced(label: Label, line: list[Piece]) -> str:
    """一、任务 and 1.任务 without a gap; 1.1 任务 with one."""
    words = label.text.strip(text.BLANKS)
    begins_plainly = text.plain(line)[:1].isascii()
    return words if _CLOSE_TO_TEXT.search(words) and not begins_plainly else f"{words} "


def _has_words(element: etree._Element) -> bool:
    return bool("".join(map(str, element.itertext())).strip())


def _texts(root: etree._Element) -> Iterator[str]:
    """What is seen of a part, without the instructions of its fields."""
    return (element.text or "" for element in root.iter() if local(element) == "t")
