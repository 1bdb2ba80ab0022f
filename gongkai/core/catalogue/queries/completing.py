"""How complete the rows being worked on are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.db.models import QuerySet

from gongkai.core.catalogue.models import CatalogueItem, ItemRevision, PolicyArea
from gongkai.core.catalogue.queries.areas import policy_areas
from gongkai.core.catalogue.queries.items import FIELD_COLUMNS, fields_from, fields_of, items_in
from gongkai.core.catalogue.rules import ItemFields, Lack, completeness
from gongkai.text.time_limit import parse_time_limit


@dataclass(frozen=True, slots=True)
class ItemBrief:
    """A row with all it lacks, read without making a model of it: for looking through a whole catalogue."""

    item_id: int
    fields: ItemFields
    relation: str
    body_id: int | None
    body_name: str
    lacks: Sequence[Lack]

    @property
    def is_blocking(self) -> bool:
        """Without one of the eight elements."""
        return any(lack.is_blocking for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class AreaCompleteness:
    """The rows of one area: how many there are, and those that lack something."""

    area: PolicyArea
    items: int
    lacking: Sequence[ItemBrief]

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
    return _lacks(fields_of(item), item.responsible_body_id)


def _lacks(fields: ItemFields, body_id: int | None) -> list[Lack]:
    return completeness(
        fields, body_known=body_id is not None, limit_understood=_is_understood(fields.time_limit)
    )


def briefs_of(rows: QuerySet[CatalogueItem] | QuerySet[ItemRevision]) -> list[ItemBrief]:
    """Every row in its order, in one query."""
    identity = "item_id" if rows.model is ItemRevision else "pk"
    return [
        ItemBrief(item_id, fields, relation, body_id, body_name or "", _lacks(fields, body_id))
        for item_id, relation, body_id, body_name, *columns in rows.values_list(
            identity, "relation", "responsible_body_id", "responsible_body__name", *FIELD_COLUMNS
        )
        for fields in [fields_from(columns)]
    ]


def completeness_of(catalogue_id: int) -> list[AreaCompleteness]:
    """Every area of the catalogue that has rows, in order."""
    areas = {area.code: area for area in policy_areas()}
    found = groupby(briefs_of(items_in(catalogue_id)), lambda row: row.fields.area_code)
    return [_of_area(areas[code], list(rows)) for code, rows in found]


def _of_area(area: PolicyArea, rows: list[ItemBrief]) -> AreaCompleteness:
    return AreaCompleteness(area, len(rows), [row for row in rows if row.lacks])
