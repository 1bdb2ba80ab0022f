"""Putting planned fields on items, many at a time, the same for the national standard and for tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from gongkai.core.catalogue import queries
from gongkai.core.catalogue.models import VALUES, Catalogue, CatalogueItem, ItemRevision
from gongkai.core.catalogue.rules import LAYER_ELEMENTS, ItemFields, Key, PlannedRow, relation_of, told_name
from gongkai.kernel import clock

BATCH = 500
WRITTEN = [name.removesuffix("_id") for name in (*VALUES, "revision", "updated_at", "is_listed")]
"""What a change of many rows may write."""


class Uppers:
    """The rows of the layer above as last published, by item and by every name they are known under."""

    def __init__(self, catalogue: Catalogue, area_code: str = "") -> None:
        """Of all areas, or only of the one in which a single row is changed."""
        rows = list(queries.upper_revisions(catalogue, area_code=area_code))
        self._by_item = {row.inherits_id: row for row in rows} | {row.item_id: row for row in rows}
        self._by_name = {name: row for row in rows for name in queries.row_of(row).told_names}

    def of_item(self, item_id: int | None) -> ItemRevision | None:
        """The row of the item, or the nearer one that stands for it."""
        return self._by_item.get(item_id) if item_id is not None else None

    def named(self, fields: ItemFields) -> ItemRevision | None:
        """The row of the same name or of a name it was known by; likeness links nothing."""
        return self._by_name.get(told_name(fields.area_code, fields.full_name))


def write_items(
    catalogue: Catalogue,
    rows: Sequence[PlannedRow],
    *,
    body_ids: Mapping[str, int],
    sources: Mapping[Key, object] | None = None,
    optional: Collection[Key] = (),
) -> None:
    """Create and update the items of a plan.

    Args:
        body_ids: names of public bodies as the table writes them → key.
        sources: area and names → where each field was found.
        optional: area and names of rows that lower layers may leave out.
    """
    known = CatalogueItem.objects.in_bulk([row.item_id for row in rows if row.item_id is not None])
    uppers = Uppers(catalogue)
    fresh: list[CatalogueItem] = []
    stale: list[CatalogueItem] = []
    for row in rows:
        item = known[row.item_id] if row.item_id is not None else CatalogueItem(catalogue=catalogue)
        before = {name: getattr(item, name) for name in VALUES}
        put_fields(item, row.fields, body_ids.get(row.fields.responsible_text))
        item.position = row.position
        link(item, uppers)
        if sources:
            item.sources = sources.get(row.fields.key, {})
            item.is_binding = row.fields.key not in optional
        if row.is_new:
            fresh.append(item)
        elif before != {name: getattr(item, name) for name in VALUES} or not item.is_listed:
            item.is_listed = True
            touch(item)
            stale.append(item)
    CatalogueItem.objects.bulk_create(fresh, batch_size=BATCH)
    CatalogueItem.objects.bulk_update(
        stale, [*WRITTEN, *(["sources", "is_binding"] if sources else [])], batch_size=BATCH
    )


def put_fields(item: CatalogueItem, fields: ItemFields, body_id: int | None) -> None:
    """The values of `fields` on the row; not saved."""
    values = asdict(fields)
    item.area_id = values.pop("area_code")
    for name, value in values.items():
        setattr(item, name, list(value) if isinstance(value, tuple) else value)
    item.responsible_body_id = body_id


def link(item: CatalogueItem, uppers: Uppers) -> None:
    """What the row stands for above: what it stood for already, else the row of the same name."""
    fields = queries.fields_of(item)
    upper = uppers.of_item(item.inherits_id)
    if item.inherits_id is None:
        upper = uppers.named(fields)
        if upper is not None:
            align(item, upper)
    item.relation = relation_of(_compared(item, upper), fields)


def align(item: CatalogueItem, upper: ItemRevision) -> None:
    """The row stands for the one above, as that is now; not saved."""
    item.inherits_id, item.aligned_with = upper.item_id, upper
    item.relation = relation_of(queries.fields_of(upper), queries.fields_of(item))


def take_over(item: CatalogueItem, upper: ItemRevision | None, elements: Collection[str]) -> None:
    """Take the named elements from the row above, keep one's own in the others, and stand aligned with it;
    where it has ended the row becomes the catalogue's own. Not saved."""
    before = str(item)
    if upper is None:
        item.inherits, item.aligned_with = None, None
        item.relation = relation_of(None, queries.fields_of(item))
    else:
        for name in LAYER_ELEMENTS:
            if name in elements:
                setattr(item, name, getattr(upper, name))
        align(item, upper)
    if before != str(item) and before not in item.aliases:
        item.aliases.append(before)
    touch(item)


def touch(item: CatalogueItem) -> None:
    """A change of the row: whoever started from an older one is told."""
    item.revision += 1
    item.updated_at = clock.now()


def _compared(item: CatalogueItem, upper: ItemRevision | None) -> ItemFields | None:
    """What the row is compared with: the row above as now, or as aligned with where that has ended."""
    against = upper or item.aligned_with
    return queries.fields_of(against) if against is not None else None
