"""What kind of file a catalogue came in, by its content first and its name second."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from gongkai.text.archives import WORD_DOCUMENT

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_NOT_TEXT = (
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_MARKS = b"\xef\xbb\xbf \r\n\t"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|table|body)[\s>]", re.IGNORECASE)
_HEAD = 4096


class Format(StrEnum):
    """The kinds that can be read; the values are what `--format` takes."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    HTML = "html"
    DELIMITED = "csv"
    MARKDOWN = "md"
    TEXT = "txt"


_BY_SUFFIX = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".csv": Format.DELIMITED,
    ".tsv": Format.DELIMITED,
    ".md": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".xls": Format.XLSX,
}


def format_of(data: bytes, filename: str) -> Format:
    """The format of a file. What no reader takes is given to the one whose refusal says best what it is."""
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(b"PK"):
        found = Format.DOCX if WORD_DOCUMENT.main_part.encode() in data else Format.XLSX
    elif data.startswith(_OLE):
        found = _of_old_office(data)
    elif data.startswith(_NOT_TEXT) or data.lstrip(_MARKS).startswith(b"<?xml"):
        found = Format.DOCX if suffix == ".docx" else Format.XLSX
    elif _HTML.search(data[:_HEAD]):
        found = Format.HTML
    else:
        found = _BY_SUFFIX.get(suffix, Format.TEXT)
    return found


def _of_old_office(data: bytes) -> Format:
    if any(name in data for name in _OLD_WORKBOOKS):
        return Format.XLS
    return Format.DOCX if _OLD_WORD in data else Format.XLSX
