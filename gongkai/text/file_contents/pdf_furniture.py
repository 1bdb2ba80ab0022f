"""What a page of a PDF has for itself: its number, and the head or foot that comes back on the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.file_contents.pdf_lines import COLUMNS, PdfLayout, PdfLine

_PAGE_NUMBER = re.compile(
    r"[—–\-－·]*\s?第?\s?[0-9]{1,4}\s?页?(?:\s?[/／，,]?\s?共?\s?[0-9]{1,4}\s?页?)?\s?[—–\-－·]*"
)
_DIGITS = re.compile("[0-9]+")
_LEAST, _SHARE = 3, 0.4
"""On so many pages, and on such a share of them, it comes back: left and right pages may have their own."""

_SHORTEST = 4
"""Shorter lines come back by chance: cells, ticks, what parts them."""

_Key = tuple[bool, str, int, int]


def without_furniture(pages: Sequence[PdfLayout]) -> list[PdfLayout]:
    """The pages without their numbers, running heads and feet.

    The same words elsewhere on a page, or in another size, are the title that the head repeats; the heading
    that a table has on each of its pages is the table's.
    """
    bare = [_without_number(page) for page in pages]
    counted = Counter(key for page in bare for key in _ends(page).values())
    needed = max(_LEAST, _SHARE * len(pages))
    running = frozenset(key for key, count in counted.items() if count >= needed)
    return [_without_number(_without(page, running)) for page in bare]


def _without_number(page: PdfLayout) -> PdfLayout:
    ends = {0, len(page.lines) - 1}
    kept = tuple(
        line
        for at, line in enumerate(page.lines)
        if not (at in ends and _PAGE_NUMBER.fullmatch(line.text.strip()))
    )
    return replace(page, lines=kept)


def _without(page: PdfLayout, running: frozenset[_Key]) -> PdfLayout:
    left_out = {at for at, key in _ends(page).items() if key in running}
    return replace(page, lines=tuple(line for at, line in enumerate(page.lines) if at not in left_out))


def _ends(page: PdfLayout) -> dict[int, _Key]:
    """The first and the last line of a page that may be its head and foot: index → what they are told by."""
    ends = [(True, 0), (False, len(page.lines) - 1)] if len(page.lines) > 1 else []
    return {at: _key(page.lines[at], head=head) for head, at in ends if not _is_cell(page.lines[at])}


def _is_cell(line: PdfLine) -> bool:
    """Whether a line is one of a table, or of so few signs that it may be."""
    return line.table or line.text.count(COLUMNS) > 1 or len("".join(line.text.split())) < _SHORTEST


def _key(line: PdfLine, *, head: bool) -> _Key:
    """Words without their figures, where they stand and how large."""
    words = _DIGITS.sub("#", "".join(line.text.split()))
    return head, words, round(line.bottom / 2), round(line.size)
