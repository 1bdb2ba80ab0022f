"""A document that begins with that of an earlier year: its years moved on, and what has stayed behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

MOST_PLACES = 60
"""Named in the panel; whoever has more of them has not begun yet."""

_GAP = "\0"
"""Stands for a figure; no text contains it."""

_EXCERPT = 40
_SPELT = str.maketrans("0123456789", "〇一二三四五六七八九")
_READ = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<![\d—–\-~～至])(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})(?=学?年)")
_FIGURE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_FIXED = re.compile(
    r"《[^《》]*》|〔\d{4}〕\s*第?\d*号?|第\s*\d+\s*[条款项章节期届次号]|\d{3,4}-\d{7,8}|1[3-9]\d{9}"
    r"|^\s*(?:[（(]\d+[）)]|\d+[.．、)）])"
)
"""What names a thing and is no figure of the year: titles, document numbers, articles, telephones, the
number before a line."""


@dataclass(frozen=True, slots=True)
class StalePlace:
    """A line in which something still stands as it stood in the earlier document."""

    excerpt: str
    figures: tuple[str, ...]


def years_moved(text: str, by: int) -> str:
    """Every year of a title moved on by so many years: 2025年度 → 2026年度, 二〇二五年 → 二〇二六年.

    The years of a span (2021—2025年) are names of plans and stay, as does what 《》 quotes.
    """
    return "".join(
        part if part.startswith("《") else _YEAR.sub(lambda year: _moved(year[0], by), part)
        for part in re.split(r"(《[^《》]*》)", text)
    )


def _moved(year: str, by: int) -> str:
    if year.isascii():
        return str(int(year) + by)
    return str(int(year.translate(_READ)) + by).translate(_SPELT)


def stale_places(text: str, earlier: str, year: int) -> tuple[StalePlace, ...]:
    """Where a text still says the figures of the earlier one, or names its year; in the order of the text.

    A line is compared with the line of the same words in the earlier text, figure by figure. What changed in
    its words is the author's own and is only read for the earlier year.

    Args:
        text, earlier: as `text.markup.plain_text` gives them, a line for each paragraph or table row.
        year: of the earlier document.
    """
    known: dict[str, list[list[str]]] = defaultdict(list)
    for line in earlier.splitlines():
        figures = _figures(line)
        if figures:
            known[_words(line)].append(figures)
    found: list[StalePlace] = []
    for line in text.splitlines():
        stale = _stale(line, known, str(year))
        if stale:
            found.append(StalePlace(_shortened(line), tuple(dict.fromkeys(stale))))
    return tuple(found[:MOST_PLACES])


def _stale(line: str, known: Mapping[str, list[list[str]]], year: str) -> list[str]:
    figures = _figures(line)
    same = known.get(_words(line), ())
    best = max(
        ([now for now, then in zip(figures, each, strict=True) if now == then] for each in same),
        key=len,
        default=[],
    )
    return best or [figure for figure in figures if figure == year]


def _figures(line: str) -> list[str]:
    return _FIGURE.findall(_FIXED.sub("", line))


def _words(line: str) -> str:
    """The line without its figures: what two years have in common."""
    return "".join(_FIGURE.sub(_GAP, _FIXED.sub("", line)).split())


def _shortened(line: str) -> str:
    words = " ".join(line.split())
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
