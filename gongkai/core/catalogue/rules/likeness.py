"""Rows of like names: what a person is asked about, never what is linked by itself; pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.rules.comparing import Row
from gongkai.text.grams import grams

LEAST = 0.45
"""Below this share of common character pairs two names have nothing to do with each other."""

_WEIGHT_OF_NAME = 0.75
"""How much the item's own name counts beside that of its group."""

MOST = 3
"""Suggestions for one row; who finds none among them looks for it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows that may be the same item; `likeness` is between 0 and 1."""

    lower: Row
    upper: Row
    likeness: float


@dataclass(frozen=True, slots=True)
class _Name:
    row: Row
    name: frozenset[int]
    group: frozenset[int]


def suggestions(
    uppers: Iterable[Row], lowers: Iterable[Row], rejected: Collection[tuple[int, int]] = ()
) -> list[Suggestion]:
    """The likeliest pairs within each area, the likeliest first for every lower row.

    Args:
        rejected: (lower item, upper item) of which a person said that they are not the same.
    """
    by_area: dict[str, list[_Name]] = defaultdict(list)
    for row in uppers:
        by_area[row.fields.area_code].append(_named(row))
    found: list[Suggestion] = []
    for row in lowers:
        lower = _named(row)
        found += _best(lower, by_area[row.fields.area_code], rejected)
    return found


def likeness(first: Row, second: Row) -> float:
    """From 0 to 1: the share of common character pairs, mostly of the name, a little of its group."""
    return _likeness(_named(first), _named(second))


def _best(lower: _Name, uppers: Sequence[_Name], rejected: Collection[tuple[int, int]]) -> list[Suggestion]:
    scored = [
        Suggestion(lower.row, upper.row, score)
        for upper in uppers
        if (lower.row.item_id, upper.row.item_id) not in rejected
        and (score := _likeness(lower, upper)) >= LEAST
    ]
    return sorted(scored, key=lambda pair: (-pair.likeness, pair.upper.item_id))[:MOST]


def _named(row: Row) -> _Name:
    fields = row.fields
    return _Name(row, frozenset(grams(fields.name)), frozenset(grams(fields.level1)))


def _likeness(first: _Name, second: _Name) -> float:
    return _WEIGHT_OF_NAME * _dice(first.name, second.name) + (1 - _WEIGHT_OF_NAME) * _dice(
        first.group, second.group
    )


def _dice(first: frozenset[int], second: frozenset[int]) -> float:
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
