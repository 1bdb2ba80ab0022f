"""Rows of a table that two changed at once: what is clear is put together, the rest is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.edges.workbench.merging import Option, choices_in, proposals, stretch_options, who_changed
from gongkai.text.merging import Stretch, aligned, one_by_one, suggested, taken

if TYPE_CHECKING:
    from django.http import QueryDict

Rows = Sequence[Sequence[str]]

_CHOICE = "row-"
_BETWEEN = "\x1f"
"""Between the cells of a row written as one text; no cell has it."""

_SHOWN = 20
"""Rows of one place that are shown of either side."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Neighbouring rows that differ, with what may be taken; `more` counts those that are not shown."""

    name: str
    theirs: Rows
    mine: Rows
    options: Sequence[Option]
    note: str
    more: int


@dataclass(frozen=True, slots=True)
class RowMerge:
    """The stored rows and one's own beside each other."""

    found: Sequence[Stretch]
    base: MergeBase

    @classmethod
    def of(cls, theirs: Rows, mine: Rows, base: MergeBase) -> RowMerge:
        return cls(one_by_one(aligned(_texts(theirs), _texts(mine))), base)

    @property
    def is_clear(self) -> bool:
        """Whether every difference is the change of one of the two alone."""
        return bool(self.base.blocks) and all(
            suggested(found, self.base.had_block) is not None for found in self.found if not found.is_same
        )

    def rows(self, data: QueryDict) -> list[list[str]]:
        """Put together by the choices that were sent; where none was made, as the page proposes."""
        chosen = {**proposals(self.found, self.base), **choices_in(data, _CHOICE)}
        return [row.split(_BETWEEN) for row in taken(self.found, chosen)]

    def places(self) -> list[RowPlace]:
        """Where a person looks, in order."""
        return [self._place(number, found) for number, found in enumerate(self.found) if not found.is_same]

    def _place(self, number: int, found: Stretch) -> RowPlace:
        meant = suggested(found, self.base.had_block) if self.base.blocks else None
        return RowPlace(
            f"{_CHOICE}{number}",
            [row.split(_BETWEEN) for row in found.theirs[:_SHOWN]],
            [row.split(_BETWEEN) for row in found.mine[:_SHOWN]],
            stretch_options(found, self.base),
            who_changed(meant, self.base),
            max(0, len(found.theirs) - _SHOWN) + max(0, len(found.mine) - _SHOWN),
        )


def base_of_rows(rows: Rows, **texts: str) -> MergeBase:
    """With which rows, and which texts beside them, a page of a grid began."""
    return MergeBase.of({name: _plain(text) for name, text in texts.items()}, _texts(rows))


def text_of_both(name: str, theirs: str, mine: str, base: MergeBase, *, joins: bool = False) -> str:
    """A text beside the rows: as whoever alone changed it has it; else one's own, or both joined."""
    if _plain(theirs) == _plain(mine) or base.had_words(name, _plain(mine)):
        return theirs
    both_changed = theirs.strip() and not base.had_words(name, _plain(theirs))
    return f"{theirs}\n{mine}" if joins and both_changed and mine.strip() else mine


def _plain(text: str) -> str:
    return " ".join(text.split())


def _texts(rows: Rows) -> list[str]:
    return [_BETWEEN.join(cell.rstrip().replace(_BETWEEN, "") for cell in row) for row in rows]
