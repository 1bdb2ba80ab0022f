"""待办, 已办, 办结: lists of steps and cases for a person."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from gongkai.core.workflow.enums import DECIDED, RUNNING, CaseState, StepState
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import Seat, seats
from gongkai.kernel.actor import Actor, ActorKind


def steps_for(actor: Actor) -> QuerySet[ReviewStep]:
    """Steps that stand at a role which the actor, or somebody for whom the actor stands in, holds over the
    deciding body; the twin of `policies.may_decide`.
    """
    if actor.kind is ActorKind.SYSTEM:
        return ReviewStep.objects.all()
    reach = Q(pk__in=[])
    for seat in seats(actor):
        reach |= _theirs(seat)
    return ReviewStep.objects.filter(reach)


def inbox(actor: Actor) -> QuerySet[ReviewStep]:
    """待办: current steps that the actor may decide, longest waiting first."""
    steps = steps_for(actor).filter(state=StepState.CURRENT, case__state=CaseState.OPEN)
    if actor.account_id is not None:
        steps = steps.exclude(case__author_ids__contains=[actor.account_id])
    return steps.select_related("case", "case__body", "body").order_by("waiting_since", "id")


def decided_by(actor: Actor) -> QuerySet[ReviewStep]:
    """已办: what the actor has decided, newest first."""
    return (
        ReviewStep.objects.filter(decided_by_id=actor.account_id or -1, state__in=DECIDED)
        .select_related("case", "case__body", "body")
        .order_by(F("decided_at").desc(), "-id")
    )


def sent_by(actor: Actor) -> QuerySet[ReviewCase]:
    """What the actor sent for review or wrote, newest first: where does it stand?"""
    own = actor.account_id or -1
    return (
        ReviewCase.objects.filter(Q(opened_by_id=own) | Q(author_ids__contains=[own]))
        .select_related("body")
        .prefetch_related("steps__body")
        .order_by("-opened_at", "-id")
    )


def closed_with(actor: Actor) -> QuerySet[ReviewCase]:
    """办结: cases that have ended and in which the actor had a part, the latest end first."""
    own = actor.account_id or -1
    decided = ReviewStep.objects.filter(decided_by_id=own, state__in=DECIDED).values("case")
    return (
        ReviewCase.objects.filter(Q(opened_by_id=own) | Q(author_ids__contains=[own]) | Q(pk__in=decided))
        .exclude(state__in=RUNNING)
        .select_related("body")
        .prefetch_related("steps__body")
        .order_by(F("closed_at").desc(), "-id")
    )


def assigned_to(account_id: int) -> QuerySet[ReviewStep]:
    """Steps that were handed to the person and are not decided, in the order of their keys."""
    return (
        ReviewStep.objects.filter(assignee_id=account_id, state=StepState.CURRENT)
        .select_related("case", "body")
        .order_by("id")
    )


def _theirs(seat: Seat) -> Q:
    """Steps that may be decided in the seat's name."""
    reach = Q(pk__in=[])
    for grant in seat.grants:
        here = Q(role=grant.role)
        if grant.body_id is not None:
            here &= Q(body__lineage__contains=[grant.body_id])
        elif grant.division_id is not None:
            here &= Q(body__division__lineage__contains=[grant.division_id])
        reach |= here
    if seat.account_id is None:
        return reach
    handed = Q(assignee_id__isnull=True) | Q(assignee_id=seat.account_id)
    own_text = Q(case__author_ids__contains=[seat.account_id])
    return reach & handed & ~own_text if seat.absent else reach & handed
