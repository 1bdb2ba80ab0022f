from __future__ import annotations

from django.db.models import F, Q, QuerySet

from gongkai.core.workflow.enums import CaseState, StepState
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.errors import Conflict, NotFound


def lock_open_case(subject_type: str, subject_id: int) -> ReviewCase:
    """The running case of a subject, locked.

    Raises:
        Conflict: none is running; somebody has finished it meanwhile.
    """
    case = (
        ReviewCase.objects.select_for_update()
        .filter(subject_type=subject_type, subject_id=subject_id, state=CaseState.OPEN)
        .first()
    )
    if case is None:
        raise Conflict("该文件不在审批中，可能已由他人办结、退回或撤回。请刷新页面查看最新进展。")
    return case


def current_step(case: ReviewCase) -> ReviewStep:
    step = case.steps.select_related("case").filter(state=StepState.CURRENT).first()
    if step is None:
        raise NotFound("该审批没有待办环节。")
    return step


def cases_of(subject_type: str, subject_ids: list[int]) -> QuerySet[ReviewCase]:
    """All runs of the subjects with their steps, oldest first: the timeline."""
    return (
        ReviewCase.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        .prefetch_related("steps")
        .order_by("id")
    )


def visible_steps(actor: Actor) -> QuerySet[ReviewStep]:
    """Steps that stand at a role the actor holds over the body; the twin of `policies.may_decide`."""
    if actor.kind is ActorKind.SYSTEM:
        return ReviewStep.objects.all()
    reach = Q(pk__in=[])
    for grant in actor.grants:
        here = Q(role=grant.role)
        if grant.body_id is not None:
            here &= Q(case__body__lineage__contains=[grant.body_id])
        elif grant.division_id is not None:
            here &= Q(case__body__division__lineage__contains=[grant.division_id])
        reach |= here
    return ReviewStep.objects.filter(reach)


def inbox(actor: Actor) -> QuerySet[ReviewStep]:
    """待办: current steps that the actor may decide, longest waiting first."""
    steps = visible_steps(actor).filter(state=StepState.CURRENT)
    if actor.account_id is not None:
        steps = steps.exclude(case__author_ids__contains=[actor.account_id])
    return steps.select_related("case", "case__body").order_by("waiting_since", "id")


def decided_by(actor: Actor) -> QuerySet[ReviewStep]:
    """已办: what the actor has decided, newest first."""
    return (
        ReviewStep.objects.filter(decided_by_id=actor.account_id or -1)
        .select_related("case", "case__body")
        .order_by(F("decided_at").desc(), "-id")
    )
