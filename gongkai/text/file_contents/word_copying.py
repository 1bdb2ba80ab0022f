"""A copy of a .docx made anew from what is read of it: stories, styles, numbering, cleaned pictures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.text.archives import WORD_DOCUMENT, Archive, open_archive, parse_xml
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.model import LIMITS
from gongkai.text.file_contents.packages import (
    RELATIONS_TYPE,
    Relation,
    attribute,
    content_types,
    local,
    relation_to,
    relations_bytes,
    relations_name,
    relations_of,
    without,
    written,
    xml_bytes,
)
from gongkai.text.file_contents.picture_blocks import format_of_picture
from gongkai.text.file_contents.picture_copying import copy_picture
from gongkai.text.file_contents.theme import clean_theme
from gongkai.text.file_contents.word_rewording import reword
from gongkai.text.file_contents.word_stripping import strip_story
from gongkai.text.file_contents.word_views import vanished_styles

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_TYPES = {
    "document": f"{_WORD}.document.main+xml",
    **{kind: f"{_WORD}.{kind}+xml" for kind in (*_STORIES, "styles", "numbering", "settings")},
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_KEPT_SETTINGS = frozenset(
    {
        "autoHyphenation", "bookFoldPrinting", "bordersDoNotSurroundFooter",
        "bordersDoNotSurroundHeader", "characterSpacingControl", "clrSchemeMapping", "compat",
        "decimalSymbol", "defaultTabStop", "displayHorizontalDrawingGridEvery",
        "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "endnotePr", "evenAndOddHeaders",
        "footnotePr", "gutterAtTop", "listSeparator", "mirrorMargins", "noLineBreaksAfter",
        "noLineBreaksBefore", "themeFontLang",
    }
)  # fmt: skip
_LEFT_OUT = (
    ("docProps/", "文档属性（作者、单位等）"),
    ("word/vbaProject.bin", "宏"),
    ("word/comments", "批注"),
    ("word/people.xml", "修订和批注的人员"),
    ("word/embeddings/", "内嵌文件"),
    ("word/glossary/", "文档部件库"),
    ("word/charts/", "图表及其数据"),
    ("word/fonts/", "内嵌字体"),
    ("customXml/", "自定义 XML"),
)
_SUFFIXES = {"jpeg": "jpeg", "png": "png", "gif": "gif"}


def copy_document(content: bytes, copying: Copying) -> bytes:
    """The document as it reads with all changes accepted, its texts as `copying` has them."""
    archive = open_archive(content, copying.name, WORD_DOCUMENT, LIMITS.archive)
    for start, words in _LEFT_OUT:
        if any(name.startswith(start) for name in archive.names):
            copying.leave_out(words)
    return written(_DocumentCopy(archive, copying).parts())


class _DocumentCopy:
    """Gathers the parts of the copy; their names are given here and say nothing."""

    def __init__(self, archive: Archive, copying: Copying) -> None:
        self._archive, self._copying = archive, copying
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._pictures: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        styles = self._part("styles")
        self._styles = parse_xml(archive.read(styles), archive.filename) if styles else None
        self._vanished = vanished_styles(self._styles) if self._styles is not None else frozenset()

    def parts(self) -> dict[str, bytes]:
        """Everything in the copy, by name."""
        main = WORD_DOCUMENT.main_part
        related = list(self._story(main, main, "document"))
        for kind in ("styles", "numbering", "settings", "theme"):
            source = self._part(kind)
            root = self._supporting(kind, source) if source else None
            if root is not None:
                name = f"word/{kind}.xml"
                self._add(name, kind, xml_bytes(root))
                related.append(relation_to(f"of-{kind}", kind, name))
        self._parts[relations_name(main)] = relations_bytes(related)
        return {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": relations_bytes([relation_to("k1", "officeDocument", main)]),
            **self._parts,
        }

    def _part(self, kind: str) -> str:
        relations = relations_of(self._archive, WORD_DOCUMENT.main_part)
        found = next((r.target for r in relations if r.kind == kind and not r.external), f"word/{kind}.xml")
        return found if found in self._archive else ""

    def _add(self, name: str, kind: str, content: bytes) -> None:
        self._parts[name] = content
        self._types[name] = _TYPES[kind]

    def _story(self, source: str, target: str, kind: str) -> Iterator[Relation]:
        """Copy one story with what it shows; yields the relations that it has in the copy."""
        links: dict[str, str] = {}
        for relation in relations_of(self._archive, source):
            followed = self._followed(relation)
            if followed:
                links[relation.identifier] = identifier = f"k{len(links) + 1}"
                yield relation_to(identifier, relation.kind, followed)
        root = parse_xml(self._archive.read(source), self._archive.filename)
        strip_story(root, self._vanished, links, self._copying)
        reword(root, self._copying)
        self._add(target, kind, xml_bytes(root))

    def _followed(self, relation: Relation) -> str:
        """The part of the copy that a relation leads to, or nothing where the copy has no such part."""
        if relation.external:
            if relation.kind != "hyperlink":
                self._copying.leave_out("指向外部文件的链接")
            return ""
        if relation.target not in self._archive:
            return ""
        if relation.kind == "image":
            return self._picture(relation.target)
        if relation.kind in _STORIES:
            return self._side_story(relation.target, relation.kind)
        return ""

    def _side_story(self, source: str, kind: str) -> str:
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        target = f"word/{kind}{number}.xml"
        related = list(self._story(source, target, kind))
        if related:
            self._parts[relations_name(target)] = relations_bytes(related)
        return target

    def _picture(self, source: str) -> str:
        if source not in self._pictures:
            self._pictures[source] = self._copied_picture(source)
        return self._pictures[source]

    def _copied_picture(self, source: str) -> str:
        content = self._archive.read(source)
        suffix = _SUFFIXES.get(format_of_picture(content), "")
        inner = Copying(f"{self._copying.name} › {source.rpartition('/')[2]}")
        try:
            clean = copy_picture(content, inner) if suffix else b""
        except UnreadableFile:
            clean = b""
        if not clean:
            return ""
        for words in inner.removed:
            self._copying.leave_out(words)
        name = f"word/media/image{len(self._pictures) + 1}.{suffix}"
        self._parts[name] = clean
        return name

    def _supporting(self, kind: str, source: str) -> etree._Element | None:
        if kind == "theme":
            return clean_theme(self._archive, source)
        root = self._styles if kind == "styles" else None
        if root is None:
            root = parse_xml(self._archive.read(source), self._archive.filename)
        if kind == "settings":
            for element in list(root):
                if local(element) not in _KEPT_SETTINGS:
                    root.remove(element)
        strip_story(root, frozenset(), {}, self._copying)
        reword(root, self._copying)
        for name in list(root.iter("{*}name", "{*}aliases")):
            self._rename(name)
        without(root, "numPicBullet", "lvlPicBulletId")
        return root

    def _rename(self, name: etree._Element) -> None:
        key = next((key for key in name.attrib if str(key).endswith("val")), None)
        if key is not None:
            name.set(key, self._copying.text(attribute(name, "val")))

    def _content_types(self) -> bytes:
        defaults = {"rels": RELATIONS_TYPE, "xml": "application/xml"}
        defaults.update({suffix: f"image/{suffix}" for suffix in _SUFFIXES.values()})
        return content_types(defaults, self._types)
