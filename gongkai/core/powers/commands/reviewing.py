"""From a finished sorting to a confirmed one: the body submits, the open-affairs office confirms."""

from __future__ import annotations

from gongkai.core.powers import policies, queries
from gongkai.core.powers.commands.writing import reopen
from gongkai.core.powers.enums import SUBJECT, PowersTag
from gongkai.core.powers.models import PowerItem
from gongkai.core.powers.transitions import SORTING
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.rules import RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations.rules import tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput

ROUTE = (RouteStep(StepKind.REVIEW, Role.OPEN_AFFAIRS_OFFICE),)
"""One review by the open-affairs office, never by somebody who sorted (four eyes)."""


@command(PowersTag.SORTING_SUBMIT)
def submit_sorting(*, actor: Actor, power_id: int) -> PowerItem:
    """提交核定. What is not complete is not accepted; the lacks are named one by one."""
    power = queries.lock_power(power_id)
    require(policies.may_sort(actor, power))
    lacks = queries.check_sorting(queries.links_of(power.pk))
    if lacks:
        names = "；".join(lack.message for lack in lacks)
        raise InvalidInput(f"还差{len(lacks)}项，补齐后才能提交：{names}。")
    SORTING.apply(power, "submit")
    power.save(update_fields=["sorting"])
    workflow.open_case(
        actor=actor,
        subject_type=SUBJECT,
        subject_id=power.pk,
        title=f"事项梳理：{power.name}",
        body_id=power.body_id,
        author_ids=power.sorter_ids,
        route=ROUTE,
    )
    return power


@command(PowersTag.SORTING_RECALL)
def recall_sorting(*, actor: Actor, power_id: int) -> PowerItem:
    """撤回: back to the body while nobody has decided."""
    power = queries.lock_power(power_id)
    require(policies.may_recall(actor, power))
    workflow.recall_case(actor=actor, subject_type=SUBJECT, subject_id=power.pk)
    SORTING.apply(power, "recall")
    power.save(update_fields=["sorting"])
    return power


@command(PowersTag.SORTING_CONFIRM)
def confirm_sorting(*, actor: Actor, power_id: int, opinion: str = "") -> PowerItem:
    """核定: what the body has sorted holds from now on."""
    power = queries.lock_power(power_id)
    require(policies.may_confirm(actor, power))
    workflow.approve_step(
        actor=actor, subject_type=SUBJECT, subject_id=power.pk, kind=StepKind.REVIEW, opinion=opinion
    )
    SORTING.apply(power, "confirm")
    power.confirmed_by, power.confirmed_at = actor.name, clock.now()
    power.save(update_fields=["sorting", "confirmed_by", "confirmed_at"])
    return power


@command(PowersTag.SORTING_RETURN)
def return_sorting(*, actor: Actor, power_id: int, opinion: str) -> PowerItem:
    """退回 with the reason."""
    power = queries.lock_power(power_id)
    require(policies.may_confirm(actor, power))
    workflow.return_case(
        actor=actor, subject_type=SUBJECT, subject_id=power.pk, kind=StepKind.REVIEW, opinion=opinion
    )
    SORTING.apply(power, "return")
    power.save(update_fields=["sorting"])
    return power


@command(PowersTag.SORTING_REOPEN)
def reopen_sorting(*, actor: Actor, power_id: int, reason: str) -> PowerItem:
    """重新梳理 a confirmed power, because the law, the catalogue or the practice has changed.

    Raises:
        InvalidInput: no reason.
    """
    power = queries.lock_power(power_id)
    require(policies.may_reopen(actor, power))
    reason = tidy(reason)
    if not reason:
        raise InvalidInput.for_field("reason", "请写明重新梳理的原因。")
    note(confirmed_by=power.confirmed_by)
    reopen(power)
    power.save(update_fields=["sorting", "confirmed_by", "confirmed_at"])
    return power
