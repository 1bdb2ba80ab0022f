"""What the public sees of the catalogues: published versions only, never a row being worked on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, ItemRevision, PolicyArea
from gongkai.core.catalogue.queries.areas import policy_areas
from gongkai.core.catalogue.queries.versions import (
    items_in_version,
    published_version,
    published_versions,
    version_in_force,
    versions_of,
)
from gongkai.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A row as the public may see it: as it is in force, or as it was last where it has left."""

    row: ItemRevision
    is_in_force: bool


def public_catalogue(public_id: str) -> Catalogue:
    """By the identifier in its address. Raises NotFound: nothing of it was ever published."""
    catalogue = Catalogue.objects.select_related("division").filter(public_id=public_id).first()
    if catalogue is None or not versions_of(catalogue.pk, published_only=True).exists():
        raise NotFound("没有找到该目录，网址可能有误。")
    return catalogue


def public_items(
    lineage: Sequence[int], *, area_code: str = "", words: str = "", on: date | None = None
) -> QuerySet[ItemRevision]:
    """The rows that hold in a division on a day (today), in the order of the table."""
    version = published_version(lineage, on)
    if version is None:
        return ItemRevision.objects.none()
    return items_in_version(version.catalogue_id, version.number, area_code=area_code, words=words)


def public_item_counts(lineage: Sequence[int], on: date | None = None) -> dict[str, int]:
    """Area code → number of rows that hold in a division on a day (today)."""
    rows = public_items(lineage, on=on).order_by().values_list("area_id").annotate(count=Count("id"))
    return dict(rows)


def public_item(*, public_id: str = "", item_id: int | None = None, on: date | None = None) -> PublicItem:
    """A row by the identifier in its address, or by its key.

    Raises:
        NotFound: no version in force by that day has had it; the national standard is not shown here.
    """
    wanted = Q(item_id=item_id) if item_id is not None else Q(item__public_id=public_id)
    number = (
        published_versions(on=on)
        .filter(catalogue_id=OuterRef("item__catalogue_id"))
        .order_by("-effective_on", "-number")
        .values("number")[:1]
    )
    row = (
        ItemRevision.objects.filter(wanted, item__catalogue__division__isnull=False)
        .annotate(in_force=Subquery(number))
        .filter(since_version__lte=F("in_force"))
        .select_related("item__catalogue__division", "area", "responsible_body")
        .order_by("-since_version")
        .first()
    )
    if row is None:
        raise NotFound("没有找到该公开事项，网址可能有误。")
    in_force: int = row.in_force  # annotated above
    return PublicItem(row, row.until_version is None or row.until_version > in_force)


def public_versions(catalogue_id: int) -> list[CatalogueVersion]:
    """Every published version, newest first; those announced for a later day as well."""
    return list(versions_of(catalogue_id, published_only=True))


def announced_version(catalogue_id: int) -> CatalogueVersion | None:
    """The version that was published last and is not yet in force, if there is one."""
    last, now = versions_of(catalogue_id, published_only=True).first(), version_in_force(catalogue_id)
    return last if last is not None and last != now else None


def versions_below(division_id: int) -> list[CatalogueVersion]:
    """The versions in force of the catalogues of all divisions below one, by division."""
    versions = (
        published_versions()
        .filter(catalogue__division__lineage__contains=[division_id])
        .exclude(catalogue__division_id=division_id)
        .order_by("catalogue__division__code", "catalogue_id", "-effective_on", "-number")
        .distinct("catalogue__division__code", "catalogue_id")
    )
    return list(versions)


def relation_counts(catalogue_id: int, number: int) -> dict[str, int]:
    """`Relation` → rows of a published version."""
    rows = items_in_version(catalogue_id, number).order_by().values_list("relation")
    return dict(rows.annotate(count=Count("id")))


def area_counts(catalogue_id: int, number: int) -> list[tuple[PolicyArea, int]]:
    """The areas in which a published version has rows, with how many."""
    rows = items_in_version(catalogue_id, number).order_by().values_list("area_id")
    counts = dict(rows.annotate(count=Count("id")))
    return [(area, counts[area.code]) for area in policy_areas() if area.code in counts]


def public_ids(catalogue_id: int, item_ids: Collection[int]) -> dict[int, str]:
    """Those items of a catalogue that have or had a page of their own → the identifier in its address."""
    version = version_in_force(catalogue_id)
    if version is None:
        return {}
    rows = ItemRevision.objects.filter(
        item_id__in=item_ids, item__catalogue_id=catalogue_id, since_version__lte=version.number
    )
    return dict(rows.order_by().values_list("item_id", "item__public_id"))


def upper_row(row: ItemRevision) -> ItemRevision | None:
    """What was last published of the item above that a row stands for."""
    if row.inherits_id is None:
        return None
    return (
        ItemRevision.objects.filter(item_id=row.inherits_id)
        .select_related("item__catalogue__division", "area")
        .order_by("-since_version")
        .first()
    )
