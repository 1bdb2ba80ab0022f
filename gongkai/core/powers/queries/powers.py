"""Reads of powers and services for those who keep and sort them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from gongkai.core.powers.enums import IN_FORCE, READERS
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.queries.narrowing import IN_ORDER, saying
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

_GONE = "没有找到该事项，可能已被调整。"


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
        powers = powers.filter(saying(word, "body__name"))
    return powers.select_related("body", "division").order_by(*IN_ORDER)
