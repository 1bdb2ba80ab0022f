"""Which row of the uploaded file a row of its clean copy is: hidden ones are left out of the copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.text.archives import SPREADSHEET, open_archive
from gongkai.text.file_contents.kinds import kind_of
from gongkai.text.file_contents.model import LIMITS, FileKind
from gongkai.text.file_contents.sheet_rows import Workbook, is_hidden_row

LEFT_OUT_ROWS = "隐藏的行"
"""How a copy says that rows of a sheet were left out (`CleanCopy.removed`)."""


@dataclass(frozen=True, slots=True)
class UploadedRows:
    """The rows of one sheet; `before` are, for each hidden one, how many of those shown stand above it."""

    before: tuple[int, ...] = ()

    @classmethod
    def without(cls, hidden: Iterable[int]) -> UploadedRows:
        """Where these rows, from 1 and in order, are left out of the copy."""
        return cls(tuple(row - at for at, row in enumerate(hidden)))

    def number(self, row: int) -> int:
        """The number in the uploaded file of a row of the copy, both from 1."""
        return row + bisect_right(self.before, row)


def has_left_out_rows(removed: Sequence[str]) -> bool:
    """Whether what a copy says of itself tells of rows."""
    return any(LEFT_OUT_ROWS in words for words in removed)


def uploaded_rows(name: str, content: bytes) -> tuple[UploadedRows, ...]:
    """For each sheet that the copy of a workbook has, in order; nothing for other kinds of files.

    Raises:
        UnreadableFile: damaged, locked or beyond the limits.
    """
    if kind_of(name, content) != FileKind.XLSX:
        return ()
    workbook = Workbook(open_archive(content, name, SPREADSHEET, LIMITS.archive))
    return tuple(
        UploadedRows.without(
            number for element, number in workbook.row_elements(sheet) if is_hidden_row(element)
        )
        for sheet in workbook.sheets
        if not sheet.hidden
    )
