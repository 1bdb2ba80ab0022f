"""Lists and figures of the documents that a site shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.queries.finding import naming
from gongkai.core.publishing.models import Site

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """A tile of the home page."""

    code: str
    name: str
    icon: str
    items: int
    documents: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a site holds altogether, with the tiles of its areas."""

    areas: tuple[AreaSummary, ...]
    bodies: int
    """Bodies that have published something."""

    @property
    def documents(self) -> int:
        return sum(area.documents for area in self.areas)

    @property
    def items(self) -> int:
        return sum(area.items for area in self.areas)


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """How many documents of one kind one body published in one area in one year: what filters are made of."""

    area_code: str
    area_name: str
    body_id: int
    body_name: str
    year: int
    kind: str
    documents: int


def editions_of(site: Site, on: date | None = None) -> QuerySet[Edition]:
    """Every edition that the site shows, newest first, without its text."""
    return (
        information.public_editions(on)
        .filter(document__body__division__lineage__contains=[site.division_id])
        .select_related("document__body", "document__item__area")
        .defer("body_html", "body_text", "full_html", "full_text")
        .order_by("-published_at", "-id")
    )


def gone_among(public_ids: Collection[str]) -> set[str]:
    """Those of the documents that were public and are no more: withdrawn, or their display is over."""
    once = information.once_public_documents().filter(public_id__in=public_ids)
    gone = once.filter(Q(withdrawn_at__isnull=False) | Q(hides_history=True))
    return set(gone.values_list("public_id", flat=True))


def public_among(public_ids: Collection[str]) -> set[str]:
    """Those of the documents that the public sees now."""
    found = information.public_editions().filter(document__public_id__in=public_ids)
    return set(found.values_list("document__public_id", flat=True))


def count_hidden(site: Site, on: date) -> int:
    """How many documents were public at the end of a day and may not be seen any more."""
    hidden = information.hidden_editions(on)
    return hidden.filter(document__body__division__lineage__contains=[site.division_id]).count()


def newest(site: Site, limit: int, on: date | None = None) -> list[Edition]:
    return list(editions_of(site, on)[:limit])


def published_editions(
    site: Site,
    *,
    area_code: str = "",
    item_id: int | None = None,
    body_id: int | None = None,
    year: int | None = None,
    kind: str = "",
    words: str = "",
    on: date | None = None,
) -> QuerySet[Edition]:
    """Public documents of a site, newest first.

    Args:
        item_id: with the items that stand for it in the layers below.
        year: of publication, in China.
        kind: code of a kind of information.
        words: all of which must be in the title, the document number or the index number.
    """
    editions = editions_of(site, on)
    if area_code:
        editions = editions.filter(document__item__area_id=area_code)
    if item_id is not None:
        editions = editions.filter(document__item_id__in=catalogue.lines_below([item_id]))
    if body_id is not None:
        editions = editions.filter(document__body_id=body_id)
    if year is not None:
        editions = editions.filter(published_at__year=year)
    if kind:
        editions = editions.filter(document__kind=kind)
    for word in words.split():
        editions = editions.filter(naming(word))
    return editions


def public_groups(site: Site, on: date | None = None) -> list[PublicGroup]:
    """Every area, body, year and kind of which something is public, bodies in the order of the screens."""
    rows = (
        editions_of(site, on)
        .order_by()
        .values_list(
            "document__item__area_id",
            "document__item__area__name",
            "document__body_id",
            "document__body__name",
            ExtractYear("published_at"),
            "document__kind",
            "document__body__sort_key",
        )
        .annotate(documents=Count("id"))
        .order_by("document__body__sort_key", "document__body_id", "document__item__area_id")
    )
    return [
        PublicGroup(code, area, body_id, body, year, kind, count)
        for code, area, body_id, body, year, kind, _, count in rows
    ]


def overview(site: Site, on: date | None = None) -> Overview:
    """All areas in order, with the items of the site's catalogue and the public documents of each."""
    rows = list(
        editions_of(site, on)
        .order_by()
        .values_list("document__item__area_id")
        .annotate(
            documents=Count("id"),
            latest=Max("published_at"),
            bodies=ArrayAgg("document__body_id", distinct=True),
        )
    )
    counts = {code: (documents, latest) for code, documents, latest, _ in rows}
    items = catalogue.public_item_counts(site.division.lineage, on)
    return Overview(
        areas=tuple(
            AreaSummary(
                area.code, area.name, area.icon, items.get(area.code, 0), *counts.get(area.code, (0, None))
            )
            for area in catalogue.policy_areas()
        ),
        bodies=len({body for *_, bodies in rows for body in bodies}),
    )


def related(edition: Edition, limit: int = 5, on: date | None = None) -> list[Edition]:
    """Other public documents of the same catalogue item, newest first."""
    return list(
        information.public_editions(on)
        .filter(document__item_id=edition.document.item_id)
        .exclude(document_id=edition.document_id)
        .select_related("document")
        .defer("body_html", "body_text", "full_html", "full_text")
        .order_by("-published_at", "-id")[:limit]
    )
