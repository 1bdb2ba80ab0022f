"""Versions of catalogues, and the rows that each of them published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.core.catalogue.enums import APPROVERS, VersionState
from gongkai.core.catalogue.models import CatalogueVersion, Exemption, ItemRevision
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

_OPEN_STATES = (VersionState.DRAFT, VersionState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one version published of an item; `until` is the version that replaced it."""

    revision: ItemRevision
    since: CatalogueVersion
    until: CatalogueVersion | None


def in_version(number: int, prefix: str = "") -> Q:
    """The condition of belonging to version `number` of one's catalogue."""
    return Q(**{f"{prefix}since_version__lte": number}) & (
        Q(**{f"{prefix}until_version__isnull": True}) | Q(**{f"{prefix}until_version__gt": number})
    )


def published_versions(*, on: date | None = None) -> QuerySet[CatalogueVersion]:
    """Versions in force some time up to a day (today), of all catalogues."""
    return CatalogueVersion.objects.filter(
        state=VersionState.PUBLISHED, effective_on__lte=on or clock.today()
    ).select_related("catalogue__division")


def version_in_force(catalogue_id: int, on: date | None = None) -> CatalogueVersion | None:
    """The version that holds on a day (today); none before the first one."""
    versions = published_versions(on=on).filter(catalogue_id=catalogue_id)
    return versions.order_by("-effective_on", "-number").first()


def published_version(lineage: Sequence[int], on: date | None = None) -> CatalogueVersion | None:
    """The version that holds in a division: of the nearest catalogue in `lineage` which had one in force."""
    versions = (
        published_versions(on=on)
        .filter(catalogue__division_id__in=lineage)
        .order_by("catalogue_id", "-effective_on", "-number")
        .distinct("catalogue_id")
    )
    found = {version.catalogue.division_id: version for version in versions}
    return next((found[division] for division in lineage if division in found), None)


def versions_of(catalogue_id: int, *, published_only: bool = False) -> QuerySet[CatalogueVersion]:
    """Newest first."""
    versions = CatalogueVersion.objects.filter(catalogue_id=catalogue_id).order_by("-number")
    return versions.filter(state=VersionState.PUBLISHED) if published_only else versions


def get_version(version_id: int) -> CatalogueVersion:
    """Raises NotFound."""
    version = CatalogueVersion.objects.select_related("catalogue__division").filter(pk=version_id).first()
    if version is None:
        raise NotFound("没有找到该目录版本。")
    return version


def get_published_version(catalogue_id: int, number: int) -> CatalogueVersion:
    """Raises NotFound: there is none, or it is still being worked on."""
    version = versions_of(catalogue_id, published_only=True).filter(number=number).first()
    if version is None:
        raise NotFound(f"该目录没有公布过第{number}版。")
    return version


def lock_version(version_id: int) -> CatalogueVersion:
    """The version, locked. Raises NotFound."""
    get_version(version_id)
    return (
        CatalogueVersion.objects.select_for_update(of=("self",))
        .select_related("catalogue__division")
        .get(pk=version_id)
    )


def open_version(catalogue_id: int) -> CatalogueVersion | None:
    """The version that is being worked on or in review, if there is one."""
    return versions_of(catalogue_id).filter(state__in=_OPEN_STATES).first()


def current_versions(catalogue_id: int) -> tuple[CatalogueVersion | None, CatalogueVersion | None]:
    """The version in force today and the one under way, either or both of which may be missing; one query."""
    found = (
        CatalogueVersion.objects.filter(catalogue_id=catalogue_id)
        .filter(Q(state__in=_OPEN_STATES) | Q(state=VersionState.PUBLISHED, effective_on__lte=clock.today()))
        .select_related("catalogue__division")
        .annotate(is_open=Q(state__in=_OPEN_STATES))
        .order_by("is_open", "-effective_on", "-number")
        .distinct("is_open")
    )
    by_openness = {version.is_open: version for version in found}
    return by_openness.get(False), by_openness.get(True)


def versions_to_decide(actor: Actor) -> QuerySet[CatalogueVersion]:
    """Versions in review that the actor may approve or return: of divisions covered, and not of one's own
    hand; the twin of `policies.may_decide_version`."""
    divisions = organisations.divisions_covered(actor, APPROVERS).order_by()
    return (
        CatalogueVersion.objects.filter(
            state=VersionState.IN_REVIEW, catalogue__division__in=divisions.values("pk")
        )
        .exclude(editor_ids__contains=[actor.account_id or 0])
        .exclude(submitted_by_id=actor.account_id or 0)
        .select_related("catalogue__division")
        .order_by("submitted_at", "id")
    )


def latest_version(catalogue_id: int) -> CatalogueVersion | None:
    """The version published last, in force already or announced."""
    return versions_of(catalogue_id, published_only=True).first()


def items_in_version(
    catalogue_id: int, number: int, *, area_code: str = "", words: str = "", relation: str = "",
    body_id: int | None = None,
) -> QuerySet[ItemRevision]:  # fmt: skip
    """The rows of a published version, in the order of the table.

    Args:
        words: all of which must be in the names, the content or the body.
        relation: only rows that inherit, refine or add (`Relation`).
        body_id: only rows of this 公开主体.
    """
    rows = (
        ItemRevision.objects.filter(in_version(number), item__catalogue_id=catalogue_id)
        .select_related("item", "area", "responsible_body")
        .order_by("area_id", "position", "id")
    )
    if area_code:
        rows = rows.filter(area_id=area_code)
    if relation:
        rows = rows.filter(relation=relation)
    if body_id is not None:
        rows = rows.filter(responsible_body_id=body_id)
    return rows.filter(with_words(words))


def with_words(words: str) -> Q:
    """Rows in which every word occurs, in the names, the content or the body."""
    condition = Q()
    for word in words.split():
        condition &= (
            Q(level1__icontains=word)
            | Q(level2__icontains=word)
            | Q(content_elements__icontains=word)
            | Q(responsible_text__icontains=word)
            | Q(responsible_body__name__icontains=word)
        )
    return condition


def exemptions_in_version(catalogue_id: int, number: int) -> QuerySet[Exemption]:
    """What a published version says not to apply here, with basis and approval."""
    return (
        Exemption.objects.filter(in_version(number), catalogue_id=catalogue_id)
        .select_related("subject__area", "own_item")
        .order_by("subject__area_id", "subject__position", "id")
    )


def history_of(item_id: int) -> list[HistoryEntry]:
    """Everything that was published of an item, oldest first."""
    revisions = list(
        ItemRevision.objects.filter(item_id=item_id)
        .select_related("item", "area", "responsible_body")
        .order_by("since_version")
    )
    if not revisions:
        return []
    catalogue_id = revisions[0].item.catalogue_id
    versions = {found.number: found for found in versions_of(catalogue_id, published_only=True)}
    return [
        HistoryEntry(revision, versions[revision.since_version], versions.get(revision.until_version or 0))
        for revision in revisions
    ]
