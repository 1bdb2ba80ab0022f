"""One case: where it stands, who holds it, what happened to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection
from django.db.models import QuerySet

from gongkai.core.workflow.enums import RUNNING, CaseState, StepState
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.queries.inbox import steps_for
from gongkai.core.workflow.rules import Seat, seat_at
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, NotFound
from gongkai.kernel.place import Place


def lock_open_case(subject_type: str, subject_id: int) -> ReviewCase:
    """The running case of a subject, locked.

    Raises:
        Conflict: none is running, somebody has finished it meanwhile; or it is on hold.
    """
    case = lock_running_case(subject_type, subject_id)
    if case.state == CaseState.HELD:
        raise Conflict("该文件的审批已暂停（报请确定中），登记答复、恢复审批后才能办理。")
    return case


def lock_running_case(subject_type: str, subject_id: int) -> ReviewCase:
    """`lock_open_case`, or one that is on hold."""
    case = (
        ReviewCase.objects.select_for_update()
        .filter(subject_type=subject_type, subject_id=subject_id, state__in=RUNNING)
        .first()
    )
    if case is None:
        raise Conflict("该文件不在审批中，可能已由他人办结、退回或撤回。请刷新页面查看最新进展。")
    return case


def get_case(case_id: int) -> ReviewCase:
    """With its body and steps. Raises NotFound."""
    case = ReviewCase.objects.select_related("body").prefetch_related("steps").filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这次审批。")
    return case


def running_case(subject_type: str, subject_id: int) -> ReviewCase | None:
    """The case that has not come to its end, open or on hold, with its steps."""
    return (
        ReviewCase.objects.filter(subject_type=subject_type, subject_id=subject_id, state__in=RUNNING)
        .select_related("body")
        .prefetch_related("steps__body")
        .first()
    )


def current_steps(case: ReviewCase) -> list[ReviewStep]:
    """What the case waits for: one step, or several bodies' 会签 side by side.

    Raises:
        NotFound: it waits for nothing.
    """
    steps = list(case.steps.filter(state=StepState.CURRENT))
    if not steps:
        raise NotFound("该审批没有待办环节。")
    return steps


def current_step(case: ReviewCase, actor: Actor | None = None) -> ReviewStep:
    """The step that `actor` may decide, or the first one where that is none. Raises NotFound."""
    return step_for(current_steps(case), actor)


def step_for(steps: Sequence[ReviewStep], actor: Actor | None) -> ReviewStep:
    """`current_step` of steps that are read already."""
    if actor is None or len(steps) == 1:
        return steps[0]
    return next((step for step in steps if seat_of(actor, step) is not None), steps[0])


def seat_of(actor: Actor, step: ReviewStep, place: Place | None = None) -> Seat | None:
    """In whose name the actor may decide the step; None: in nobody's. `place` of its body, where known."""
    return seat_at(
        actor,
        Role(step.role),
        place or organisations.place_of_body(step.body_id),
        author_ids=step.case.author_ids,
        assignee_id=step.assignee_id,
    )


def cases_of(subject_type: str, subject_ids: Collection[int]) -> QuerySet[ReviewCase]:
    """All runs of the subjects with their steps and events, oldest first: the timeline."""
    return (
        ReviewCase.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        .select_related("body")
        .prefetch_related("steps__body", "events__step")
        .order_by("id")
    )


def last_case_id(subject_type: str, subject_id: int) -> int | None:
    """The newest run of a subject; None where it never went to review."""
    with connection.cursor() as cursor:  # as SQL (ADR 0020): part of every publication
        cursor.execute(
            "SELECT max(id) FROM workflow_reviewcase WHERE subject_type = %s AND subject_id = %s",
            [subject_type, subject_id],
        )
        ((newest,),) = cursor.fetchall()
    return newest if newest is None else int(newest)


def takes_part(actor: Actor, subject_type: str, subject_ids: Collection[int]) -> bool:
    """Whether a step on the subjects waits for the actor, or the actor has decided one: such people see what
    they are asked about, although it is another body's.
    """
    about = {"case__subject_type": subject_type, "case__subject_id__in": subject_ids}
    decided = ReviewStep.objects.filter(decided_by_id=actor.account_id or -1, **about)
    return steps_for(actor).filter(state=StepState.CURRENT, **about).exists() or decided.exists()
