"""Which row of a table holds its headings, so that the rest can be read with a name for each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from gongkai.text.file_contents.model import LIMITS, Sheet

NumberedRow = tuple[int, Mapping[int, str]]
"""The number of a row and its texts by column, both from 1."""

_SEARCHED = 12
_LONGEST_HEADING = 40
_FIGURES = re.compile(r"[0-9]{4}")
_BLANKS = re.compile(r"\s+")


def tables_of(
    place: str, hidden: bool, rows: Iterable[NumberedRow], hidden_columns: Set[int] = frozenset()
) -> Iterator[Sheet]:
    """One table: headings, then rows as wide as they are. Nothing where there is no row at all.

    A title above the headings is passed over. Where no row looks like headings, they are empty texts, and
    every row is data.
    """
    source = iter(rows)
    first = [row for _, row in zip(range(_SEARCHED), source, strict=False)]
    if not first:
        return
    at, header = heading_of([texts for _, texts in first])
    width = min(max(column for _, texts in first for column in texts), LIMITS.columns)
    names = tuple(header.get(column, "") for column in range(1, width + 1))
    rest = first[at:]
    begins = first[at - 1][0] + 1 if at else 1
    yield Sheet(
        place,
        hidden,
        names,
        _laid_out(chain(rest, source), width, begins),
        begins,
        frozenset(column - 1 for column in hidden_columns if column <= width),
    )


def heading_of(rows: Sequence[Mapping[int, str]]) -> tuple[int, dict[int, str]]:
    """How many of the first rows are title and headings, and the heading of each column."""
    for at, texts in enumerate(rows):
        filled = {column: _BLANKS.sub("", text) for column, text in texts.items() if text.strip()}
        if len(filled) > 1 and all(_is_heading(text) for text in filled.values()):
            second = rows[at + 1] if at + 1 < len(rows) else {}
            below = {column: _BLANKS.sub("", text) for column, text in second.items() if text.strip()}
            if _goes_on(filled, below):
                for column, text in below.items():
                    filled[column] = filled.get(column, "") + text
                return at + 2, filled
            return at + 1, filled
        if len(filled) > 1:
            break
    return 0, {}


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _FIGURES.search(text) and not text.isdecimal()


def _goes_on(filled: Mapping[int, str], below: Mapping[int, str]) -> bool:
    """Whether the row below has the second half of headings whose first half spans several columns."""
    return (
        bool(below)
        and all(_is_heading(text) for text in below.values())
        and any(column not in filled for column in below)
        and len(below) < len(filled) + 1
        and not set(filled).issubset(below)
    )


def _laid_out(rows: Iterable[NumberedRow], width: int, begins: int) -> Iterator[tuple[str, ...]]:
    expected = begins
    empty = ("",) * width
    for number, texts in rows:
        while expected < number:
            yield empty
            expected += 1
        expected = number + 1
        extra = [text for column, text in texts.items() if column > width and text]
        cells = [texts.get(column, "") for column in range(1, width + 1)]
        if extra and cells:
            cells[-1] = " ".join([cells[-1], *extra])
        yield tuple(cells)
