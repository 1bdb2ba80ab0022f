"""Deciding a step. The owner of the subject maps the outcome to its own transition."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.commands import writing
from gongkai.core.workflow.enums import StepState, WorkflowTag
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import Seat
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@dataclass(frozen=True, slots=True)
class Progress:
    """What a decision led to; not `finished`: another step waits, perhaps one beside it."""

    step: ReviewStep
    finished: bool


@command(WorkflowTag.STEP_APPROVE)
def approve_step(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    kind: str,
    opinion: str,
    step_id: int | None = None,
) -> Progress:
    """Decide a current step in favour; once all of its position have, the next ones begin.

    Args:
        kind: of the step that the user saw.
        step_id: the very step that the user saw; a review that was begun anew has others.
    """
    case, step, seat, beside = _decidable(actor, subject_type, subject_id, kind, step_id)
    writing.decide(step, "approve", actor, seat, opinion.strip() or "同意")
    if beside:
        return Progress(step=step, finished=False)
    following = _following(case)
    if not following:
        writing.close(case, "approve")
    writing.begin(following)
    return Progress(step=step, finished=not following)


@command(WorkflowTag.STEP_RETURN)
def return_case(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    kind: str,
    opinion: str,
    step_id: int | None = None,
) -> ReviewCase:
    """Send the subject back to its author; the reason is obligatory. In a 会签 one return is enough."""
    case, step, seat, _ = _decidable(actor, subject_type, subject_id, kind, step_id)
    _demand_reason(opinion, "退回必须写明理由，以便起草人修改。")
    writing.decide(step, "return", actor, seat, opinion)
    writing.close(case, "return")
    return case


@command(WorkflowTag.STEP_SEND_BACK)
def send_back(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    kind: str,
    position: int,
    opinion: str,
    step_id: int | None = None,
) -> ReviewCase:
    """退回前面环节: the case stays open and takes the way from `position` on once more, as the next round.

    What was decided so far stays as it was written.

    Raises:
        InvalidInput: no reason, or the position does not lie before the step.
    """
    case, step, seat, _ = _decidable(actor, subject_type, subject_id, kind, step_id)
    _demand_reason(opinion, "退回必须写明理由，以便前面环节重新研究。")
    of_round = list(case.steps.filter(round=step.round))
    again = [each for each in _laid_out(case) if each.position >= position]
    if not 1 <= position < step.position:
        raise InvalidInput.for_field("position", "只能退回到本环节之前的环节，请重新选择。")
    writing.decide(step, "return", actor, seat, opinion)
    left = [each for each in of_round if each.pk != step.pk and not each.decided_at]
    writing.cancel(left, "退回前面环节")
    laid = ReviewStep.objects.bulk_create(_copy(each, step.round + 1) for each in again)
    writing.begin(each for each in laid if each.position == position)
    note(position=position)
    return case


def _decidable(
    actor: Actor, subject_type: str, subject_id: int, kind: str, step_id: int | None
) -> tuple[ReviewCase, ReviewStep, Seat, bool]:
    """The open case, its step that the actor may decide, in whose name, and whether others wait beside it;
    if it is what the user saw."""
    case = queries.lock_open_case(subject_type, subject_id)
    current = queries.current_steps(case)
    step = next((each for each in current if each.pk == step_id), None)
    if step_id is None:
        step = queries.step_for(current, actor)
    if step is None:
        require(policies.may_decide(actor, current[0]))
        raise Conflict("该文件在您查看之后已有变动（可能撤回修改后重新送审，或已由他人办理）。请刷新后办理。")
    place = organisations.place_of_body(step.body_id)
    require(policies.may_decide(actor, step, place))
    note(subject=case, step=step.kind)
    if step.kind != kind:
        raise Conflict(f"该文件现处于“{step.label}”环节，页面内容已过时。请刷新后办理。")
    seat = queries.seat_of(actor, step, place)
    assert seat is not None  # may_decide has allowed it
    if seat.absent:
        note(on_behalf_of=seat.absent)
    return case, step, seat, len(current) > 1


def _demand_reason(opinion: str, message: str) -> None:
    if not opinion.strip():
        raise InvalidInput.for_field("opinion", message)


def _following(case: ReviewCase) -> list[ReviewStep]:
    """The steps that come next: all of the lowest position that nobody has reached."""
    waiting = list(case.steps.filter(state=StepState.WAITING))
    return [step for step in waiting if step.position == waiting[0].position]


def _laid_out(case: ReviewCase) -> list[ReviewStep]:
    """The route of the case, each step once, as it stands in the first round."""
    return list(case.steps.filter(round=1))


def _copy(step: ReviewStep, round_number: int) -> ReviewStep:
    """The same step once more, undecided."""
    return ReviewStep(
        case=step.case,
        round=round_number,
        position=step.position,
        kind=step.kind,
        title=step.title,
        role=step.role,
        body_id=step.body_id,
        limit_days=step.limit_days,
        secrecy_stage=step.secrecy_stage,
    )
