"""How steps come, are decided and go, the same for every command; their limits run along."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from gongkai.core.workflow import queries
from gongkai.core.workflow.enums import INBOX, STEP_PURPOSE, STEP_SUBJECT, CaseEventKind, StepState
from gongkai.core.workflow.models import CaseEvent, ReviewCase, ReviewStep
from gongkai.core.workflow.rules import Seat
from gongkai.core.workflow.transitions import CASE, STEP
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.deadlines import Limit
from gongkai.kernel.errors import InvalidInput
from gongkai.kernel.time_units import Span, Unit

OPINION_LENGTH = 2_000
KEEPER = Actor.system("审批流程")
"""Keeps the limits of steps and tells people: no person has the right to do either by hand."""

_RULE = "workflow.step"
_TITLE_LENGTH = 60


def begin(steps: Iterable[ReviewStep]) -> None:
    """The steps wait for a decision from now on."""
    begun, now = list(steps), clock.now()
    for step in begun:
        STEP.apply(step, "begin")
        step.waiting_since = now
        step.save(update_fields=["state", "waiting_since"])
    limited = [step for step in begun if step.limit_days]
    holders = queries.holders_of(limited) if limited else {}
    for step in limited:
        keep_limit(step, [standing.account_id for standing in holders[step.pk]])


def decide(step: ReviewStep, name: str, actor: Actor, seat: Seat, opinion: str) -> None:
    """Put the decision on the step; `name` is the transition.

    Raises:
        InvalidInput: the opinion is too long.
    """
    if len(opinion) > OPINION_LENGTH:
        raise InvalidInput.for_field("opinion", f"意见不能超过{OPINION_LENGTH}字，现有{len(opinion)}字。")
    STEP.apply(step, name)
    step.decided_by_id, step.decided_by = actor.account_id, actor.name
    if seat.absent:
        step.decided_for_id, step.decided_for = seat.account_id, seat.absent
    step.decided_at, step.opinion = clock.now(), opinion.strip()
    step.save(
        update_fields=[
            "state", "decided_by_id", "decided_by", "decided_for_id", "decided_for", "decided_at", "opinion",
        ]
    )  # fmt: skip
    if step.limit_days:
        deadlines.meet_deadline(actor=KEEPER, **_limit_of(step))


def cancel(steps: Iterable[ReviewStep], reason: str) -> None:
    """Nobody has to decide them any more."""
    for step in steps:
        was_running = step.state == StepState.CURRENT
        STEP.apply(step, "cancel")
        step.save(update_fields=["state"])
        if step.limit_days and was_running:
            deadlines.drop_deadline(actor=KEEPER, **_limit_of(step), reason=reason)


def close(case: ReviewCase, name: str) -> None:
    """The case comes to its end; what was not decided is cancelled."""
    CASE.apply(case, name)
    case.closed_at = clock.now()
    case.save(update_fields=["state", "closed_at"])
    left = case.steps.filter(state__in=[StepState.WAITING, StepState.CURRENT])
    cancel(left, f"审批{CASE.table[name].label}")


def pause_limits(case: ReviewCase, reason: str) -> None:
    """While a case is on hold, nobody's time runs."""
    for step in queries.current_steps(case):
        if step.limit_days:
            deadlines.pause_deadline(actor=KEEPER, **_limit_of(step), reason=reason)


def resume_limits(case: ReviewCase) -> None:
    for step in queries.current_steps(case):
        if step.limit_days:
            deadlines.resume_deadline(actor=KEEPER, **_limit_of(step))


def record(
    case: ReviewCase,
    kind: CaseEventKind,
    actor: Actor,
    *,
    step: ReviewStep | None = None,
    to: tuple[int, str] | None = None,
    text: str = "",
) -> CaseEvent:
    """Add to the timeline; `to` is the key and the name of whom it was handed to."""
    return CaseEvent.objects.create(
        case=case,
        step=step,
        kind=kind,
        by_id=actor.account_id,
        by=actor.name,
        to_id=to[0] if to else None,
        to=to[1] if to else "",
        text=text,
    )


def tell(account_ids: Iterable[int], case: ReviewCase, *, title: str, text: str, key: str) -> None:
    """A notice that leads to what is under review; `key` names the occasion, nobody is told of it twice."""
    notifications.send_notice(
        actor=KEEPER,
        account_ids=sorted(set(account_ids)),
        kind=NoticeKind.REVIEW,
        title=f"{title}：{case.subject_title}",
        text=text,
        key=key,
        address=f"{INBOX}cases/{case.pk}/",
    )


def keep_limit(step: ReviewStep, account_ids: Collection[int]) -> None:
    """The step's working days, derived and proved like every other limit, and who is told when the day moves;
    nothing for a step without a limit."""
    if not step.limit_days or step.waiting_since is None:
        return
    deadlines.open_deadline(
        actor=KEEPER,
        **_limit_of(step),
        title=f"{step.label}《{step.case.subject_title[:_TITLE_LENGTH]}》",
        rule_code=_RULE,
        owner_body_id=step.body_id,
        owner_account_ids=account_ids,
        start_on=clock.day_of(step.waiting_since),
        limit=Limit(
            Span(step.limit_days, Unit.WORKDAY),
            name=f"{step.label}办理时限",
            trigger="送达之日",
            source="本单位审批流程",
        ),
    )


def _limit_of(step: ReviewStep) -> dict[str, Any]:
    return {"subject_type": STEP_SUBJECT, "subject_id": step.pk, "purpose": STEP_PURPOSE}
