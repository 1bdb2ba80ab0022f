"""How complete the rows being worked on are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from gongkai.core.catalogue.models import CatalogueItem, PolicyArea
from gongkai.core.catalogue.queries.items import fields_of, items_in
from gongkai.core.catalogue.rules import Lack, completeness
from gongkai.text.time_limit import parse_time_limit


@dataclass(frozen=True, slots=True)
class ItemLacks:
    """A row and everything it lacks."""

    item: CatalogueItem
    lacks: Sequence[Lack]

    @property
    def is_blocking(self) -> bool:
        return any(lack.is_blocking for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class AreaCompleteness:
    """The rows of one area: how many there are, and those that lack something."""

    area: PolicyArea
    items: int
    lacking: Sequence[ItemLacks]

    @property
    def blocking(self) -> int:
        """Rows without one of the eight elements."""
        return sum(row.is_blocking for row in self.lacking)

    @property
    def complete(self) -> int:
        return self.items - self.blocking


@lru_cache(maxsize=4096)
def _is_understood(time_limit: str) -> bool:
    """Whether a machine can tell the limit; the same wording stands in hundreds of rows."""
    return parse_time_limit(time_limit).understood


def lacks_of(item: CatalogueItem) -> list[Lack]:
    return completeness(
        fields_of(item),
        body_known=item.responsible_body_id is not None,
        limit_understood=_is_understood(item.time_limit),
    )


def completeness_of(catalogue_id: int) -> list[AreaCompleteness]:
    """Every area of the catalogue that has rows, in order."""
    return [_of_area(list(rows)) for _, rows in groupby(items_in(catalogue_id), lambda item: item.area_id)]


def _of_area(items: list[CatalogueItem]) -> AreaCompleteness:
    lacking = [ItemLacks(item, lacks) for item in items if (lacks := lacks_of(item))]
    return AreaCompleteness(items[0].area, len(items), lacking)
