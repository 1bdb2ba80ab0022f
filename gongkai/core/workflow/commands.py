"""Moving a case along. The owner of the subject maps the outcome to its own transition."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.enums import StepState, WorkflowTag
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import RouteStep
from gongkai.core.workflow.transitions import CASE, STEP
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

OPINION_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """What a decision led to."""

    step: ReviewStep
    finished: bool


@command(WorkflowTag.CASE_OPEN)
def open_case(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    title: str,
    body_id: int,
    author_ids: list[int],
    route: tuple[RouteStep, ...],
) -> ReviewCase:
    """Begin a review along `route`."""
    require(policies.may_open_case(actor, body_id))
    case = ReviewCase.objects.create(
        subject_type=subject_type,
        subject_id=subject_id,
        subject_title=title,
        body_id=body_id,
        author_ids=author_ids,
        opened_by_id=actor.account_id,
        opened_by=actor.name,
    )
    ReviewStep.objects.bulk_create(
        ReviewStep(
            case=case,
            position=position,
            kind=step.kind,
            role=step.role,
            state=StepState.CURRENT if position == 1 else StepState.WAITING,
            waiting_since=clock.now() if position == 1 else None,
        )
        for position, step in enumerate(route, start=1)
    )
    return case


@command(WorkflowTag.STEP_APPROVE)
def approve_step(*, actor: Actor, subject_type: str, subject_id: int, kind: str, opinion: str) -> Progress:
    """Decide the current step in favour and hand on to the next."""
    case, step = _decidable(actor, subject_type, subject_id, kind)
    _decide(step, "approve", actor, opinion.strip() or "同意")
    following = case.steps.filter(state=StepState.WAITING).first()
    if following is None:
        CASE.apply(case, "approve")
        case.closed_at = clock.now()
        case.save(update_fields=["state", "closed_at"])
    else:
        STEP.apply(following, "begin")
        following.waiting_since = clock.now()
        following.save(update_fields=["state", "waiting_since"])
    return Progress(step=step, finished=following is None)


@command(WorkflowTag.STEP_RETURN)
def return_case(*, actor: Actor, subject_type: str, subject_id: int, kind: str, opinion: str) -> ReviewCase:
    """Send the subject back to its author; the reason is obligatory."""
    case, step = _decidable(actor, subject_type, subject_id, kind)
    if not opinion.strip():
        raise InvalidInput.for_field("opinion", "退回必须写明理由，以便起草人修改。")
    _decide(step, "return", actor, opinion)
    _close(case, "return")
    return case


@command(WorkflowTag.CASE_RECALL)
def recall_case(*, actor: Actor, subject_type: str, subject_id: int) -> ReviewCase:
    """Take a subject back before anybody has finished with it."""
    case = queries.lock_open_case(subject_type, subject_id)
    require(policies.may_recall(actor, case))
    _close(case, "recall")
    return case


def _decidable(actor: Actor, subject_type: str, subject_id: int, kind: str) -> tuple[ReviewCase, ReviewStep]:
    """The running case and its current step, if it is of the `kind` that the user saw."""
    case = queries.lock_open_case(subject_type, subject_id)
    step = queries.current_step(case)
    require(policies.may_decide(actor, step))
    note(subject=case, step=step.kind)
    if step.kind != kind:
        raise Conflict(f"该文件现处于“{step.get_kind_display()}”环节，页面内容已过时。请刷新后办理。")
    return case, step


def _decide(step: ReviewStep, name: str, actor: Actor, opinion: str) -> None:
    if len(opinion) > OPINION_LENGTH:
        raise InvalidInput.for_field("opinion", f"意见不能超过{OPINION_LENGTH}字，现有{len(opinion)}字。")
    STEP.apply(step, name)
    step.decided_by_id, step.decided_by = actor.account_id, actor.name
    step.decided_at, step.opinion = clock.now(), opinion.strip()
    step.save(update_fields=["state", "decided_by_id", "decided_by", "decided_at", "opinion"])


def _close(case: ReviewCase, name: str) -> None:
    CASE.apply(case, name)
    case.closed_at = clock.now()
    case.save(update_fields=["state", "closed_at"])
    for step in case.steps.filter(state__in=[StepState.WAITING, StepState.CURRENT]):
        STEP.apply(step, "cancel")
        step.save(update_fields=["state"])
