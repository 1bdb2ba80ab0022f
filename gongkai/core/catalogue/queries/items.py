"""Rows that are being worked on, and what documents may be put under."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gongkai.core.catalogue.enums import Layer
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, ItemRevision, ItemValues
from gongkai.core.catalogue.queries.catalogues import catalogues_above
from gongkai.core.catalogue.queries.versions import in_version, published_version, with_words
from gongkai.core.catalogue.rules import ELEMENTS, ItemFields, Row, concerns, next_code
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound

FIELD_COLUMNS = ("area_id", *ELEMENTS)
"""The columns of a row in the order of `ItemFields`."""


def items_in(
    catalogue_id: int, *, area_code: str = "", words: str = "", relation: str = ""
) -> QuerySet[CatalogueItem]:
    """The rows being worked on, in the order of the table; what left the catalogue is not among them."""
    items = CatalogueItem.objects.filter(catalogue_id=catalogue_id, is_listed=True).select_related(
        "area", "responsible_body"
    )
    if area_code:
        items = items.filter(area_id=area_code)
    if relation:
        items = items.filter(relation=relation)
    return items.filter(with_words(words)).order_by("area_id", "position", "id")


def all_items(catalogue_id: int) -> QuerySet[CatalogueItem]:
    """Every identity of the catalogue, also what is not listed any more."""
    return CatalogueItem.objects.filter(catalogue_id=catalogue_id).order_by("area_id", "position", "id")


def get_item(item_id: int) -> CatalogueItem:
    item = (
        CatalogueItem.objects.select_related("area", "catalogue__division", "responsible_body")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise NotFound("没有找到该公开事项，可能已被调整。")
    return item


def lock_item(item_id: int) -> CatalogueItem:
    """The row, locked for a change. Raises NotFound."""
    get_item(item_id)
    return (
        CatalogueItem.objects.select_for_update(of=("self",))
        .select_related("catalogue__division", "area")
        .get(pk=item_id)
    )


def items_for_body(body_id: int, *, area_code: str = "", words: str = "") -> QuerySet[CatalogueItem]:
    """What a body may publish under: the items in force in its division, its own first."""
    place = organisations.place_of_body(body_id)
    version = published_version(place.division_ids)
    if version is None:
        return CatalogueItem.objects.none()
    items = items_in(version.catalogue_id, area_code=area_code, words=words).filter(
        in_version(version.number, "revisions__")
    )
    return items.annotate(own=Q(responsible_body_id__in=place.body_ids)).order_by(
        "-own", "area_id", "position", "id"
    )


def fields_of(values: ItemValues) -> ItemFields:
    """What a row says, for comparing."""
    return ItemFields(
        area_code=values.area_id,
        code=values.code,
        level1=values.level1,
        level2=values.level2,
        content_elements=values.content_elements,
        legal_basis=tuple(values.legal_basis),
        time_limit=values.time_limit,
        responsible_text=values.responsible_text,
        channels=tuple(values.channels),
        for_everyone=values.for_everyone,
        for_groups=values.for_groups,
        disclosure_method=values.disclosure_method,
        tiers=tuple(values.tiers),
    )


def row_of(values: CatalogueItem | ItemRevision) -> Row:
    """The row as a comparison sees it; of a revision `item` should be loaded."""
    item = values.item if isinstance(values, ItemRevision) else values
    return Row(item.pk, fields_of(values), tuple(item.aliases), item.is_binding, values.inherits_id)


def rows_of(values: QuerySet[CatalogueItem] | QuerySet[ItemRevision]) -> list[Row]:
    """The same for many rows, read without making models of them."""
    item = "item__" if values.model is ItemRevision else ""
    identity = "item_id" if item else "pk"
    found = values.order_by("area_id", "position", "id").values_list(
        identity, f"{item}aliases", f"{item}is_binding", "inherits_id", *FIELD_COLUMNS
    )
    return [
        Row(item_id, fields_from(columns), tuple(aliases), is_binding, upper_id)
        for item_id, aliases, is_binding, upper_id, *columns in found
    ]


def published_content(catalogue_id: int, number: int) -> list[tuple[str, ItemFields]]:
    """Address identifier and fields of every row of a version, in the order of the table."""
    rows = ItemRevision.objects.filter(in_version(number), item__catalogue_id=catalogue_id)
    found = rows.order_by("area_id", "position", "id").values_list("item__public_id", *FIELD_COLUMNS)
    return [(public_id, fields_from(columns)) for public_id, *columns in found]


def fields_from(columns: Sequence[Any]) -> ItemFields:
    """The fields in the order of `FIELD_COLUMNS`; lists of the database become tuples."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in columns]
    return ItemFields(*values)


def latest_revisions(catalogue_id: int) -> QuerySet[ItemRevision]:
    """What was last published of each item, in the order of the table; announced versions included."""
    return (
        ItemRevision.objects.filter(item__catalogue_id=catalogue_id, until_version__isnull=True)
        .select_related("item")
        .order_by("area_id", "position", "id")
    )


def upper_revisions(catalogue: Catalogue, *, area_code: str = "") -> QuerySet[ItemRevision]:
    """The rows that a catalogue inherits from, as last published, in the order of the table.

    In each area they are those of the nearest catalogue above that has any: a province whose common list
    covers three areas stands above its counties in those three, and the national standard in the others.
    """
    ranks = {found.pk: rank for rank, found in enumerate(catalogues_above(catalogue))}
    rows = ItemRevision.objects.filter(item__catalogue_id__in=ranks, until_version__isnull=True)
    if area_code:
        rows = rows.filter(area_id=area_code)
    nearest: dict[str, int] = {}
    for area, above in rows.order_by().values_list("area_id", "item__catalogue_id").distinct():
        nearest[area] = min(ranks[above], nearest.get(area, ranks[above]))
    places = list(ranks)
    wanted = Q(pk__in=[])
    for rank in set(nearest.values()):
        areas = [area for area, found in nearest.items() if found == rank]
        wanted |= Q(item__catalogue_id=places[rank], area_id__in=areas)
    return rows.filter(wanted).select_related("item").order_by("area_id", "position", "id")


def upper_of(item: CatalogueItem) -> ItemRevision | None:
    """The row above that an item stands for, as last published: the nearer one where two stand for the
    same. None where it stands for nothing, or what it stood for has ended."""
    if item.inherits_id is None:
        return None
    candidates = upper_revisions(item.catalogue, area_code=item.area_id).filter(
        Q(item_id=item.inherits_id) | Q(inherits_id=item.inherits_id)
    )
    by_item = {row.item_id: row for row in candidates}
    return by_item.get(item.inherits_id) or next(iter(by_item.values()), None)


def derivable_rows(division_id: int) -> list[ItemRevision]:
    """What a division's catalogue would begin with: the rows above, as last published, whose 公开层级
    concerns its layer."""
    division = organisations.get_division(division_id)
    layer = Layer(division.level)
    place = Catalogue(layer=layer, division=division)
    return [row for row in upper_revisions(place) if concerns(layer, row.tiers)]


def lines_below(item_ids: Collection[int]) -> dict[int, int]:
    """Every item that stands for one of these in a layer below, however far, and they themselves → which.

    Documents of a township hang on the township's item; the county's page shows them under its own.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "with recursive line (item, top) as ("
            " select id, id from catalogue_catalogueitem where id = any(%s)"
            " union select below.id, line.top from catalogue_catalogueitem below"
            " join line on below.inherits_id = line.item)"
            " select item, top from line",
            [list(item_ids)],
        )
        return dict(cursor.fetchall())


def lines_above(item_ids: Collection[int], catalogue_id: int) -> dict[int, int]:
    """Each of these items → the one of the given catalogue that it stands for, however far above."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with recursive line (item, above) as ("
            " select id, id from catalogue_catalogueitem where id = any(%s)"
            " union select line.item, present.inherits_id from line"
            " join catalogue_catalogueitem present on present.id = line.above"
            " where present.inherits_id is not null and present.catalogue_id <> %s)"
            " select line.item, line.above from line"
            " join catalogue_catalogueitem top on top.id = line.above where top.catalogue_id = %s",
            [list(item_ids), catalogue_id, catalogue_id],
        )
        return dict(cursor.fetchall())


def next_position(catalogue_id: int, area_code: str) -> int:
    last = all_items(catalogue_id).filter(area_id=area_code).order_by("-position").first()
    return last.position + 1 if last else 1


def free_code(catalogue_id: int, area_code: str) -> str:
    """The next running number that nobody in the area has."""
    return next_code(all_items(catalogue_id).filter(area_id=area_code).values_list("code", flat=True))
