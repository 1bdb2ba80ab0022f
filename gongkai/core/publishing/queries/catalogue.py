"""The catalogue that holds for a site, with what has been published under its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.queries import PublicItem
from gongkai.core.publishing.models import Site
from gongkai.core.publishing.queries.documents import editions_of
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, ItemRevision, PolicyArea
    from gongkai.foundation.organisations.models import Division


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the catalogue table with what has been published under it."""

    item: ItemRevision
    documents: int
    latest: datetime | None


def catalogue_version(site: Site, on: date | None = None) -> CatalogueVersion | None:
    """The version of the catalogue that holds for a site on a day (today)."""
    return catalogue.published_version(site.division.lineage, on)


def catalogue_items(
    site: Site, *, area_code: str = "", words: str = "", on: date | None = None
) -> QuerySet[ItemRevision]:
    """The items that hold for a site on a day (today), in the order of the table."""
    return catalogue.public_items(site.division.lineage, area_code=area_code, words=words, on=on)


def catalogue_item(site: Site, public_id: str, on: date | None = None) -> PublicItem:
    """An item by the identifier in its address, if it is of the site's own line: of its division, one above
    or one below.

    Raises:
        NotFound: it was not published by then, or it is another line's.
    """
    found = catalogue.public_item(public_id=public_id, on=on)
    if not _is_of_line(found.row.item.catalogue.division, site):
        raise NotFound("没有找到该公开事项，网址可能有误。")
    return found


def site_catalogue(site: Site, public_id: str) -> Catalogue:
    """A catalogue of the site's own line by the identifier in its address.

    Raises:
        NotFound: nothing of it was ever published, or it is another line's, or the national standard.
    """
    found = catalogue.public_catalogue(public_id)
    if not _is_of_line(found.division, site):
        raise NotFound("没有找到该目录，网址可能有误。")
    return found


def _is_of_line(division: Division | None, site: Site) -> bool:
    return division is not None and (
        division.pk in site.division.lineage or site.division_id in division.lineage
    )


def item_rows(site: Site, area: PolicyArea, words: str = "", on: date | None = None) -> list[ItemRow]:
    """The catalogue table of an area, each row with its documents and those of the layers below."""
    rows = list(catalogue_items(site, area_code=area.code, words=words, on=on))
    lines = catalogue.lines_below([row.item_id for row in rows])
    counts: dict[int, tuple[int, datetime | None]] = {}
    for item_id, documents, latest in (
        editions_of(site, on)
        .order_by()
        .filter(document__item_id__in=lines)
        .values_list("document__item_id")
        .annotate(documents=Count("id"), latest=Max("published_at"))
    ):
        so_far, newest = counts.get(lines[item_id], (0, None))
        counts[lines[item_id]] = (so_far + documents, max(latest, newest or latest))
    return [ItemRow(row, *counts.get(row.item_id, (0, None))) for row in rows]
