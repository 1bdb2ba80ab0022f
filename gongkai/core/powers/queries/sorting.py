"""Reads of the sorting: links with what they produce, what is missing, how far each body is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.powers import rules
from gongkai.core.powers.enums import IN_FORCE, READERS, SUBJECT, SortingState
from gongkai.core.powers.models import LinkInformation, PowerItem, PowerLink, SortingChange
from gongkai.core.workflow import queries as workflow
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem
    from gongkai.core.workflow.models import ReviewCase

LinkState = dict[str, Any]
"""One link with its information as `SortingChange.before` keeps it."""


SNAPSHOT_FIELDS = ("id", "name", "openness", "reason", "negative_entry_id", "article", "item_id")


@dataclass(frozen=True, slots=True)
class BodyProgress:
    """How far a body is with its powers in force."""

    body_id: int
    body_name: str
    total: int
    open: int
    in_review: int
    confirmed: int
    without_item: int


def links_of(power_id: int) -> list[PowerLink]:
    """The links in order, each with its information, entries and items; two queries."""
    information = LinkInformation.objects.select_related("negative_entry", "item__area").order_by(
        "position", "id"
    )
    links = PowerLink.objects.filter(power_id=power_id).order_by("position")
    return list(links.prefetch_related(Prefetch("information", information)))


def get_link(link_id: int) -> PowerLink:
    """Raises NotFound."""
    link = PowerLink.objects.filter(pk=link_id).first()
    if link is None:
        raise NotFound("没有找到该环节，可能已被他人删除。请刷新页面。")
    return link


def get_information(information_id: int) -> LinkInformation:
    """With its link. Raises NotFound."""
    row = LinkInformation.objects.select_related("link").filter(pk=information_id).first()
    if row is None:
        raise NotFound("没有找到这项信息，可能已被他人删除。请刷新页面。")
    return row


def snapshot_of(power_id: int) -> list[LinkState]:
    """All links as they stand, to come back to; two plain queries."""
    links: dict[int, LinkState] = {
        pk: {"id": pk, "name": name, "information": []}
        for pk, name in PowerLink.objects.filter(power_id=power_id)
        .order_by("position")
        .values_list("pk", "name")
    }
    rows = LinkInformation.objects.filter(link__power_id=power_id).order_by("position", "id")
    for row in rows.values("link_id", *SNAPSHOT_FIELDS):
        links[row.pop("link_id")]["information"].append(row)
    return list(links.values())


def check_sorting(links: Sequence[PowerLink]) -> tuple[rules.Lack, ...]:
    """The "还差 N 项" of a power whose links are `links` (as `links_of` gives them)."""
    today = clock.today()
    return rules.lacks(
        [
            rules.SortedLink(
                link.pk,
                link.name,
                tuple(
                    rules.SortedInformation(
                        row.pk,
                        row.name,
                        row.openness,
                        has_item=row.item_id is not None,
                        entry_holds=row.negative_entry is None or row.negative_entry.holds_on(today),
                    )
                    for row in link.information.all()
                ),
            )
            for link in links
        ]
    )


def last_change(power_id: int) -> SortingChange | None:
    """The newest step that has not been undone."""
    return SortingChange.objects.filter(power_id=power_id, undone_at__isnull=True).order_by("-id").first()


def likely_items(power: PowerItem, names: Sequence[str]) -> dict[str, list[CatalogueItem]]:
    """Name of an information → catalogue items of the body that it may belong to, most likely first.

    Judged by the words of power and information; what fits is chosen by a person.
    """
    items = catalogue.items_for_body(power.body_id)
    rows = items.values_list("pk", "level1", "level2")
    offered = [(pk, rules.pairs_of(f"{level1} {level2}")) for pk, level1, level2, *_ in rows]
    found = {name: rules.likely(f"{power.name} {name}", offered) for name in dict.fromkeys(names)}
    wanted = {pk for keys in found.values() for pk in keys}
    by_key = {item.pk: item for item in items.filter(pk__in=wanted)} if wanted else {}
    return {name: [by_key[pk] for pk in keys] for name, keys in found.items()}


def reviews_of(power_id: int) -> QuerySet[ReviewCase]:
    """Every review of the sorting, oldest first."""
    return workflow.cases_of(SUBJECT, [power_id])


def neighbours(power: PowerItem) -> tuple[PowerItem | None, PowerItem | None]:
    """The powers of the same body before and after this one that are still to be sorted."""
    rows = PowerItem.objects.filter(body_id=power.body_id, state__in=IN_FORCE)
    rows = rows.filter(Q(sorting=SortingState.OPEN) | Q(pk=power.pk)).order_by(
        "list_kind", "type", "code", "id"
    )
    keys = list(rows.values_list("pk", flat=True))
    if power.pk not in keys:
        return None, None
    at = keys.index(power.pk)
    wanted = [keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None]
    found = PowerItem.objects.in_bulk([pk for pk in wanted if pk is not None])
    return found.get(wanted[0] or 0), found.get(wanted[1] or 0)


def progress_by_body(actor: Actor) -> list[BodyProgress]:
    """Bodies that the actor covers and that have powers in force, in one query."""
    bodies = organisations.bodies_covered(actor, READERS).order_by()
    filed = Exists(_information_with_item())
    rows = (
        PowerItem.objects.filter(body__in=bodies, state__in=IN_FORCE)
        .annotate(filed=filed)
        .order_by("body__sort_key", "body_id")
        .values_list("body_id", "body__name")
        .annotate(
            total=Count("id"),
            open=Count("id", filter=Q(sorting=SortingState.OPEN)),
            in_review=Count("id", filter=Q(sorting=SortingState.IN_REVIEW)),
            confirmed=Count("id", filter=Q(sorting=SortingState.CONFIRMED)),
            without_item=Count("id", filter=Q(filed=False)),
        )
    )
    return [BodyProgress(*row) for row in rows]


def powers_without_item(division_id: int) -> QuerySet[PowerItem]:
    """Powers in force of a division that no catalogue item covers (A06: each has at least one)."""
    return (
        PowerItem.objects.filter(division_id=division_id, state__in=IN_FORCE)
        .filter(~Exists(_information_with_item()))
        .select_related("body")
        .order_by("body__sort_key", "body_id", "code", "id")
    )


def information_without_openness(division_id: int) -> QuerySet[LinkInformation]:
    """What links of powers in force produce and nobody has sorted yet."""
    return (
        LinkInformation.objects.filter(
            openness="", link__power__division_id=division_id, link__power__state__in=IN_FORCE
        )
        .select_related("link__power__body")
        .order_by("link__power__body__sort_key", "link__power_id", "link__position", "position")
    )


def sorted_information(power_ids: QuerySet[PowerItem]) -> QuerySet[LinkInformation]:
    """Everything that the powers produce, in the order of list, link and information."""
    return (
        LinkInformation.objects.filter(link__power__in=power_ids.order_by())
        .select_related("link__power__body", "negative_entry", "item__area")
        .order_by(
            "link__power__body__sort_key",
            "link__power__body_id",
            "link__power__list_kind",
            "link__power__code",
            "link__power_id",
            "link__position",
            "position",
            "id",
        )
    )


def _information_with_item() -> QuerySet[LinkInformation]:
    return LinkInformation.objects.filter(link__power=OuterRef("pk"), item__isnull=False)
