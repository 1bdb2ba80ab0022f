"""Lists of persons, and who of them can still be recognised once their names are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.guarding.rules.parts import Row

MOST_ROWS = 20_000
"""Rows compared with each other; a list of a county is shorter."""


@dataclass(frozen=True, slots=True)
class Names:
    """A list of persons: how many rows it has, and what remains to be done after masking."""

    people: int = 0
    remark: str = ""


def people_in(header: Row, rows: Sequence[Row]) -> Names:
    """What a table says of persons; nothing where it is no list of them."""
    return Names()
