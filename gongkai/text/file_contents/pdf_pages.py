"""The text of a PDF page by page, by the engine that draws them.

The engine must not be entered by two threads at once, hence the lock.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pypdfium2

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.model import LIMITS
from gongkai.text.file_contents.pdf_objects import damaged, locked

Page = TypeVar("Page")

_ENGINE = threading.Lock()
_FEW = 8
"""A page with fewer characters and a picture on it is taken for a scanned one."""

_SCALE = 200 / 72
_PICTURE = 3


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page, from 1. `scanned`: it shows a picture and has next to no text."""

    number: int
    text: str
    scanned: bool


def pdf_pages(name: str, content: bytes) -> Iterator[PdfPage]:
    """The pages in order. Raises UnreadableFile for a damaged or locked file, or one beyond the limits."""
    return each_page(name, content, _page)


def each_page(name: str, content: bytes, read: Callable[[pypdfium2.PdfPage, int], Page]) -> Iterator[Page]:
    """What `read` makes of every page and its number from 1, one at a time. Raises as `pdf_pages`."""
    with _ENGINE:
        document = _opened(name, content)
    try:
        with _ENGINE:
            count = len(document)
        if count > LIMITS.pages:
            raise UnreadableFile(f"文件“{name}”有 {count} 页，超过 {LIMITS.pages} 页的上限，请拆分后再上传。")
        for number in range(count):
            with _ENGINE:
                found = _read(document, number, name, read)
            yield found
    finally:
        with _ENGINE:
            document.close()


def _opened(name: str, content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        message = locked(name) if "password" in str(error).lower() else damaged(name)
        raise UnreadableFile(message) from error


def _read(
    document: pypdfium2.PdfDocument, number: int, name: str, read: Callable[[pypdfium2.PdfPage, int], Page]
) -> Page:
    try:
        page = document[number]
        found = read(page, number + 1)
        page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(damaged(name)) from error
    return found


def _page(page: pypdfium2.PdfPage, number: int) -> PdfPage:
    textpage = page.get_textpage()
    text = textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    textpage.close()
    return PdfPage(number, text, is_scanned(page, text))


def is_scanned(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether a page shows a picture and has next to no text."""
    few = len("".join(text.split())) < _FEW
    return few and any(True for _ in page.get_objects(filter=[_PICTURE], max_depth=3))


def picture_of_page(name: str, content: bytes, number: int) -> bytes:
    """A page drawn as PNG for the recogniser, which brings what encodes it."""
    with _ENGINE:
        document = _opened(name, content)
        picture = document[number - 1].render(scale=_SCALE).to_pil()
        document.close()
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
