"""The text of a paragraph: what a reader of the accepted document sees, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from gongkai.text.tables.word import SYMBOLS
from gongkai.text.word_pages.hanging import Hanging
from gongkai.text.word_pages.markup_names import attribute, is_on, local
from gongkai.text.word_pages.model import Leavings
from gongkai.text.word_pages.notes import Notes
from gongkai.text.word_pages.package import Target
from gongkai.text.word_pages.pieces import Piece
from gongkai.text.word_pages.styles import Styles

DEEPEST = 40
"""Links within content controls within tables: deeper than any person nests them."""

DELETED = "修订中已删除的内容没有读入"
INSERTED = "修订中插入的内容已按接受修订读入，请核对"
PLACEHOLDER = "没有填写的控件提示文字没有读入"

_ENCLOSING = frozenset(
    {"hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "dir", "bdo"}
    | {"ruby", "rubyBase"}
)
_LINK = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+", re.IGNORECASE)


class Inline:
    """Reads runs. Pictures and text boxes that hang on them are put aside in `hanging`.

    `targets` are those of the part being read, document or notes.
    """

    def __init__(self, styles: Styles, notes: Notes, hanging: Hanging, leavings: Leavings) -> None:
        self._styles = styles
        self._notes = notes
        self._hanging = hanging
        self._leavings = leavings
        self._fields: list[bool] = []
        self.targets: Mapping[str, Target] = {}

    def pieces(self, paragraph: etree._Element, style: str) -> list[Piece]:
        """Everything that a paragraph says. A field's instruction never reaches beyond its paragraph."""
        found: list[Piece] = []
        self._walk(paragraph, style, "", found, 0)
        self._fields = [True] * len(self._fields)
        return found

    def _walk(self, parent: etree._Element, style: str, href: str, found: list[Piece], depth: int) -> None:
        if depth > DEEPEST:
            self._leavings.count("嵌套过深的内容没有读入")
            return
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, style, href, found)
            elif name in _ENCLOSING:
                if self._enters(element, name):
                    self._walk(element, style, self._link(element, name) or href, found, depth + 1)
            elif name in {"del", "moveFrom"}:
                self._leavings.count(DELETED)
            elif name in {"oMath", "oMathPara"}:
                self._formula(element, found)
            elif name == "AlternateContent":
                choice = element.find("{*}Choice")
                self._walk(choice if choice is not None else element, style, href, found, depth + 1)

    def _enters(self, element: etree._Element, name: str) -> bool:
        if name in {"ins", "moveTo"}:
            self._leavings.count(INSERTED)
        if name == "sdt" and element.find("{*}sdtPr/{*}showingPlcHdr") is not None:
            self._leavings.count(PLACEHOLDER)
            return False
        return True

    def _link(self, element: etree._Element, name: str) -> str:
        """Where a link leads, if that is a place in the web."""
        if name != "hyperlink":
            return ""
        target = self.targets.get(attribute(element, "id"))
        address = target.address.strip() if target is not None and target.is_external else ""
        return address if _LINK.fullmatch(address) else ""

    def _run(self, run: etree._Element, style: str, href: str, found: list[Piece]) -> None:
        look = self._styles.look(run.find("{*}rPr"), style)
        if look.is_hidden:
            if any(local(element) in {"t", "drawing", "pict"} for element in run):
                self._leavings.count("隐藏文字没有读入")
            return
        for element in run:
            name = local(element)
            if name == "fldChar":
                self._field(element, found)
            elif name in {"drawing", "pict", "AlternateContent"}:
                if not self._hanging.look_into(element, self.targets):
                    self._leavings.count("图形没有读入，请核对，必要时截图插入")
            elif name == "object":
                self._leavings.count("嵌入的对象没有读入，请作为附件上传")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._refer(element, name, found)
            elif name == "ruby":
                self._walk(element, style, href, found, 1)
            elif all(self._fields):
                text = _text(element, name)
                if text:
                    found.append(Piece(text, look.marks, href))

    def _refer(self, element: etree._Element, name: str, found: list[Piece]) -> None:
        piece = self._notes.reference(name.removesuffix("Reference"), attribute(element, "id"))
        if piece is None:
            self._leavings.count("注释在文件里找不到，没有读入")
        else:
            found.append(piece)

    def _field(self, mark: etree._Element, found: list[Piece]) -> None:
        """Between begin and separate stands the instruction, which nobody reads on paper."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            box = mark.find("{*}ffData/{*}checkBox")
            if box is not None and all(self._fields):
                state = box.find("{*}checked")
                state = state if state is not None else box.find("{*}default")
                found.append(Piece("☑" if is_on(state) else "□"))
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _formula(self, element: etree._Element, found: list[Piece]) -> None:
        text = "".join(part.text or "" for part in element.iter() if local(part) == "t")
        if text:
            found.append(Piece(text))
        self._leavings.count("公式只读入了文字，请核对，必要时截图插入")


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return (element.text or "").replace("\n", " ").replace("\r", " ")
    if name in {"tab", "ptab"}:
        return " "
    if name == "cr" or (name == "br" and attribute(element, "type") in {"", "textWrapping"}):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return SYMBOLS.get(attribute(element, "char").upper(), "")
    return ""


def mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on in it."""
    mark = properties.find("{*}rPr/{*}del") if properties is not None else None
    return mark is not None


def ends_page(paragraph: etree._Element) -> bool:
    """Whether a page or a section ends in a paragraph."""
    if paragraph.find("{*}pPr/{*}sectPr") is not None:
        return True
    return any(attribute(mark, "type") == "page" for mark in paragraph.iterfind("{*}r/{*}br"))
