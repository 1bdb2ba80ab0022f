"""A PDF taken apart: pages, annotations, form fields, attachments, properties, earlier versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.model import Inner, Part
from gongkai.text.file_contents.pdf_objects import open_pdf, walk
from gongkai.text.file_contents.pdf_pages import PdfPage, pdf_pages, picture_of_page
from gongkai.text.file_contents.recognition import text_in_picture
from gongkai.text.file_contents.xml_texts import texts_of

_END = re.compile(rb"%%EOF")
_IDENTIFIER = re.compile(r"(?:\w+(?:\.\w+)?:)?[0-9A-Fa-f-]{32,40}|[\w+/]{22}==")
"""Identifiers of documents that programs draw by lot."""

_MOST_VERSIONS = 8
_VISIBLE = frozenset({"表单域的值"})


def pdf_parts(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    """Every text of the file. A page that is a picture is recognised, or said to be unread."""
    shown: set[str] = set()
    for page in pdf_pages(name, content):
        shown.add(page.text)
        if page.text.strip():
            yield Part(f"第{page.number}页", page.text)
        if page.scanned:
            yield _scanned(name, content, page)
    yield from _beside_pages(name, content, inner)
    yield from _earlier(name, content, shown)


def _scanned(name: str, content: bytes, page: PdfPage) -> Part:
    recognised = text_in_picture(lambda: picture_of_page(name, content, page.number))
    if recognised is None:
        words = "这一页是扫描的图像，没有可以检查的文字（没有安装文字识别，或识别不了），请人工查看。"
        return Part(f"第{page.number}页", words, unread=True)
    return Part(f"第{page.number}页（识别）", recognised)


def _beside_pages(name: str, content: bytes, inner: Inner) -> Iterator[Part]:
    files = 0
    for found in walk(open_pdf(name, content), name):
        if found.kind == "text":
            yield Part(found.label, found.text, found.label not in _VISIBLE)
        elif found.kind == "file":
            files += 1
            yield from inner(f"PDF 附件{files}", found.data)
        elif found.kind == "xmp":
            try:
                for text in texts_of(found.data, name):
                    if not _IDENTIFIER.fullmatch(text):
                        yield Part(found.label, text, True)
            except UnreadableFile as error:
                yield Part(found.label, error.message, True, unread=True)
        else:
            yield Part("PDF 动作", found.label, True)


def _earlier(name: str, content: bytes, shown: set[str]) -> Iterator[Part]:
    """Texts of versions before the last saving: an editor may have appended its change and kept the rest."""
    ends = [match.end() for match in _END.finditer(content)][:-1]
    for end in ends[-_MOST_VERSIONS:]:
        try:
            pages = list(pdf_pages(name, content[:end]))
        except UnreadableFile:
            continue
        for page in pages:
            if page.text.strip() and page.text not in shown:
                shown.add(page.text)
                yield Part(f"早期版本的第{page.number}页", page.text, True)
