"""Finding the columns of a declared table in a sheet, by their headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.reference.information_kinds import KindTable, TableColumn

_SEARCHED_ROWS = 20
_DEEPEST = 3
"""Headings stand in up to three rows, the upper ones merged over several columns."""

_UNIT = re.compile(r"[（(【\[]?单位[:：]?(亿元|万元|元)[）)】\]]?|[（(](亿元|万元|元)[）)]")
_DECORATION = re.compile(r"[\s“”\"'‘’「」《》]")
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Headed:
    """Where a table's columns stand in a sheet: code → column, and the rows of the header."""

    columns: Mapping[str, int]
    first_row: int
    last_row: int

    def missing(self, declared: KindTable) -> list[TableColumn]:
        return [column for column in declared.columns if column.required and column.code not in self.columns]


def folded(text: str) -> str:
    """A heading or title without width, spaces, quotation marks and the unit of its money."""
    return _DECORATION.sub("", _UNIT.sub("", unicodedata.normalize("NFKC", text)))


def find_header(rows: Sequence[Sequence[str]], declared: KindTable) -> Headed | None:
    """The header under which most declared columns are found; None where there is no such row.

    All columns that must be there, or at least half of all and two, make a header.
    """
    wanted = [(column.code, _names(column)) for column in declared.columns]
    best: Headed | None = None
    for first in range(min(len(rows), _SEARCHED_ROWS)):
        for depth in range(1, _DEEPEST + 1):
            if first + depth > len(rows):
                break
            found = _columns(rows[first : first + depth], wanted)
            if best is None or len(found) > len(best.columns):
                best = Headed(found, first, first + depth - 1)
    if best is None or not best.columns:
        return None
    half = len(best.columns) >= max(min(_ENOUGH, len(wanted)), (len(wanted) + 1) // 2)
    return best if half or not best.missing(declared) else None


def _names(column: TableColumn) -> frozenset[str]:
    return frozenset(folded(name) for name in (column.name, *column.aliases))


def _columns(header: Sequence[Sequence[str]], wanted: Sequence[tuple[str, frozenset[str]]]) -> dict[str, int]:
    """Code → column: whole headings first, then the lowest row alone; equal ones from left to right."""
    width = max((len(row) for row in header), default=0)
    pieces = [_pieces(header, at) for at in range(width)]
    found: dict[str, int] = {}
    taken: set[int] = set()
    for form in (_whole, _lowest):
        for code, names in wanted:
            if code in found:
                continue
            at = next(
                (at for at, parts in enumerate(pieces) if at not in taken and form(parts) in names), None
            )
            if at is not None:
                found[code] = at
                taken.add(at)
    return found


def _pieces(header: Sequence[Sequence[str]], at: int) -> list[str]:
    """What stands above a column, from the top, without what a merged cell repeats."""
    parts: list[str] = []
    for row in header:
        text = folded(row[at]) if at < len(row) else ""
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return parts


def _whole(parts: Sequence[str]) -> str:
    return "".join(parts)


def _lowest(parts: Sequence[str]) -> str:
    return parts[-1] if parts else ""
