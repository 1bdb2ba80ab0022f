"""Copies of a file for the public: without what its readers cannot see, and with its texts masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.copying import Copying, heading_key
from gongkai.text.file_contents.kinds import kind_of
from gongkai.text.file_contents.model import CleanCopy, FileKind, MaskedCopy, Masker, RowMasker, Watch
from gongkai.text.file_contents.pdf_copying import copy_pdf
from gongkai.text.file_contents.pdf_making import make_pdf
from gongkai.text.file_contents.picture_copying import copy_picture
from gongkai.text.file_contents.plain_copying import copy_delimited, copy_text
from gongkai.text.file_contents.sheet_copying import copy_workbook
from gongkai.text.file_contents.word_copying import copy_document

_COPIERS: dict[FileKind, Callable[[bytes, Copying], bytes]] = {
    FileKind.PDF: copy_pdf,
    FileKind.DOCX: copy_document,
    FileKind.XLSX: copy_workbook,
    FileKind.IMAGE: copy_picture,
    FileKind.CSV: copy_delimited,
    FileKind.TEXT: copy_text,
}
_MASKERS = {
    **{kind: _COPIERS[kind] for kind in (FileKind.DOCX, FileKind.XLSX, FileKind.CSV, FileKind.TEXT)},
    FileKind.PDF: make_pdf,
}


def clean_copy(name: str, content: bytes, watch: Watch | None = None) -> CleanCopy:
    """The file without properties, macros, comments, tracked changes, links out and hidden things.

    A copy is made anew from what is to stay; so what was removed is in no byte of it.

    Args:
        watch: is told how far it is, in the units of `extent_of`.

    Raises:
        UnreadableFile: it cannot be read, or is of a kind that cannot be cleaned.
    """
    copying = Copying(name, watch=watch)
    copy = _copier(name, kind_of(name, content), masking=False)(content, copying)
    return CleanCopy(name, copy, copying.removed)


def masked_copy(
    name: str,
    content: bytes,
    masker: Masker,
    drop_columns: Sequence[str] = (),
    row_masker: RowMasker | None = None,
    watch: Watch | None = None,
) -> MaskedCopy:
    """A clean copy in which every text is what `masker` makes of it.

    Args:
        masker: is given paragraphs, cells without a heading, names of sheets, alternatives of pictures …
        drop_columns: headings of columns of tables that are left out altogether; blanks in them do not
            count, nor whether signs are wide or narrow. One that no table has is told by `headings`.
        row_masker: is given the rows of tables below their headings instead; what a cell is taken for may
            depend on its heading and on the cells beside it. Cells without a heading are left to `masker`.
        watch: as in `clean_copy`.

    Raises:
        UnreadableFile: it cannot be read, or no masked copy can be made of its kind.
    """
    copying = Copying(name, masker, row_masker, frozenset(map(heading_key, drop_columns)), watch)
    copy = _copier(name, kind_of(name, content), masking=True)(content, copying)
    return MaskedCopy(masker(name)[0], copy, copying.changed, copying.removed, copying.headings)


def _copier(name: str, kind: FileKind, *, masking: bool) -> Callable[[bytes, Copying], bytes]:
    copier = (_MASKERS if masking else _COPIERS).get(kind)
    if copier is None:
        made = "脱敏副本" if masking else "清除隐藏信息的副本"
        raise UnreadableFile(
            f"文件“{name}”的类型不能生成{made}，原文件没有改动。请另存为 .docx、.xlsx 或 PDF 后再上传。"
        )
    return copier
