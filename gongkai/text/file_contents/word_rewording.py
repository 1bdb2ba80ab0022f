"""The texts of a .docx as they read in a masked copy, laid back into the document's own runs and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from lxml import etree

from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.headings import heading_of
from gongkai.text.file_contents.packages import attribute, local, remove
from gongkai.text.file_contents.word_stripping import WORDED

_SEPARATORS = {"tab": "\t", "br": "\n", "cr": "\n"}
_CUT = re.compile(r"[\t\n]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST_SPAN = 1_000

Cell = etree._Element


def reword(root: etree._Element, copying: Copying) -> None:
    """Give every paragraph, cell and worded attribute the text that it has in the copy."""
    rows: dict[Cell, _Row] = {}
    for table in list(root.iter("{*}tbl")):
        rows.update({cell: row for row in _rows(table, copying) for cell in row.cells})
    done: set[etree._Element] = set()
    for paragraph in root.iter("{*}p"):
        copying.pass_on()
        cell = paragraph.getparent()
        if cell is not None and local(cell) == "tc":
            if cell not in done:
                done.add(cell)
                row = rows.get(cell)
                _reword(_paragraphs(cell), partial(row.read, cell, copying) if row else copying.text)
        else:
            _reword([paragraph], copying.text)
    for code in root.iter("{*}instrText"):
        code.text = copying.text(code.text or "")
    for element in root.iter(*(f"{{*}}{name}" for name in WORDED)):
        for key, value in list(element.attrib.items()):
            if str(key).rpartition("}")[2] in WORDED[local(element)]:
                element.set(key, copying.text(str(value)))


@dataclass
class _Row:
    """A row of a table below its headings; it is read as a whole, before any of its cells is changed."""

    cells: Sequence[Cell]
    headings: Sequence[str]
    _reads: dict[Cell, str] = field(default_factory=dict)

    def read(self, cell: Cell, copying: Copying, text: str) -> str:
        """How a cell with this text reads in the copy."""
        if not self._reads:
            texts = [_as_one(*_segments(_paragraphs(each))) for each in self.cells]
            self._reads.update(zip(self.cells, copying.row(self.headings, texts), strict=True))
        return self._reads[cell] if text.strip() else text


def _paragraphs(cell: Cell) -> list[etree._Element]:
    return list(cell.iterfind("{*}p"))


def _segments(paragraphs: Sequence[etree._Element]) -> tuple[list[list[etree._Element]], list[str]]:
    """The pieces of text between tabs, breaks and ends of paragraphs, and the signs that these are."""
    segments: list[list[etree._Element]] = [[]]
    signs: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            segments.append([])
            signs.append("\n")
        for element in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr"):
            if next(element.iterancestors("{*}p"), None) is not paragraph or _is_setting(element):
                continue
            if local(element) == "t":
                segments[-1].append(element)
            else:
                segments.append([])
                signs.append(_SEPARATORS[local(element)])
    return segments, signs


def _texts(segments: Sequence[Sequence[etree._Element]]) -> list[str]:
    return ["".join(piece.text or "" for piece in pieces) for pieces in segments]


def _as_one(segments: Sequence[Sequence[etree._Element]], signs: Sequence[str]) -> str:
    return "".join(a + b for a, b in zip(_texts(segments), [*signs, ""], strict=True))


def _reword(paragraphs: Sequence[etree._Element], change: Callable[[str], str]) -> None:
    """Mask the paragraphs as one text: a number may be split over several runs, lines or paragraphs."""
    segments, signs = _segments(paragraphs)
    text = _as_one(segments, signs)
    after = change(text)
    if after == text:
        return
    cut = _CUT.split(after)
    if len(cut) != len(segments) or any("\t" in part or "\n" in part for part in _texts(segments)):
        segments, cut = [[piece for pieces in segments for piece in pieces]], [_CUT.sub(" ", after)]
    for pieces, part in zip(segments, cut, strict=True):
        for piece, new in zip(pieces, laid_over([piece.text or "" for piece in pieces], part), strict=True):
            piece.text = new
            piece.set(_SPACE, "preserve")


def _is_setting(element: etree._Element) -> bool:
    """A tab stop of the paragraph's settings is no tab in its text."""
    parent = element.getparent()
    return parent is not None and local(parent) == "tabs"


def laid_over(before: Sequence[str], after: str) -> list[str]:
    """The new text in as many pieces as the old one, each with what stood in it, as far as it stayed."""
    text = "".join(before)
    if len(after) == len(text):
        ends = list(accumulate(map(len, before)))
        return [after[end - len(piece) : end] for piece, end in zip(before, ends, strict=True)]
    start = _alike(text, after)
    tail = _alike(text[start:][::-1], after[start:][::-1])
    inside, end = after[start : len(after) - tail], len(text) - tail
    result, at, taken = [], 0, False
    for piece in before:
        first, at = at, at + len(piece)
        middle = "" if taken or (at <= start and at < len(text)) else inside
        taken = taken or bool(middle)
        result.append(piece[: max(0, start - first)] + middle + piece[max(0, end - first) :])
    return result


def _alike(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def _rows(table: etree._Element, copying: Copying) -> list[_Row]:
    """The rows of a table below its headings, cells that go included: they tell what the others are. Columns
    that the copy drops are taken out on the way."""
    rows = [list(_cells(row)) for row in table.iterfind("{*}tr")]
    texts = [{column: _text(cell) for cell, column, _ in row} for row in rows]
    count, names = heading_of(texts[:12])
    dropped = {column for column, name in names.items() if copying.drops(name)}
    for column in sorted(dropped):
        copying.leave_out(f"“{names[column]}”列")
    if dropped:
        _drop(table, rows, dropped)
    return [
        _Row([cell for cell, _, _ in row], [names.get(column, "") for _, column, _ in row])
        for row in rows[count:]
        if row
    ]


def _drop(table: etree._Element, rows: list[list[tuple[Cell, int, int]]], dropped: set[int]) -> None:
    for row in rows:
        for cell, column, span in row:
            lost = sum(number in dropped for number in range(column, column + span))
            if lost == span:
                remove(cell)
            elif lost:
                width = cell.find("{*}tcPr/{*}gridSpan")
                if width is not None:
                    key = next(key for key in width.attrib if str(key).endswith("val"))
                    width.set(key, str(span - lost))
    for number, width_of_column in enumerate(list(table.iterfind("{*}tblGrid/{*}gridCol")), start=1):
        if number in dropped:
            remove(width_of_column)


def _cells(row: etree._Element) -> list[tuple[Cell, int, int]]:
    """Each cell with its first column, from 1, and the number of columns it spans."""
    found, column = [], 1
    for cell in row.iterfind("{*}tc"):
        span = cell.find("{*}tcPr/{*}gridSpan")
        digits = attribute(span, "val") if span is not None else "1"
        width = min(max(int(digits), 1), _MOST_SPAN) if digits.isdecimal() and len(digits) < 6 else 1  # noqa: PLR2004 (absurd)
        found.append((cell, column, width))
        column += width
    return found


def _text(cell: Cell) -> str:
    return "".join(piece.text or "" for piece in cell.iter("{*}t"))
