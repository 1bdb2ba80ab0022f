"""The sheet that `write_catalogue` makes, put into every other kind of file that counties use."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import escape as xml_escape

from openpyxl import load_workbook

from .old_excel import Span, old_workbook

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Grid:
    """Texts by row and column, and the merged ranges."""

    rows: list[list[str]]
    merged: list[Span]

    def covered(self) -> dict[tuple[int, int], Span]:
        """Every place that a merged range covers."""
        return {
            (row, column): span
            for span in self.merged
            for row in range(span[0], span[1] + 1)
            for column in range(span[2], span[3] + 1)
        }


def grid_of(workbook: bytes) -> Grid:
    """The first sheet of an .xlsx."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    rows = [
        ["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)
    ]
    merged = [
        (cells.min_row - 1, cells.max_row - 1, cells.min_col - 1, cells.max_col - 1)
        for cells in sheet.merged_cells.ranges
    ]
    return Grid(rows, merged)


def as_html(grid: Grid) -> bytes:
    covered = grid.covered()
    lines = []
    for at, row in enumerate(grid.rows):
        cells = []
        for column, text in enumerate(row):
            top, bottom, left, right = covered.get((at, column), (at, at, column, column))
            if (at, column) == (top, left):
                spans = f' rowspan="{bottom - top + 1}" colspan="{right - left + 1}"'
                cells.append(f"<td{spans}>{escape(text).replace(chr(10), '<br>')}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<!DOCTYPE html><html><body><div><table>{''.join(lines)}</table></div></body></html>".encode()


def as_word(grid: Grid) -> bytes:
    covered = grid.covered()
    lines = []
    for at, row in enumerate(grid.rows):
        cells = []
        for column, text in enumerate(row):
            top, bottom, left, right = covered.get((at, column), (at, at, column, column))
            if column == left:
                merge = (
                    ""
                    if top == bottom
                    else f"<w:vMerge{'' if at > top else ' w:val=' + chr(34) + 'restart' + chr(34)}/>"
                )
                cells.append(word_cell(text if at == top else "", right - left + 1, merge))
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return word_file(f"<w:tbl>{''.join(lines)}</w:tbl>")


def word_cell(text: str, columns: int = 1, merge: str = "") -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{xml_escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}</w:tcPr>{paragraphs}</w:tc>'


def word_file(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return stream.getvalue()


def as_old_excel(grid: Grid) -> bytes:
    return old_workbook({"目录": grid.rows}, grid.merged)


def as_csv(grid: Grid, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(grid.rows)
    return stream.getvalue().encode(encoding)


def as_markdown(grid: Grid, titles: int) -> bytes:
    """The rows below `titles` title lines as one ruled table."""
    head = [f"# {row[0]}" for row in grid.rows[:titles]]
    body = [_ruled(row) for row in grid.rows[titles:]]
    rule = "|" + " --- |" * len(grid.rows[0])
    return "\n".join([*head, "", body[0], rule, *body[1:]]).encode()


def _ruled(row: Sequence[str]) -> str:
    cells = (text.replace("|", "\\|").replace("\n", "<br>") for text in row)
    return "| " + " | ".join(cells) + " |"
