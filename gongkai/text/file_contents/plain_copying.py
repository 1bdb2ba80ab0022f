"""Copies of plain text and of delimited tables: nothing is hidden in them; masked they come out as UTF-8."""

from __future__ import annotations

import csv
import io

from gongkai.text.encoding import decode
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.headings import heading_of
from gongkai.text.file_contents.plain_parts import delimited_rows
from gongkai.text.tables.delimited import delimiter_of

_SEARCHED = 12


def copy_text(content: bytes, copying: Copying) -> bytes:
    """A text as a whole: what is masked may depend on the line before."""
    text = decode(content, copying.name)
    return content if copying.masker is None else copying.text(text).encode()


def copy_delimited(content: bytes, copying: Copying) -> bytes:
    """A table with its delimiter; the mark of UTF-8 goes first, which office software needs to read it."""
    text = decode(content, copying.name)
    if copying.masker is None:
        return content
    rows = [cells for _, cells in delimited_rows(copying.name, text)]
    numbered = [dict(enumerate(cells, start=1)) for cells in rows[:_SEARCHED]]
    above, names = heading_of(numbered)
    dropped = {column for column, name in names.items() if copying.drops(name)}
    for column in sorted(dropped):
        copying.leave_out(f"“{names[column]}”列")
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter_of(text), lineterminator="\n")
    for at, cells in enumerate(rows):
        copying.pass_on()
        columns = range(1, len(cells) + 1)
        masked = copying.row([names.get(column, "") if at >= above else "" for column in columns], cells)
        writer.writerow(cell for column, cell in zip(columns, masked, strict=True) if column not in dropped)
    return stream.getvalue().encode("utf-8-sig")
