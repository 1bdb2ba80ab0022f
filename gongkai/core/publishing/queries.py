"""What the public sees. Nothing here takes an actor: everything returned is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState
from gongkai.core.publishing.models import PublicationEntry, Site
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem, PolicyArea
    from gongkai.core.information.models import Attachment, Document, Edition


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
class ItemRow:
    """A row of the catalogue table with what has been published under it."""

    item: CatalogueItem
    documents: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """One document page: the edition shown, and the versions there are."""

    document: Document
    edition: Edition
    versions: tuple[Edition, ...]

    @property
    def is_withdrawn(self) -> bool:
        return self.document.withdrawn_at is not None

    @property
    def is_current(self) -> bool:
        return self.edition.state == EditionState.PUBLISHED


def site_for(host: str) -> Site | None:
    """The site of a host name; an installation with a single site answers to every host."""
    sites = list(Site.objects.select_related("division", "owner_body").order_by("id")[:50])
    named = next((site for site in sites if site.host == host), None)
    return named or (sites[0] if sites else None)


def _editions(site: Site) -> QuerySet[Edition]:
    return (
        information.public_editions()
        .filter(document__body__division__lineage__contains=[site.division_id])
        .select_related("document__body", "document__item__area")
        .defer("body_html", "body_text")
        .order_by("-published_at", "-id")
    )


def newest(site: Site, limit: int) -> list[Edition]:
    return list(_editions(site)[:limit])


def published_editions(
    site: Site,
    *,
    area_code: str = "",
    item_id: int | None = None,
    body_id: int | None = None,
    year: int | None = None,
) -> QuerySet[Edition]:
    """Public documents of a site, newest first."""
    editions = _editions(site)
    if area_code:
        editions = editions.filter(document__item__area_id=area_code)
    if item_id is not None:
        editions = editions.filter(document__item_id=item_id)
    if body_id is not None:
        editions = editions.filter(document__body_id=body_id)
    if year is not None:
        editions = editions.filter(published_at__year=year)
    return editions


def publishing_bodies(site: Site) -> list[tuple[int, str, int]]:
    """(id, name, documents) of the bodies that have published something, for filters."""
    rows = (
        _editions(site)
        .order_by()
        .values_list("document__body_id", "document__body__name", "document__body__sort_key")
        .annotate(documents=Count("id"))
        .order_by("document__body__sort_key", "document__body_id")
    )
    return [(body_id, name, documents) for body_id, name, _, documents in rows]


def area_summaries(site: Site) -> list[AreaSummary]:
    """All areas in order, with the items of the site's catalogue and the public documents of each."""
    counts = {
        code: (documents, latest)
        for code, documents, latest in _editions(site)
        .order_by()
        .values_list("document__item__area_id")
        .annotate(documents=Count("id"), latest=Max("published_at"))
    }
    items = catalogue.item_counts(site.division_id)
    return [
        AreaSummary(
            area.code, area.name, area.icon, items.get(area.code, 0), *counts.get(area.code, (0, None))
        )
        for area in catalogue.policy_areas()
    ]


def item_rows(site: Site, area: PolicyArea) -> list[ItemRow]:
    """The catalogue table of an area, each row with its documents."""
    items = list(catalogue.items_of(site.division_id, area.code))
    counts = {
        item_id: (documents, latest)
        for item_id, documents, latest in _editions(site)
        .order_by()
        .filter(document__item__area_id=area.code)
        .values_list("document__item_id")
        .annotate(documents=Count("id"), latest=Max("published_at"))
    }
    return [ItemRow(item, *counts.get(item.pk, (0, None))) for item in items]


def public_document(public_id: str, number: int | None = None) -> PublicDocument:
    """A document as the public may see it: the present edition, or an earlier one by its number.

    Raises:
        NotFound: it was never public. A withdrawn document is found; its page says so.
    """
    document = (
        information.once_public_documents()
        .select_related("body__division", "item__area")
        .filter(public_id=public_id)
        .first()
    )
    if document is None:
        raise NotFound("没有找到该信息，网址可能有误。")
    seen = information.once_public_editions(document.pk)
    versions = tuple(seen.defer("body_html", "body_text").order_by("-number"))
    wanted = number if number is not None else versions[0].number
    edition = seen.filter(number=wanted).prefetch_related("attachments__file").first()
    if edition is None:
        raise NotFound("没有这个版本。")
    edition.document = document
    return PublicDocument(document, edition, versions)


def public_attachment(public_id: str, attachment_id: int) -> Attachment:
    """A file of an edition that is or was public and has not been withdrawn with its document."""
    attachment = (
        information.public_attachments()
        .select_related("file", "edition__document")
        .filter(pk=attachment_id, edition__document__public_id=public_id)
        .first()
    )
    if attachment is None:
        raise NotFound("没有找到该附件，文件可能已撤下。")
    return attachment


def related(edition: Edition, limit: int = 5) -> list[Edition]:
    """Other public documents of the same catalogue item, newest first."""
    return list(
        information.public_editions()
        .filter(document__item_id=edition.document.item_id)
        .exclude(document_id=edition.document_id)
        .select_related("document")
        .defer("body_html", "body_text")
        .order_by("-published_at", "-id")[:limit]
    )


def publication_log(site: Site) -> QuerySet[PublicationEntry]:
    """Everything published, corrected and withdrawn, newest first."""
    return PublicationEntry.objects.filter(division_ids__contains=[site.division_id]).order_by("-at", "-id")


def totals(site: Site) -> dict[str, int]:
    """Figures of the home page."""
    editions = _editions(site).order_by()
    return {
        "documents": editions.count(),
        "bodies": editions.values("document__body_id").distinct().count(),
        "items": sum(catalogue.item_counts(site.division_id).values()),
    }
