"""What the rows of a catalogue lack, area by area, with the way to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.catalogue.rules import Lack

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import PolicyArea
    from gongkai.core.catalogue.queries import AreaCompleteness, ItemBrief

MOST_ROWS = 20
"""Rows named for one area; the browser of the catalogue lists them all."""


@dataclass(frozen=True, slots=True)
class LackingRow:
    """A row, where it is mended, and what it lacks."""

    name: str
    url: str
    lacks: Sequence[Lack]


@dataclass(frozen=True, slots=True)
class LackingArea:
    """An area with rows that lack something: `blocking` without an element, `doubtful` to be looked at."""

    area: PolicyArea
    items: int
    blocking: int
    doubtful: int
    rows: Sequence[LackingRow]
    more: int
    more_url: str

    @property
    def blocking_words(self) -> str:
        return f"{self.blocking}项缺少要素"

    @property
    def doubtful_words(self) -> str:
        return f"{self.doubtful}项需要核对"


def lacking_areas(catalogue_id: int, areas: Iterable[AreaCompleteness]) -> list[LackingArea]:
    """The areas in which something is lacking; rows that cannot be submitted so come first."""
    return [_lacking(catalogue_id, each) for each in areas if each.lacking]


def _lacking(catalogue_id: int, found: AreaCompleteness) -> LackingArea:
    rows = sorted(found.lacking, key=lambda row: not row.is_blocking)
    home = reverse("workbench:catalogue", args=[catalogue_id])
    return LackingArea(
        area=found.area,
        items=found.items,
        blocking=found.blocking,
        doubtful=len(rows) - found.blocking,
        rows=[_row(row) for row in rows[:MOST_ROWS]],
        more=max(0, len(rows) - MOST_ROWS),
        more_url=f"{home}?area={found.area.code}",
    )


def _row(found: ItemBrief) -> LackingRow:
    address = reverse("workbench:item_edit", args=[found.item_id])
    return LackingRow(found.fields.name, address, found.lacks)
