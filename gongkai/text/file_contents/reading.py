"""Any file taken apart, by what it is; files within files as deep as people nest them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.archive_parts import (
    archive_parts,
    ofd_parts,
    old_office_parts,
    package_parts,
)
from gongkai.text.file_contents.binary_texts import texts_in
from gongkai.text.file_contents.found_tables import (
    old_sheet_parts,
    old_sheet_tables,
    page_tables,
    word_tables,
)
from gongkai.text.file_contents.kinds import OLE, kind_of
from gongkai.text.file_contents.model import (
    LIMITS,
    NEVER_CLEANED,
    PLACE_OF_NAME,
    FileKind,
    Inner,
    Part,
    Sheet,
)
from gongkai.text.file_contents.page_parts import page_parts
from gongkai.text.file_contents.pdf_parts import pdf_parts
from gongkai.text.file_contents.picture_parts import picture_parts
from gongkai.text.file_contents.plain_parts import delimited_parts, delimited_tables, text_parts
from gongkai.text.file_contents.sheet_parts import sheet_parts, sheet_tables
from gongkai.text.file_contents.uploaded_rows import UploadedRows
from gongkai.text.file_contents.word_parts import word_parts


def read_parts(name: str, content: bytes, uploaded: Sequence[UploadedRows] = ()) -> Iterator[Part]:
    """Every text in a file that is handed out with it, its name first; lazily, each once.

    Args:
        name: as the public would see it; it says nothing about the kind.
        uploaded: of a workbook that is a clean copy: places name the rows of what was handed in.

    Raises:
        UnreadableFile: damaged, locked, beyond the limits, or of a kind that nobody here can look into.
            What lies within the file and cannot be read comes as a part with `unread` instead; so does
            the whole of a kind of which no clean copy can be made.
    """
    yield Part(PLACE_OF_NAME, name)
    if kind_of(name, content) in NEVER_CLEANED and content.startswith((b"PK", OLE)):
        yield Part("文件整体", _MAY_HOLD_MORE, True, unread=True)
    if uploaded and kind_of(name, content) == FileKind.XLSX:
        yield from sheet_parts(name, content, _inner(0), uploaded)
    else:
        yield from _parts(name, content, 0)


def read_tables(name: str, content: bytes, uploaded: Sequence[UploadedRows] = ()) -> Iterator[Sheet]:
    """The tables of a file: .xlsx, .xls, .csv, .docx, .html; none in other kinds.

    Each table's rows are to be read before the next table is asked for; `uploaded` as for `read_parts`.
    Raises UnreadableFile.
    """
    kind = kind_of(name, content)
    reader = _TABLES.get(kind)
    if uploaded and kind == FileKind.XLSX:
        yield from sheet_tables(name, content, uploaded)
    elif reader is not None:
        yield from reader(name, content)


_MAY_HOLD_MORE = (
    "这种格式不能自动清除隐藏信息，文件里可能还有已删除的文字和文档属性；"
    "宜另存为 .docx、.xlsx 或 PDF 再上传。"
)
"""Told as something that was not read: a file that is published as it came wants a person's look."""

_TABLES: dict[FileKind, Callable[[str, bytes], Iterator[Sheet]]] = {
    FileKind.XLSX: sheet_tables,
    FileKind.XLS: old_sheet_tables,
    FileKind.CSV: delimited_tables,
    FileKind.DOCX: word_tables,
    FileKind.HTML: page_tables,
}
_FLAT: dict[FileKind, Callable[[str, bytes], Iterator[Part]]] = {
    FileKind.XLS: old_sheet_parts,
    FileKind.DOC: old_office_parts,
    FileKind.CSV: delimited_parts,
    FileKind.TEXT: text_parts,
    FileKind.HTML: page_parts,
    FileKind.IMAGE: picture_parts,
}
_HOLDING: dict[FileKind, Callable[[str, bytes, Inner], Iterator[Part]]] = {
    FileKind.DOCX: word_parts,
    FileKind.XLSX: sheet_parts,
    FileKind.PDF: pdf_parts,
    FileKind.ZIP: archive_parts,
    FileKind.OFD: ofd_parts,
}
"""Kinds that may have files within."""


def _parts(name: str, content: bytes, depth: int) -> Iterator[Part]:
    kind = kind_of(name, content)
    if kind in _FLAT:
        yield from _FLAT[kind](name, content)
    elif kind in _HOLDING:
        yield from _HOLDING[kind](name, content, _inner(depth))
    elif content.startswith(b"PK"):
        yield from package_parts(name, content, _inner(depth))
    elif content.startswith(OLE):
        yield from old_office_parts(name, content)
    elif depth:
        yield from (Part("文件内部的文字", text, True) for text in texts_in(content))
    else:
        raise UnreadableFile(f"文件“{name}”的类型无法检查其中的文字，请另存为常用格式后再上传。")


def _inner(depth: int) -> Inner:
    """What takes apart the files within a file at this depth; what cannot be read is said, not raised."""

    def parts(name: str, content: bytes) -> Iterator[Part]:
        yield Part(f"{name} 的文件名", name)
        if depth >= LIMITS.depth:
            yield Part(name, f"嵌套超过 {LIMITS.depth} 层，没有再往里检查。", True, unread=True)
            return
        try:
            for part in _parts(name, content, depth + 1):
                yield replace(part, place=f"{name} › {part.place}")
        except UnreadableFile as error:
            yield Part(name, error.message, True, unread=True)

    return parts
