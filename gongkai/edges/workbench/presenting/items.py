"""Catalogue items to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.catalogue.models import CatalogueItem, PolicyArea

MOST_ITEMS = 80
"""Choices shown at once; beyond that one searches."""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Choices under one heading."""

    name: str
    items: Sequence[CatalogueItem]


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """The items offered, own ones first, and how many more there are."""

    groups: Sequence[ItemGroup]
    more: int
    total: int
    areas: Sequence[PolicyArea]
    area: str
    words: str
    chosen: str


def item_choices(body_id: int, data: QueryDict, default: int | None = None) -> ItemChoices:
    """What a body may choose; `data` holds `area`, `q` and the `item` that is chosen already."""
    area, words = data.get("area", "")[:2], " ".join(data.get("q", "")[:100].split())
    items = catalogue.items_for_body(body_id, area_code=area, words=words)
    total = items.count()
    shown = list(items[:MOST_ITEMS])
    chosen = data.get("item", "") or str(default or "")
    if chosen.isdigit() and all(str(item.pk) != chosen for item in shown):
        shown = [*catalogue.items_for_body(body_id).filter(pk=int(chosen)), *shown]
    return ItemChoices(
        groups=_grouped(shown),
        more=max(0, total - MOST_ITEMS),
        total=total,
        areas=catalogue.policy_areas(),
        area=area,
        words=words,
        chosen=chosen,
    )


def _grouped(items: Iterable[CatalogueItem]) -> list[ItemGroup]:
    """Own items first, as `items_for_body` gives them; then the others, all by area."""

    def heading(item: CatalogueItem) -> tuple[bool, str]:
        return bool(getattr(item, "own", False)), item.area.name

    return [
        ItemGroup(f"{name}{'（本单位负责）' if own else ''}", list(members))
        for (own, name), members in groupby(items, heading)
    ]
