"""New standards, who has to follow them, and what the text under an item must contain."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from gongkai.core.catalogue.enums import CLERKS_LAYERS, KEEPERS, TOWNSHIP_KEEPERS, FollowUpState
from gongkai.core.catalogue.models import CatalogueItem, ContentStandard, FollowUp, Standard
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import Division

_DEEPEST = 6
"""Layers, and thus the longest line of items."""


def standards_of(catalogue_id: int) -> QuerySet[Standard]:
    """Newest first."""
    return Standard.objects.filter(catalogue_id=catalogue_id).select_related("area", "version")


def get_standard(standard_id: int) -> Standard:
    """Raises NotFound."""
    found = (
        Standard.objects.select_related("area", "version", "file", "catalogue__division")
        .filter(pk=standard_id)
        .first()
    )
    if found is None:
        raise NotFound("没有找到这份标准。")
    return found


def follow_ups_of(catalogue_id: int, *, open_only: bool = False) -> QuerySet[FollowUp]:
    """What a catalogue has or had to follow, the longest standing first."""
    found = (
        FollowUp.objects.filter(catalogue_id=catalogue_id)
        .select_related("standard__area", "standard__catalogue__division", "catalogue__division")
        .order_by("standard__issued_on", "id")
    )
    return found.filter(state=FollowUpState.OPEN) if open_only else found


def follow_ups_to(standard_id: int, *, open_only: bool = False) -> QuerySet[FollowUp]:
    """Everybody who has to follow a standard, the open ones first."""
    found = (
        FollowUp.objects.filter(standard_id=standard_id)
        .select_related("standard__area", "catalogue__division")
        .order_by("-state", "catalogue__division__code")
    )
    return found.filter(state=FollowUpState.OPEN) if open_only else found


def open_follow_ups(follow_up_ids: Collection[int]) -> QuerySet[FollowUp]:
    """Those of these that nobody has dealt with yet."""
    found = FollowUp.objects.filter(pk__in=follow_up_ids, state=FollowUpState.OPEN)
    return found.select_related("standard__area", "catalogue__division").order_by("id")


def follow_ups_for(actor: Actor) -> QuerySet[FollowUp]:
    """What the catalogues that are the actor's own to keep have still to follow, the longest standing first.

    Those of townships and villages are their clerk's: an office sees them with the standard.
    """
    of_clerks = Q(catalogue__layer__in=CLERKS_LAYERS)
    own = Q(catalogue__division__in=_keys(actor, KEEPERS)) & ~of_clerks
    townships = Q(catalogue__division__in=_keys(actor, TOWNSHIP_KEEPERS - KEEPERS)) & of_clerks
    return (
        FollowUp.objects.filter(own | townships, state=FollowUpState.OPEN)
        .select_related("standard__area", "catalogue__division")
        .order_by("standard__issued_on", "id")
    )


def _keys(actor: Actor, roles: Collection[Role]) -> QuerySet[Division, int]:
    return organisations.divisions_covered(actor, roles).order_by().values_list("pk", flat=True)


def get_follow_up(follow_up_id: int) -> FollowUp:
    """Raises NotFound."""
    found = (
        FollowUp.objects.select_related("standard__area", "catalogue__division")
        .filter(pk=follow_up_id)
        .first()
    )
    if found is None:
        raise NotFound("没有找到该跟进任务。")
    return found


def content_standard_for(item_id: int) -> ContentStandard | None:
    """What the text under an item must contain: the standard of the item itself, else of the nearest one
    above that it stands for."""
    return content_standards_for([item_id]).get(item_id)


def content_standards_for(item_ids: Collection[int]) -> dict[int, ContentStandard]:
    """The same for many items in few queries; items without one are left out."""
    lines = _lines(item_ids)
    concerned = {above for line in lines.values() for above in line}
    present = {
        found.item_id: found
        for found in ContentStandard.objects.filter(
            item_id__in=concerned, ended_at__isnull=True
        ).select_related("item__catalogue__division")
    }
    nearest = {
        item: next((present[above] for above in line if above in present), None)
        for item, line in lines.items()
    }
    return {item: found for item, found in nearest.items() if found is not None}


def content_standard_history(item_id: int) -> QuerySet[ContentStandard]:
    """Everything ever asked of the texts under one item, newest first."""
    return ContentStandard.objects.filter(item_id=item_id)


def _lines(item_ids: Collection[int]) -> dict[int, list[int]]:
    """Each item with those above that it stands for, nearest first; one query for each layer."""
    lines = {item: [item] for item in item_ids}
    for _ in range(_DEEPEST):
        ends = {line[-1] for line in lines.values()}
        above = dict(
            CatalogueItem.objects.filter(pk__in=ends, inherits__isnull=False).values_list("pk", "inherits_id")
        )
        for line in lines.values():
            if (upper := above.get(line[-1])) is not None:
                line.append(upper)
        if not above:
            break
    return lines
