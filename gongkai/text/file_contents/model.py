"""What a file is taken apart into, and what copies of it are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.text.archives import MEBIBYTE, ArchiveLimits

Masker = Callable[[str], tuple[str, int]]
"""A text as it may be published, made from the text as it stands, and how many places of it were masked."""

RowMasker = Callable[[tuple[str, ...], tuple[str, ...]], Sequence[tuple[str, int]]]
"""The same for each cell of a row: the headings of the columns (empty where there is none), the texts."""

Watch = Callable[[int], None]
"""Is told how many rows, pages or paragraphs are done so far; may raise UnreadableFile to stop the work."""


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    DOC = "doc"
    PDF = "pdf"
    HTML = "html"
    TEXT = "txt"
    CSV = "csv"
    IMAGE = "image"
    ZIP = "zip"
    OFD = "ofd"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    FileKind.DOCX: "Word 文档",
    FileKind.XLSX: "Excel 表格",
    FileKind.XLS: "旧版 Excel 表格",
    FileKind.DOC: "旧版 Word 文档",
    FileKind.PDF: "PDF",
    FileKind.HTML: "网页",
    FileKind.TEXT: "文本",
    FileKind.CSV: "CSV 表格",
    FileKind.IMAGE: "图片",
    FileKind.ZIP: "压缩包",
    FileKind.OFD: "OFD 版式文件",
    FileKind.OTHER: "其他类型的文件",
}

NEVER_CLEANED = frozenset({FileKind.DOC, FileKind.XLS, FileKind.OFD, FileKind.OTHER})
"""Kinds that are handed out as they came, since no clean copy of them can be made."""


PLACE_OF_NAME = "文件名"
"""Where the name of the file itself is read, which a masked copy changes whatever the file is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text in a file. `place` is Chinese and says where a person finds it.

    `hidden`: somebody who opens the file does not see it at once, though it is handed out with it.
    `unread`: the piece could not be looked into (a scanned page, a locked file within); `text` says why.
    """

    place: str
    text: str
    hidden: bool = False
    unread: bool = False


Inner = Callable[[str, bytes], Iterator[Part]]
"""Takes apart a file that lies in another one, given its name and content."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file: its headings and the rows below them.

    `rows` is read as it is asked for, and only once; each has as many texts as `header`. `first_row` is
    the number of the first of them in the file, from 1; what the file leaves out comes as an empty row.
    `hidden_columns` are positions in `header`, from 0.
    """

    place: str
    hidden: bool
    header: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]
    first_row: int = 1
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A copy without what its readers cannot see; `removed` says in Chinese what went, one entry each."""

    name: str
    content: bytes
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """A clean copy whose texts were masked; `changed` counts the places of what readers of the
    original see, those in columns that the copy leaves out among them."""

    name: str
    content: bytes
    changed: int
    removed: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """Of its tables before any column was left out."""


@dataclass(frozen=True, slots=True)
class ContentLimits:
    """Bounds on what is taken apart. Sizes in bytes; `depth` counts files within files."""

    archive: ArchiveLimits = field(
        default_factory=lambda: ArchiveLimits(
            packed=100 * MEBIBYTE, unpacked=500 * MEBIBYTE, part=200 * MEBIBYTE, members=5_000
        )
    )
    depth: int = 2
    rows: int = 200_000
    columns: int = 1_000
    pages: int = 3_000


LIMITS = ContentLimits()
