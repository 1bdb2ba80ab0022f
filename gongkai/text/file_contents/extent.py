"""How much there is to read in a file, told without reading it: for bars, and for who waits for what."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import IO, BinaryIO

from gongkai.text.archives import DAMAGE
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.kinds import kind_of
from gongkai.text.file_contents.model import FileKind
from gongkai.text.file_contents.pdf_objects import open_pdf

_XML = (".xml", ".rels")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES = re.compile(r"word/styles(?:WithEffects)?\.xml|xl/styles\.xml|(?:word|xl)/theme/[^/]+\.xml")
_LIGHT = 10
"""So many bytes of a style sheet go by as fast as one of text. Word 2010 keeps its styles twice, three
quarters of a megabyte in a letter of one page."""

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Extent:
    """So many rows, pages or paragraphs; none where nothing of the kind can be counted."""

    units: int = 0
    unit: str = ""


def reading_weight(stream: BinaryIO) -> int:
    """Bytes that have to be gone through to read a file: of a package its XML unpacked, pictures and the like
    left aside and style sheets counted lightly, of others the file itself. A table of ten thousand rows is
    half a megabyte packed."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        return size
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(_XML)]
    except DAMAGE:
        return size
    return sum(one.file_size // (_LIGHT if _STYLES.fullmatch(one.filename) else 1) for one in members)


def extent_of(name: str, content: bytes) -> Extent:
    """Rows of a workbook or a delimited table, pages of a PDF, paragraphs of a .docx; none of a damaged file,
    which whoever reads it will tell of."""
    try:
        kind = kind_of(name, content)
        if kind == FileKind.XLSX:
            return Extent(_tags(content, _SHEET, _ROW), "行")
        if kind == FileKind.DOCX:
            return Extent(_tags(content, _STORY, _PARAGRAPH), "段")
        if kind == FileKind.CSV:
            return Extent(content.count(b"\n"), "行")
        if kind == FileKind.PDF:
            return Extent(len(open_pdf(name, content).pages), "页")
    except (UnreadableFile, *DAMAGE):
        return Extent()
    return Extent()


def _tags(content: bytes, members: re.Pattern[str], tag: re.Pattern[bytes]) -> int:
    """How often a tag is opened in some members of a package, which are unpacked piece by piece."""
    found = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            if members.fullmatch(member):
                with archive.open(member) as stream:
                    found += _occurrences(stream, tag)
    return found


def _occurrences(stream: IO[bytes], tag: re.Pattern[bytes]) -> int:
    found, rest = 0, b""
    while piece := stream.read(_PIECE):
        text = rest + piece
        cut = text.rfind(b"<")
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, b"")
        found += len(tag.findall(text))
    return found + len(tag.findall(rest))
