"""The lines of a PDF with the places where they stand, in the order in which the file holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from gongkai.text.file_contents.pdf_grids import Grid, grids_of
from gongkai.text.file_contents.pdf_pages import each_page, is_scanned

_WIDE_GAP = 1.6
"""So many characters' widths between two characters part columns and labels, no words."""

_SMALL_GAP = 0.6
_FOR_LOOKS = (0.0, 0.6, 0.25)
"""Narrower gaps are no blanks, by how many of the two characters are Chinese: figures are set a little apart
from them, and lines are stretched to the margin."""

COLUMNS = "    "
"""What stands for a wide gap."""

_BREAK = re.compile(r"[\r\n]+")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef〔〕《》“”]")
_HYPHEN = "\ufffe"
"""How the engine marks a word that was divided at the end of a line."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character, where its line begins and itself stands among those of the page, and the box round it."""

    line: int
    at: int
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line. Places in points (1/72 inch), from the left and from the lower edge; `size` is the font's.

    `table`: the row of a ruled table, with tabs between its cells.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    table: bool = False


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """The lines of a page, from 1, and how wide it is; `scanned` as for `PdfPage`."""

    number: int
    width: float
    lines: tuple[PdfLine, ...]
    scanned: bool


def pdf_layouts(name: str, content: bytes) -> Iterator[PdfLayout]:
    """The pages in order. Raises UnreadableFile for a damaged or locked file, or one beyond the limits."""
    return each_page(name, content, _layout)


def _layout(page: pypdfium2.PdfPage, number: int) -> PdfLayout:
    textpage = page.get_textpage()
    characters = "".join(
        chr(raw.FPDFText_GetUnicode(textpage, index)) for index in range(textpage.count_chars())
    )
    written = list(_written(textpage, characters))
    grids = grids_of(page, [sign for signs in written for sign in signs])
    lines = tuple(_lines(textpage, written, grids))
    scanned = is_scanned(page, characters)
    textpage.close()
    return PdfLayout(number, page.get_width(), lines, scanned)


def _written(textpage: pypdfium2.PdfTextPage, characters: str) -> Iterator[list[_Sign]]:
    """What was drawn, by the lines that the engine sees."""
    start = 0
    for end in (*(match.start() for match in _BREAK.finditer(characters)), len(characters)):
        signs = [
            _Sign(start, at, characters[at], *textpage.get_charbox(at, loose=True))
            for at in range(start, end)
            if not characters[at].isspace()
        ]
        if signs:
            yield signs
        start = end


def _lines(
    textpage: pypdfium2.PdfTextPage, written: Sequence[list[_Sign]], grids: Sequence[Grid]
) -> Iterator[PdfLine]:
    """The lines, those of a table as its rows where the first of them stands."""
    cells: list[dict[tuple[int, int], list[list[_Sign]]]] = [{} for _ in grids]
    order: list[list[_Sign] | int] = []
    for signs in written:
        outside = []
        for sign in signs:
            found = next(((at, cell) for at, grid in enumerate(grids) if (cell := grid.cell_of(sign))), None)
            if found is None:
                outside.append(sign)
                continue
            at, cell = found
            if not cells[at]:
                order.append(at)
            lines = cells[at].setdefault(cell, [])
            if not lines or lines[-1][0].line != sign.line:
                lines.append([])
            lines[-1].append(sign)
        if outside:
            order.append(outside)
    for each in order:
        if isinstance(each, int):
            yield from _rows(textpage, grids[each], cells[each])
        else:
            yield _line(textpage, each)


def _rows(
    textpage: pypdfium2.PdfTextPage, grid: Grid, cells: dict[tuple[int, int], list[list[_Sign]]]
) -> Iterator[PdfLine]:
    """A cell merged over rows says the same in each, one over columns once; its lines run on."""
    read = {cell: [_line(textpage, signs) for signs in lines] for cell, lines in cells.items()}
    for row in range(len(grid.down) - 1):
        columns = [grid.beginning(row, column) for column in range(len(grid.across) - 1)]
        begun = [cell for column, cell in enumerate(columns) if cell[1] == column]
        held = [line for cell in begun if cell[0] == row for line in read.get(cell, [])]
        if held:
            text = "\t".join(
                "".join(line.text for line in read.get(cell, [])) if cell[1] == column else ""
                for column, cell in enumerate(columns)
            )
            left, right = min(line.left for line in held), max(line.right for line in held)
            bottom = min(line.bottom for line in held)
            yield PdfLine(text.rstrip("\t"), left, right, bottom, held[0].size, table=True)


def _line(textpage: pypdfium2.PdfTextPage, signs: list[_Sign]) -> PdfLine:
    if any(after.left < before.left - before.height / 2 for before, after in pairwise(signs)):
        signs.sort(key=lambda sign: sign.left)  # another font's signs come last, wherever they stand
    pieces = [signs[0].text]
    for before, after in pairwise(signs):
        pieces += [_blank(textpage, before, after), after.text]
    size = raw.FPDFText_GetFontSize(textpage, signs[0].at) or 1.0
    right = max(sign.right for sign in signs)
    return PdfLine(_whole("".join(pieces)), signs[0].left, right, signs[0].bottom, size)


def _blank(textpage: pypdfium2.PdfTextPage, before: _Sign, after: _Sign) -> str:
    """What stands between two characters: nothing where the engine adds a blank to a gap for looks."""
    gap = (after.left - before.right) / max(after.height, 1.0)
    if gap > _WIDE_GAP and before.text not in "：:":
        return COLUMNS
    between = range(before.at + 1, after.at)
    if not between:
        return " " if gap > _SMALL_GAP else ""
    chinese = sum(bool(_HAN.match(sign.text)) for sign in (before, after))
    for_looks = all(raw.FPDFText_IsGenerated(textpage, at) for at in between) and gap < _FOR_LOOKS[chinese]
    return "" if for_looks else " "


def _whole(text: str) -> str:
    """Characters beyond the first plane come in halves, and those that cannot be shown as nothing."""
    return (
        text.replace(_HYPHEN, "")
        .replace("\0", "")
        .encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "ignore")
    )
