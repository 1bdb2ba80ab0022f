"""Quotation marks and brackets of which the other half is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.text.wording.model import WordingHit, WordingSort

_PAIRS = {"“": "”", "（": "）", "《": "》", "〔": "〕", "【": "】"}
_OPENS = {closing: opening for opening, closing in _PAIRS.items()}
_NAMES = {"“": "引号", "《": "书名号"}
_HALF = str.maketrans("()", "（）")
"""A bracket of half width closes one of full width: that it is the wrong one is told elsewhere."""

_MARK = re.compile("[“”（）()《》〔〕【】\n]")
_NUMBERED = re.compile(r"(?:^|[^0-9A-Za-z])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")
_NUMBER_LENGTH = 5
_LINES_APART = 4
"""A text may be broken into lines of one length, narrow cells of a table most of all, so that a pair goes on
in the next ones."""


@dataclass(frozen=True, slots=True)
class _Open:
    place: int
    line: int


def find_unpaired(text: str) -> Iterator[WordingHit]:
    """Each half of a pair that stands alone, in no order; also with the other half of it lines away."""
    open_ones: dict[str, list[_Open]] = {opening: [] for opening in _PAIRS}
    line = 0
    for match in _MARK.finditer(text):
        mark = match[0].translate(_HALF)
        if mark == "\n":
            line += 1
        elif mark in _PAIRS:
            open_ones[mark].append(_Open(match.start(), line))
        elif open_ones[_OPENS[mark]] and line - open_ones[_OPENS[mark]][-1].line <= _LINES_APART:
            open_ones[_OPENS[mark]].pop()
        elif not (
            mark == "）" and _NUMBERED.search(text[max(0, match.start() - _NUMBER_LENGTH) : match.start()])
        ):
            yield _alone(text, match.start(), _OPENS[mark])
    for opening, left in open_ones.items():
        for each in left:
            yield _alone(text, each.place, opening)


def _alone(text: str, place: int, opening: str) -> WordingHit:
    name = _NAMES.get(opening, "括号")
    return WordingHit(
        place, place + 1, text[place], WordingSort.PUNCTUATION, f"补全{name}", f"{name}没有成对", False
    )
