"""The text of a PDF for reading: its paragraphs, and which of its pages are images."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from gongkai.text.file_contents.pdf_lines import PdfLayout, pdf_layouts
from gongkai.text.file_contents.pdf_pages import picture_of_page
from gongkai.text.file_contents.pdf_paragraphs import pdf_paragraphs
from gongkai.text.file_contents.recognition import text_in_picture


@dataclass(frozen=True, slots=True)
class PdfText:
    """The paragraphs in the order of the pages.

    `recognised` are the numbers of pages whose text was read from an image, `unread` those of images that
    nobody could read.
    """

    lines: list[str] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def pdf_text(name: str, content: bytes) -> PdfText:
    """Read all pages; an image by the recogniser where one is installed.

    Raises UnreadableFile for a damaged or locked file, or one beyond the limits.
    """
    found = PdfText()
    together: list[PdfLayout] = []
    for page in pdf_layouts(name, content):
        if not page.scanned:
            together.append(page)
            continue
        found.lines.extend(pdf_paragraphs(together))
        together = []
        said = text_in_picture(partial(picture_of_page, name, content, page.number))
        if said is None:
            found.unread.append(page.number)
        else:
            found.recognised.append(page.number)
            found.lines.extend(said.split("\n"))
    found.lines.extend(pdf_paragraphs(together))
    return found
