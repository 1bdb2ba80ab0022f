"""The paragraphs of a PDF put together again from the lines of its pages.

A line goes on with the next one when it reaches the right margin of its column and the next one begins at
the left margin. Both margins are where several lines of the same size near it end and begin: a page in two
columns has two of each, and what stands in the middle or at the right belongs to no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.text.file_contents.pdf_furniture import without_furniture
from gongkai.text.file_contents.pdf_lines import PdfLayout, PdfLine

_ENDED = re.compile(r"[。；！？：:;]$")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、]"
)
_FIRST_WORD = re.compile(r"[（〔《“‘]*(?:[\x21-\x7e]+|.)[，。；：、！？）〕》”’]*")
"""What cannot be divided at the beginning of a line: it must not have fitted at the end of the one above."""

_LEAST = 14
"""Shorter lines end at a common edge by chance: bodies below each other, cells of a table."""

_SAME_EDGE, _SAME_SIZE, _SAME_COLUMN = 0.6, 0.15, 0.5
"""In characters, as shares: how far margins and sizes of one column may differ, how much lines overlap."""

_NARROW, _PLAY = 0.55, 0.3
"""How wide a Latin letter or a digit is, and how exact a margin, in characters."""

_MOST_LEADING, _MORE_LEADING, _SAME_LEADING = 2.4, 1.5, 1.15
"""Lines of a paragraph are no farther apart, in sizes of their font and in usual distances; the last is for
lines that end with a sentence."""

_WIDE, _EVEN = 0.55, 2.5
"""A line that ends where no other does is measured by the page: as a share of its width, in characters."""

_BEYOND = 1
"""So many lines may reach over the margin."""

_PAGES_AROUND, _MOST_LINES = 1, 1_000
"""A page of more lines is a drawing or made to take long: each of them stays as it is."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with what stands round it: the lines of its page and of those beside it, and how far apart
    lines of these pages usually are."""

    line: PdfLine
    page: PdfLayout
    around: Sequence[PdfLine]
    leading: float | None

    def beside(self) -> list[PdfLine]:
        """The lines of the same column and size, this one included."""
        return [other for other in self.around if _same_column(self.line, other)]


def pdf_paragraphs(pages: Sequence[PdfLayout]) -> list[str]:
    """The text of the pages, a paragraph a line; page numbers, running heads and feet are left out."""
    paragraphs: list[str] = []
    above: _Place | None = None
    for place in _places(without_furniture(pages)):
        if above and _goes_on(above, place):
            paragraphs[-1] = _joined(paragraphs[-1], place.line.text)
        else:
            paragraphs.append(place.line.text)
        above = place
    return paragraphs


def _places(pages: Sequence[PdfLayout]) -> Iterator[_Place]:
    for at, page in enumerate(pages):
        near = pages[max(0, at - _PAGES_AROUND) : at + _PAGES_AROUND + 1]
        around = [line for each in near for line in each.lines if not line.table]
        if len(around) > _MOST_LINES:
            around = []
        leading = _leading(near)
        for line in page.lines:
            yield _Place(line, page, around, leading)


def _leading(pages: Sequence[PdfLayout]) -> float | None:
    """The smallest distance that several lines have to the next one."""
    downs = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page.lines)
        if _same_column(above, below) and above.bottom > below.bottom and len(above.text) >= _LEAST
    )
    return next((first for first, second in pairwise(downs) if second - first <= 1), None)


def _same_column(line: PdfLine, other: PdfLine) -> bool:
    if abs(line.size - other.size) > _SAME_SIZE * line.size:
        return False
    shared = min(line.right, other.right) - max(line.left, other.left)
    return shared > _SAME_COLUMN * min(line.right - line.left, other.right - other.left)


def _goes_on(above: _Place, place: _Place) -> bool:
    line, following = above.line, place.line
    if not above.around or not place.around or line.table or following.table:
        return False
    if len(line.text) < _LEAST or abs(line.size - following.size) > _SAME_SIZE * line.size:
        return False
    ended = bool(_ENDED.search(line.text))
    straight_below = above.page is place.page and _same_column(line, following)
    if straight_below and not _near(line.bottom - following.bottom, above, ended=ended):
        return False
    if ended and (not straight_below or _NUMBERED.match(following.text)):
        return False
    if abs(following.left - _left_margin(place)) > _SAME_EDGE * line.size:
        return False
    right = _right_margin(above)
    return right is not None and right - line.right < (_width(following.text) + _PLAY) * line.size


def _near(down: float, above: _Place, *, ended: bool) -> bool:
    usual = (above.leading or down) * (_SAME_LEADING if ended else _MORE_LEADING)
    return 0 < down <= min(usual, _MOST_LEADING * above.line.size)


def _width(text: str) -> float:
    """How wide the first word is, in characters."""
    first = _FIRST_WORD.match(text)
    return sum(_NARROW if character.isascii() else 1 for character in first[0]) if first else 0


def _left_margin(place: _Place) -> float:
    """Where several lines of the column begin farthest to the left; else where the line itself does."""
    edges = sorted(line.left for line in place.beside())
    return _shared(edges, _SAME_EDGE * place.line.size) or edges[0]


def _right_margin(place: _Place) -> float | None:
    """Where several lines of the column end farthest to the right, or the line alone as the page has it."""
    line, beside = place.line, place.beside()
    edges = sorted(-other.right for other in beside)
    shared = _shared(edges, _SAME_EDGE * line.size)
    if shared is not None and sum(edge < shared - line.size for edge in edges) <= _BEYOND:
        return -shared
    left = min(other.left for other in beside)
    even = abs(place.page.width - line.right - left) <= _EVEN * line.size
    return line.right if even and line.right - left >= _WIDE * place.page.width else None


def _shared(edges: Sequence[float], near: float) -> float | None:
    """The first edge that the next one is as good as the same with."""
    return next((first for first, second in pairwise(edges) if second - first <= near), None)


def _joined(text: str, more: str) -> str:
    """Words of other scripts keep the blank between them that the end of the line was."""
    blank = (
        " "
        if text[-1:].isascii() and more[:1].isascii() and text[-1:].isalnum() and more[:1].isalnum()
        else ""
    )
    return f"{text}{blank}{more}"
