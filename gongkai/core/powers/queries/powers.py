"""Reads of powers and services and of their versions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.core.powers.enums import IN_FORCE, READERS
from gongkai.core.powers.models import PowerItem, PowerVersion
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

_GONE = "没有找到该事项，可能已被调整。"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many powers in force a body has of one list and one type."""

    body_id: int
    body_name: str
    list_kind: str
    type: str
    count: int


def get_power(power_id: int) -> PowerItem:
    """With its body and division. Raises NotFound."""
    power = PowerItem.objects.select_related("body", "division").filter(pk=power_id).first()
    if power is None:
        raise NotFound(_GONE)
    return power


def lock_power(power_id: int) -> PowerItem:
    """Locked for a change. Raises NotFound."""
    powers = PowerItem.objects.select_for_update(of=("self",)).select_related("body", "division")
    power = powers.filter(pk=power_id).first()
    if power is None:
        raise NotFound(_GONE)
    return power


def lock_powers(power_ids: Collection[int]) -> dict[int, PowerItem]:
    """Many at once, locked for a change, by key."""
    powers = PowerItem.objects.select_for_update(of=("self",)).select_related("body").order_by("id")
    return powers.in_bulk(power_ids)


def list_powers(
    actor: Actor,
    *,
    list_kind: str = "",
    type_: str = "",
    body_id: int | None = None,
    sorting: str = "",
    words: str = "",
    include_cancelled: bool = False,
) -> QuerySet[PowerItem]:
    """Powers of the bodies over which the actor has a business role, in the order of the lists."""
    bodies = organisations.bodies_covered(actor, READERS, include_closed=True).order_by()
    powers = _narrowed(PowerItem.objects.filter(body__in=bodies), list_kind, type_, body_id, words)
    if sorting:
        powers = powers.filter(sorting=sorting)
    return powers if include_cancelled else powers.filter(state__in=IN_FORCE)


def public_powers(
    division_id: int, *, list_kind: str = "", type_: str = "", body_id: int | None = None, words: str = ""
) -> QuerySet[PowerItem]:
    """What is in force in a division and below it, for everybody (S4-5: the lists are public)."""
    powers = PowerItem.objects.filter(division__lineage__contains=[division_id], state__in=IN_FORCE)
    return _narrowed(powers, list_kind, type_, body_id, words)


def tally_powers(division_id: int) -> list[Tally]:
    """Powers in force by body, list and type: what the public filters count. One query."""
    rows = (
        public_powers(division_id)
        .order_by("body__sort_key", "body_id", "list_kind", "type")
        .values_list("body_id", "body__name", "list_kind", "type")
        .annotate(count=Count("id"))
    )
    return [Tally(*row) for row in rows]


def get_public_power(public_id: str) -> PowerItem:
    """By the identifier in its address; a cancelled one is still there and says so. Raises NotFound."""
    power = PowerItem.objects.select_related("body", "division").filter(public_id=public_id).first()
    if power is None:
        raise NotFound("没有找到该事项，网址可能有误。")
    return power


def versions_of(power_id: int) -> QuerySet[PowerVersion]:
    """Every version, newest first."""
    return PowerVersion.objects.filter(power_id=power_id).order_by("-number")


def in_force_on(power_ids: Collection[int], on: date) -> dict[int, PowerVersion]:
    """Power → the version by which it was exercised on a day; what did not exist then, or was cancelled,
    is left out. One query."""
    versions = PowerVersion.objects.filter(power_id__in=power_ids, effective_on__lte=on)
    latest = versions.order_by("power_id", "-effective_on", "-number").distinct("power_id")
    return {version.power_id: version for version in latest if version.state in IN_FORCE}


def powers_in_force_of(body_id: int) -> QuerySet[PowerItem]:
    """Powers and services that a body exercises."""
    return PowerItem.objects.filter(body_id=body_id, state__in=IN_FORCE).order_by("id")


def powers_of_body_with_code(body_id: int, list_kind: str, code: str) -> QuerySet[PowerItem]:
    """The power that has this code in a body's list, cancelled or not."""
    return PowerItem.objects.filter(body_id=body_id, list_kind=list_kind, code=code)


def powers_hanging_on(body_id: int) -> str:
    """What keeps a body from being closed: powers in force; empty when there are none."""
    count = powers_in_force_of(body_id).count()
    return f"{count}项施行中的权责或公共服务事项" if count else ""


def fields_of(power: PowerItem) -> PowerFields:
    """What the power says now, for comparing with what it is to say."""
    return PowerFields(
        code=power.code,
        name=power.name,
        type=power.type,
        basis=tuple(power.basis),
        duties=power.duties,
    )


def _narrowed(
    powers: QuerySet[PowerItem], list_kind: str, type_: str, body_id: int | None, words: str
) -> QuerySet[PowerItem]:
    wanted = {"list_kind": list_kind, "type": type_, "body_id": body_id}
    powers = powers.filter(**{name: value for name, value in wanted.items() if value})
    for word in words.split():
        powers = powers.filter(
            Q(name__icontains=word)
            | Q(code__icontains=word)
            | Q(duties__icontains=word)
            | Q(body__name__icontains=word)
        )
    return powers.select_related("body", "division").order_by(
        "body__sort_key", "body_id", "list_kind", "type", "code", "id"
    )
