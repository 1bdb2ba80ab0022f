"""A case begins, is taken back, or has to wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.commands import writing
from gongkai.core.workflow.enums import CaseEventKind, WorkflowTag
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import RouteStep, positions
from gongkai.core.workflow.transitions import CASE
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(WorkflowTag.CASE_OPEN)
def open_case(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    title: str,
    body_id: int,
    author_ids: Collection[int],
    route: Sequence[RouteStep],
    subject_kind: str = "",
) -> ReviewCase:
    """Begin a review along `route`; the case keeps these steps whatever becomes of the route.

    Raises:
        Conflict: nobody could decide one of the steps; the message says who must be appointed.
    """
    require(policies.may_open_case(actor, body_id))
    _refuse_vacancies(route, body_id, author_ids)
    case = ReviewCase.objects.create(
        subject_type=subject_type,
        subject_id=subject_id,
        subject_title=title,
        subject_kind=subject_kind,
        body_id=body_id,
        author_ids=list(author_ids),
        opened_by_id=actor.account_id,
        opened_by=actor.name,
    )
    steps = ReviewStep.objects.bulk_create(
        ReviewStep(
            case=case,
            position=position,
            kind=step.kind,
            title=step.title,
            role=step.role,
            body_id=step.body_id or body_id,
            limit_days=step.limit_days,
            secrecy_stage=step.secrecy_stage,
        )
        for position, step in positions(route)
    )
    writing.begin(step for step in steps if step.position == 1)
    return case


@command(WorkflowTag.CASE_RECALL)
def recall_case(*, actor: Actor, subject_type: str, subject_id: int) -> ReviewCase:
    """Take a subject back before anybody has finished with it."""
    case = queries.lock_running_case(subject_type, subject_id)
    require(policies.may_recall(actor, case))
    writing.close(case, "recall")
    return case


@command(WorkflowTag.CASE_HOLD)
def hold_case(*, actor: Actor, subject_type: str, subject_id: int, reason: str) -> ReviewCase:
    """暂停: what cannot be decided here goes upward, and the case waits for the answer.

    Raises:
        InvalidInput: no reason.
    """
    case = queries.lock_open_case(subject_type, subject_id)
    step = queries.current_step(case, actor)
    require(policies.may_decide(actor, step))
    if not reason.strip():
        raise InvalidInput.for_field("reason", "请写明暂停审批的原因。")
    writing.pause_limits(case, reason.strip()[:_REASON_IN_PROOF])
    CASE.apply(case, "hold")
    case.save(update_fields=["state"])
    writing.record(case, CaseEventKind.HELD, actor, step=step, text=reason.strip())
    note(step=step.kind)
    return case


_REASON_IN_PROOF = 300
"""Signs of a reason that the proof of a limit keeps."""


@command(WorkflowTag.CASE_RESUME)
def resume_case(*, actor: Actor, subject_type: str, subject_id: int, reason: str = "") -> ReviewCase:
    """恢复: the answer is here, the step goes on where it stood."""
    case = queries.lock_running_case(subject_type, subject_id)
    step = queries.current_step(case, actor)
    require(policies.may_resume(actor, case, step))
    CASE.apply(case, "resume")
    case.save(update_fields=["state"])
    writing.resume_limits(case)
    writing.record(case, CaseEventKind.RESUMED, actor, step=step, text=reason.strip())
    return case


def _refuse_vacancies(route: Sequence[RouteStep], body_id: int, author_ids: Collection[int]) -> None:
    empty = queries.vacancies(route, body_id, author_ids)
    if empty:
        names = "；".join(dict.fromkeys(vacancy.words for vacancy in empty))
        raise Conflict(f"不能送审：{names}。请联系安全管理员授权后再提交，您的内容已保存。")
