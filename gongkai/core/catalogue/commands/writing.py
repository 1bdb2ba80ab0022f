"""Putting planned fields on items, many at a time, the same for the national standard and for tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from gongkai.core.catalogue.models import Catalogue, CatalogueItem
from gongkai.core.catalogue.rules import PlannedRow
from gongkai.kernel import clock

_COLUMNS = (
    "area_id",
    "code",
    "position",
    "level1",
    "level2",
    "content_elements",
    "legal_basis",
    "time_limit",
    "responsible_text",
    "responsible_body_id",
    "channels",
    "for_everyone",
    "for_groups",
    "disclosure_method",
    "tiers",
    "inherits_id",
    "updated_at",
)
_BATCH = 500


def write_items(
    catalogue: Catalogue,
    rows: Sequence[PlannedRow],
    *,
    body_ids: Mapping[str, int],
    inherits: Mapping[tuple[str, str, str], int],
    sources: Mapping[tuple[str, str, str], object] | None = None,
) -> None:
    """Create and update the items of a plan.

    Args:
        body_ids: names of public bodies as the table writes them → key.
        inherits: area and names → key of the national item of the same name.
        sources: area and names → where each field was found.
    """
    known = CatalogueItem.objects.in_bulk([row.item_id for row in rows if row.item_id is not None])
    fresh: list[CatalogueItem] = []
    stale: list[CatalogueItem] = []
    for row in rows:
        item = known[row.item_id] if row.item_id is not None else CatalogueItem(catalogue=catalogue)
        links = (row.position, body_ids.get(row.fields.responsible_text), inherits.get(row.fields.key))
        if row.is_new:
            fresh.append(item)
        elif row.changed or links != (item.position, item.responsible_body_id, item.inherits_id):
            stale.append(item)
        values = asdict(row.fields)
        item.area_id = values.pop("area_code")
        for name, value in values.items():
            setattr(item, name, list(value) if isinstance(value, tuple) else value)
        item.position, item.responsible_body_id, item.inherits_id = links
        item.updated_at = clock.now()
        if sources:
            item.sources = sources.get(row.fields.key, {})
    CatalogueItem.objects.bulk_create(fresh, batch_size=_BATCH)
    CatalogueItem.objects.bulk_update(stale, [*_FIELDS, *(["sources"] if sources else [])], batch_size=_BATCH)


_FIELDS = [column.removesuffix("_id") for column in _COLUMNS]
