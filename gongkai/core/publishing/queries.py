"""What the public sees. Nothing here takes an actor: everything returned is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.queries import PublicItem
from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState
from gongkai.core.publishing.models import PublicationEntry, Site
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, ItemRevision, PolicyArea
    from gongkai.core.information.models import Attachment, Document, Edition
    from gongkai.foundation.organisations.models import Division


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
    """How many documents one body published in one area in one year: what filters are made of."""

    area_code: str
    area_name: str
    body_id: int
    body_name: str
    year: int
    documents: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the catalogue table with what has been published under it."""

    item: ItemRevision
    documents: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """One document page: the edition shown, the versions there are, and the catalogue's row."""

    document: Document
    edition: Edition
    versions: tuple[Edition, ...]
    item: ItemRevision

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


def site_of(division_id: int) -> Site | None:
    """The site of a division, if it has one of its own."""
    return Site.objects.filter(division_id=division_id).first()


def list_sites() -> QuerySet[Site]:
    """All portals of the installation, by the code of their division."""
    return Site.objects.select_related("division", "owner_body").order_by("division__code")


def get_site(site_id: int) -> Site:
    """Raises NotFound."""
    site = list_sites().filter(pk=site_id).first()
    if site is None:
        raise NotFound("没有找到该站点。")
    return site


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
    words: str = "",
) -> QuerySet[Edition]:
    """Public documents of a site, newest first.

    Args:
        item_id: with the items that stand for it in the layers below.
        year: of publication, in China.
        words: all of which must be in the title, the document number or the index number.
    """
    editions = _editions(site)
    if area_code:
        editions = editions.filter(document__item__area_id=area_code)
    if item_id is not None:
        editions = editions.filter(document__item_id__in=catalogue.lines_below([item_id]))
    if body_id is not None:
        editions = editions.filter(document__body_id=body_id)
    if year is not None:
        editions = editions.filter(published_at__year=year)
    for word in words.split():
        editions = editions.filter(
            Q(title__icontains=word)
            | Q(document_number__icontains=word)
            | Q(document__index_number__icontains=word)
        )
    return editions


def public_groups(site: Site) -> list[PublicGroup]:
    """Every area, body and year in which something is public, bodies in the order of the screens."""
    rows = (
        _editions(site)
        .order_by()
        .values_list(
            "document__item__area_id",
            "document__item__area__name",
            "document__body_id",
            "document__body__name",
            ExtractYear("published_at"),
            "document__body__sort_key",
        )
        .annotate(documents=Count("id"))
        .order_by("document__body__sort_key", "document__body_id", "document__item__area_id")
    )
    return [
        PublicGroup(code, area, body_id, body, year, count)
        for code, area, body_id, body, year, _, count in rows
    ]


def overview(site: Site) -> Overview:
    """All areas in order, with the items of the site's catalogue and the public documents of each."""
    rows = list(
        _editions(site)
        .order_by()
        .values_list("document__item__area_id")
        .annotate(
            documents=Count("id"),
            latest=Max("published_at"),
            bodies=ArrayAgg("document__body_id", distinct=True),
        )
    )
    counts = {code: (documents, latest) for code, documents, latest, _ in rows}
    items = catalogue.public_item_counts(site.division.lineage)
    return Overview(
        areas=tuple(
            AreaSummary(
                area.code, area.name, area.icon, items.get(area.code, 0), *counts.get(area.code, (0, None))
            )
            for area in catalogue.policy_areas()
        ),
        bodies=len({body for *_, bodies in rows for body in bodies}),
    )


def catalogue_version(site: Site, on: date | None = None) -> CatalogueVersion | None:
    """The version of the catalogue that holds for a site on a day (today)."""
    return catalogue.published_version(site.division.lineage, on)


def catalogue_items(
    site: Site, *, area_code: str = "", words: str = "", on: date | None = None
) -> QuerySet[ItemRevision]:
    """The items that hold for a site on a day (today), in the order of the table."""
    return catalogue.public_items(site.division.lineage, area_code=area_code, words=words, on=on)


def catalogue_item(site: Site, public_id: str) -> PublicItem:
    """An item by the identifier in its address, if it is of the site's own line: of its division, one above
    or one below.

    Raises:
        NotFound: it was never published, or it is another line's.
    """
    found = catalogue.public_item(public_id=public_id)
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


def item_rows(site: Site, area: PolicyArea, words: str = "") -> list[ItemRow]:
    """The catalogue table of an area, each row with its documents and those of the layers below."""
    rows = list(catalogue_items(site, area_code=area.code, words=words))
    lines = catalogue.lines_below([row.item_id for row in rows])
    counts: dict[int, tuple[int, datetime | None]] = {}
    for item_id, documents, latest in (
        _editions(site)
        .order_by()
        .filter(document__item_id__in=lines)
        .values_list("document__item_id")
        .annotate(documents=Count("id"), latest=Max("published_at"))
    ):
        so_far, newest = counts.get(lines[item_id], (0, None))
        counts[lines[item_id]] = (so_far + documents, max(latest, newest or latest))
    return [ItemRow(row, *counts.get(row.item_id, (0, None))) for row in rows]


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
    files = Prefetch("attachments", information.public_attachments().select_related("file"))
    edition = seen.filter(number=wanted).prefetch_related(files).first()
    if edition is None:
        raise NotFound("没有这个版本。")
    edition.document = document
    return PublicDocument(document, edition, versions, catalogue.public_item(item_id=document.item_id).row)


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


def publication_log(site: Site, *, action: str = "", subject: str = "") -> QuerySet[PublicationEntry]:
    """Everything published, corrected and withdrawn, newest first.

    Args:
        subject: only lines about documents or about catalogues (`LogSubject`).
    """
    entries = PublicationEntry.objects.filter(division_ids__contains=[site.division_id])
    if subject:
        entries = entries.filter(subject=subject)
    if action:
        entries = entries.filter(action=action)
    return entries.order_by("-at", "-id")


def log_counts(site: Site) -> dict[str, int]:
    """Action → entries of the log."""
    rows = publication_log(site).order_by().values_list("action").annotate(count=Count("id"))
    return dict(rows)
