"""Adding, adjusting and cancelling powers. Each change is a version with its reason (S4-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.core.powers import policies, queries
from gongkai.core.powers.commands.writing import (
    COLUMNS,
    first_version,
    new_power,
    next_version,
    put_fields,
)
from gongkai.core.powers.enums import PowerList, PowersTag, PowerState, SortingState
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.rules import powers as rules
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.enums import SuccessionKind
from gongkai.foundation.organisations.rules import tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(PowersTag.POWER_CREATE)
def create_power(
    *, actor: Actor, body_id: int, list_kind: PowerList, given: PowerFields, effective_on: date, reason: str
) -> PowerItem:
    """Add a power or a service to a body's list.

    Raises:
        InvalidInput: a field is wrong or the code is taken; all faults are told at once.
        Conflict: the body is closed.
    """
    require(policies.may_add_power(actor, body_id))
    body = organisations.get_body(body_id)
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已于{body.closed_on:%Y-%m-%d}撤销，不能新增事项。")
    given, reason = rules.tidied(given), tidy(reason)
    InvalidInput.raise_for(
        **_faults(given, body_id, list_kind),
        effective_on=rules.effective_fault(effective_on, None, clock.today()),
        reason=rules.reason_fault(reason),
    )
    power = new_power(body, list_kind, given, effective_on=effective_on, reason=reason)
    power.save()
    first_version(power, actor).save()
    return power


@command(PowersTag.POWER_REVISE)
def revise_power(
    *, actor: Actor, power_id: int, given: PowerFields, effective_on: date, reason: str
) -> PowerItem:
    """Let a power say something else from a day on; what it said before stays readable. A confirmed
    sorting is opened again.

    Raises:
        InvalidInput: a field is wrong or the code is taken, the day lies before that of the version before,
            or no reason.
        Conflict: nothing differs.
    """
    power = queries.lock_power(power_id)
    require(policies.may_change_power(actor, power))
    given, reason = rules.tidied(given), tidy(reason)
    InvalidInput.raise_for(
        **_faults(given, power.body_id, power.list_kind, power.pk),
        effective_on=rules.effective_fault(effective_on, power.changed_on or power.since, clock.today()),
        reason=rules.reason_fault(reason),
    )
    changed = rules.changed(queries.fields_of(power), given)
    if not changed:
        raise Conflict("内容与现行版本相同，没有需要调整的地方。")
    put_fields(power, given)
    power.state = PowerState.ADJUSTED
    _next_version(power, actor, effective_on=effective_on, reason=reason, changed=changed)
    return power


@command(PowersTag.POWER_CANCEL)
def cancel_power(*, actor: Actor, power_id: int, on: date, reason: str) -> PowerItem:
    """Take a power out of force from a day on; it stays readable with when and why.

    Raises:
        InvalidInput: a wrong day, or no reason.
        Conflict: its sorting is under review.
    """
    power = queries.lock_power(power_id)
    require(policies.may_change_power(actor, power))
    if power.sorting == SortingState.IN_REVIEW:
        raise Conflict("该事项的梳理结果正在核定，请先撤回或办结，再取消事项。")
    reason = tidy(reason)
    InvalidInput.raise_for(
        on=rules.effective_fault(on, power.changed_on or power.since, clock.today()),
        reason=rules.reason_fault(reason),
    )
    power.state, power.cancelled_on = PowerState.CANCELLED, on
    _next_version(power, actor, effective_on=on, reason=reason, changed=["取消"])
    return power


@command(PowersTag.POWERS_CARRY)
def carry_powers(*, actor: Actor, succession_id: int) -> list[PowerItem]:
    """Hand the powers in force of a merged body to its successor, each with a version that says so.

    A code that the successor uses already is kept with the predecessor's name behind it. Carrying twice
    changes nothing. A split or a transfer of single duties names no powers: people decide them.
    """
    require(policies.may_carry_powers(actor))
    succession = organisations.get_succession(succession_id)
    note(subject=succession)
    if succession.kind not in (SuccessionKind.MERGE, SuccessionKind.RENAME):
        return []
    carried = []
    for row in queries.powers_in_force_of(succession.predecessor_id):
        power = queries.lock_power(row.pk)
        taken = queries.powers_of_body_with_code(succession.successor_id, power.list_kind, power.code)
        if taken.exists():
            former = succession.predecessor.short_name or succession.predecessor.name
            power.code = f"{power.code[: rules.LENGTHS['code'] - len(former) - 2]}（{former}）"
        power.body, power.division_id = succession.successor, succession.successor.division_id
        on = max(succession.on, power.changed_on or power.since)
        _next_version(power, actor, effective_on=on, reason=succession.basis, changed=["行使主体"])
        carried.append(power)
    note(powers=len(carried))
    return carried


def _faults(given: PowerFields, body_id: int, list_kind: str, power_id: int | None = None) -> dict[str, str]:
    """What is wrong with the fields of a power (`power_id`: of one that exists)."""
    found = rules.faults(given, list_kind)
    taken = queries.powers_of_body_with_code(body_id, list_kind, given.code).exclude(pk=power_id or 0)
    if not found["code"] and taken.exists():
        found["code"] = "该单位的清单中已有相同编码的事项，请核对。"
    return found


def _next_version(
    power: PowerItem, actor: Actor, *, effective_on: date, reason: str, changed: Sequence[str]
) -> None:
    version = next_version(power, actor, effective_on=effective_on, reason=reason, changed=changed)
    power.save(update_fields=COLUMNS)
    version.save()
    note(version=power.version, changed=list(changed))
