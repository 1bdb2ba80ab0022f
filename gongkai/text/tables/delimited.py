"""Tables in plain text with one sign between the cells: .csv, .tsv, and Markdown with a ruled header."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.spreadsheets import Sheet, SpreadsheetLimits

_DELIMITERS = ("\t", ",", ";", "|")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
LONGEST_CELL = 1_000_000
"""Characters that a cell may have before the quotes are taken for unclosed."""


def read_delimited(text: str, filename: str, limits: SpreadsheetLimits) -> Sheet:
    """The table in a text with delimiters. Merged cells are lost in such a file: they are empty here."""
    delimiter = delimiter_of(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            f"文件“{filename}”的分隔符或引号不完整，无法分出单元格。请用办公软件打开，另存为 .xlsx 后再上传。"
        ) from error
    return _sheet(filename, [row for row in rows if row], limits)


def delimiter_of(text: str) -> str:
    """The sign that divides most lines into the same number of cells; a comma where none does."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def regular(delimiter: str) -> int:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        return max((count * number for number, count in counts.items()), default=0)

    best = max(_DELIMITERS, key=regular)
    return best if regular(best) else ","


def read_markdown(text: str, filename: str, limits: SpreadsheetLimits) -> Sheet | None:
    """The tables of a Markdown text whose rows all have the cells of their ruled header; else None."""
    rows: list[list[str]] = []
    width = 0
    ruled = False
    for line in text.splitlines():
        if _RULE.fullmatch(line):
            ruled = True
            continue
        if "|" not in line:
            if line.strip():
                rows.append([line.strip().lstrip("#").strip()])
            continue
        cells = [_cell(cell) for cell in _BAR.split(line.strip().removeprefix("|").removesuffix("|"))]
        if width and len(cells) != width:
            return None
        width = len(cells)
        rows.append(cells)
    return _sheet(filename, rows, limits) if ruled and width else None


def _cell(text: str) -> str:
    return _BREAK.sub("\n", text.strip().replace("\\|", "|"))


def _sheet(filename: str, rows: list[list[str]], limits: SpreadsheetLimits) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    if len(rows) > limits.rows or width > limits.columns or len(rows) * width > limits.cells:
        raise UnreadableFile(
            f"文件“{filename}”有 {len(rows)} 行、{width} 列，超过上限"
            f"（{limits.rows} 行、{limits.columns} 列），请拆分后再上传。"
        )
    return Sheet("第1张表", [[*row, *[""] * (width - len(row))] for row in rows], merges=False)
