"""Two versions of a text side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 5_000
"""Longer texts are not compared: the page would be slow, and nobody reads it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines that stand in one text and not in the other."""

    theirs: Sequence[str]
    mine: Sequence[str]


def differences(theirs: str, mine: str) -> list[Difference]:
    """Where the stored text and the typed one differ, line by line."""
    left, right = theirs.splitlines(), mine.splitlines()
    if len(left) + len(right) > MOST_LINES:
        return []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [Difference(left[a:b], right[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
