"""The lists of powers and services as everybody reads them, now and as they stood on a day (S4-5).

A list of an earlier day is made of the versions in force on it, which are never changed; what has been
cancelled since is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from gongkai.core.powers.enums import IN_FORCE
from gongkai.core.powers.models import PowerItem, PowerVersion
from gongkai.core.powers.queries.narrowing import IN_ORDER, IN_ORDER_OF_VERSIONS, saying
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import PublicBody


@dataclass(frozen=True, slots=True)
class Tally:
    """How many powers in force a body has of one list and one type."""

    body_id: int
    body_name: str
    list_kind: str
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicPower:
    """What a power says, or said on a day.

    Attributes:
        body_name: as the version has it.
        since: from when it has been exercised.
        changed_on: from when it has said this, where it was adjusted.
        entered_on: when the list was told of it, where that was after the day.
        cancelled_on: when it was cancelled, by the day or since.
        is_cancelled: whether it was by the day.
    """

    public_id: str
    list_kind: str
    code: str
    name: str
    type: str
    body: PublicBody
    body_name: str
    basis: tuple[str, ...]
    duties: str
    reason: str
    since: date
    changed_on: date | None
    entered_on: date | None
    cancelled_on: date | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class PublicList:
    """Powers in the order of the lists, read from the database when they are asked for."""

    rows: QuerySet[PowerItem] | QuerySet[PowerVersion]
    on: date | None = None

    def __iter__(self) -> Iterator[PublicPower]:
        return (_as_public(row, self.on) for row in self.rows)

    def count(self) -> int:
        return self.rows.count()

    def part(self, number: int, size: int) -> list[PublicPower]:
        """A page of them, from 1."""
        return [_as_public(row, self.on) for row in self.rows[(number - 1) * size : number * size]]


def public_list(
    division_id: int,
    *,
    list_kind: str = "",
    type_: str = "",
    body_id: int | None = None,
    words: str = "",
    on: date | None = None,
) -> PublicList:
    """What is, or was on a day, in force in a division and below it."""
    chosen = {"type": type_, "body_id": body_id}
    if on is None:
        powers = public_powers(division_id).filter(**_given(list_kind=list_kind, **chosen))
        for word in words.split():
            powers = powers.filter(saying(word, "body__name"))
        return PublicList(powers.select_related("body", "division"))
    versions = _versions_on(division_id, on).filter(**_given(power__list_kind=list_kind, **chosen))
    for word in words.split():
        versions = versions.filter(saying(word, "body_name"))
    return PublicList(versions.select_related("power", "body"), on)


def public_powers(division_id: int) -> QuerySet[PowerItem]:
    """What is in force in a division and below it."""
    powers = PowerItem.objects.filter(division__lineage__contains=[division_id], state__in=IN_FORCE)
    return powers.order_by(*IN_ORDER)


def tally_powers(division_id: int, on: date | None = None) -> list[Tally]:
    """Powers in force by body, list and type: what the public filters count. One query."""
    rows = public_powers(division_id) if on is None else _versions_on(division_id, on)
    kind = "list_kind" if on is None else "power__list_kind"
    counted = (
        rows.order_by("body__sort_key", "body_id", kind, "type")
        .values_list("body_id", "body__name", kind, "type")
        .annotate(count=Count("id"))
    )
    return [Tally(*row) for row in counted]


def get_public_power(public_id: str, on: date | None = None) -> tuple[PowerItem, PublicPower]:
    """By the identifier in its address, with what it says, or said on a day; one that was cancelled by
    then is there and says so.

    Raises:
        NotFound: there is none, or it was not exercised by the day.
    """
    power = PowerItem.objects.select_related("body__division").filter(public_id=public_id).first()
    if power is None:
        raise NotFound("没有找到该事项，网址可能有误。")
    if on is None:
        return power, _as_public(power, on)
    version = _latest(on).filter(power=power).select_related("body__division").first()
    if version is None:
        raise NotFound(f"该事项在所选的日期还没有列入清单，自{power.since:%Y年%-m月%-d日}起施行。")
    version.power = power
    return power, _as_public(version, on)


def versions_of(power_id: int, on: date | None = None) -> QuerySet[PowerVersion]:
    """Every version, or those that had taken effect by a day, newest first."""
    versions = PowerVersion.objects.filter(power_id=power_id).order_by("-number")
    return versions if on is None else versions.filter(effective_on__lte=on)


def _latest(on: date) -> QuerySet[PowerVersion]:
    """Of each power the version that had taken effect last by a day."""
    versions = PowerVersion.objects.filter(effective_on__lte=on)
    return versions.order_by("power_id", "-effective_on", "-number").distinct("power_id")


def _versions_on(division_id: int, on: date) -> QuerySet[PowerVersion]:
    """By which versions the powers in force on a day were exercised in a division and below it."""
    versions = PowerVersion.objects.filter(
        pk__in=_latest(on).values("pk"), state__in=IN_FORCE, body__division__lineage__contains=[division_id]
    )
    return versions.order_by(*IN_ORDER_OF_VERSIONS)


def _given(**wanted: str | int | None) -> dict[str, str | int]:
    return {name: value for name, value in wanted.items() if value}


def _as_public(row: PowerItem | PowerVersion, on: date | None) -> PublicPower:
    if isinstance(row, PowerItem):
        power, body_name, changed_on, entered_on = row, row.body.name, row.changed_on, None
    else:
        power, body_name, entered_on = row.power, row.body_name, clock.day_of(row.at)
        changed_on = row.effective_on if row.number > 1 else None
    return PublicPower(
        public_id=power.public_id,
        list_kind=power.list_kind,
        code=row.code,
        name=row.name,
        type=row.type,
        body=row.body,
        body_name=body_name,
        basis=tuple(row.basis),
        duties=row.duties,
        reason=row.reason,
        since=power.since,
        changed_on=changed_on,
        entered_on=entered_on if on and entered_on and entered_on > on else None,
        cancelled_on=power.cancelled_on,
        is_cancelled=row.state not in IN_FORCE,
    )
