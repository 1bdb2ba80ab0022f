"""Putting a power on paper with the version that tells of it, the same for single powers and for lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gongkai.core.powers.enums import PowerState, SortingState
from gongkai.core.powers.models import PowerItem, PowerVersion
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.powers.transitions import SORTING
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import PublicBody

COLUMNS = ("code", "name", "type", "basis", "duties", "state", "changed_on", "cancelled_on", "reason",
           "version", "sorting", "confirmed_by", "confirmed_at", "body", "division")  # fmt: skip
"""What a further version may change."""


def new_power(
    body: PublicBody, list_kind: str, given: PowerFields, *, effective_on: date, reason: str
) -> PowerItem:
    """A power in its first version; not saved yet."""
    power = PowerItem(
        division_id=body.division_id, body=body, list_kind=list_kind, since=effective_on, reason=reason
    )
    put_fields(power, given)
    return power


def put_fields(power: PowerItem, given: PowerFields) -> None:
    power.code, power.name, power.type = given.code, given.name, given.type
    power.basis, power.duties = list(given.basis), given.duties


def first_version(power: PowerItem, actor: Actor) -> PowerVersion:
    """What a new power says; not saved yet."""
    return _version(power, actor, effective_on=power.since, changed=["新增"])


def next_version(
    power: PowerItem, actor: Actor, *, effective_on: date, reason: str, changed: Sequence[str]
) -> PowerVersion:
    """Count the changed power up; neither it nor the version is saved yet.

    A confirmed sorting is opened again: what was confirmed was another power.
    """
    power.version += 1
    power.changed_on, power.reason = effective_on, reason
    if power.sorting == SortingState.CONFIRMED and power.state != PowerState.CANCELLED:
        reopen(power)
    return _version(power, actor, effective_on=effective_on, changed=changed)


def reopen(power: PowerItem) -> None:
    SORTING.apply(power, "reopen")
    power.confirmed_by, power.confirmed_at = "", None


def _version(power: PowerItem, actor: Actor, *, effective_on: date, changed: Sequence[str]) -> PowerVersion:
    return PowerVersion(
        power=power,
        number=power.version,
        body_id=power.body_id,
        body_name=power.body.name,
        code=power.code,
        name=power.name,
        type=power.type,
        basis=power.basis,
        duties=power.duties,
        state=power.state,
        effective_on=effective_on,
        reason=power.reason,
        changed=list(changed),
        by_id=actor.account_id,
        by=actor.name,
    )
