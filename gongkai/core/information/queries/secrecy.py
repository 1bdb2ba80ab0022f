"""Reads of 保密审查单 and of what was referred upward."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from gongkai.core.information.enums import SHEET_READERS, SUBJECT, SecrecyConclusion, SecrecyStage
from gongkai.core.information.models import SecrecyReferral, SecrecyReview
from gongkai.core.information.queries.reach import visible_to
from gongkai.core.information.rules import StageEntry
from gongkai.core.workflow import queries as workflow
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

_ENTRIES = """
    SELECT stage, conclusion, reviewer_id, reviewer FROM information_secrecyreview
    WHERE edition_id = %s AND case_id = %s ORDER BY id
"""
"""Written as SQL (ADR 0020): part of every publication."""


def stage_entries(edition_id: int) -> list[StageEntry]:
    """What each stage said last in the newest review of the edition; what an earlier submission had been
    told does not count."""
    case = workflow.last_case_id(SUBJECT, edition_id)
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [edition_id, case])
        rows = cursor.fetchall()
    latest = {
        stage: StageEntry(SecrecyStage(stage), SecrecyConclusion(conclusion), reviewer_id, reviewer)
        for stage, conclusion, reviewer_id, reviewer in rows
    }
    return [latest[stage] for stage in SecrecyStage if stage in latest]


def list_sheets(
    actor: Actor,
    *,
    conclusion: str = "",
    stage: str = "",
    body_id: int | None = None,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[SecrecyReview]:
    """台账: entries of the papers that the actor's archive holds, newest first.

    Args:
        since: first and `until` last day of the review, in China.
    """
    found = SecrecyReview.objects.filter(edition__in=visible_to(actor, SHEET_READERS))
    if conclusion:
        found = found.filter(conclusion=conclusion)
    if stage:
        found = found.filter(stage=stage)
    if body_id is not None:
        found = found.filter(edition__document__body_id=body_id)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(reviewer__icontains=word))
    if since is not None:
        found = found.filter(reviewed_at__gte=clock.end_of(since - timedelta(days=1)))
    if until is not None:
        found = found.filter(reviewed_at__lt=clock.end_of(until))
    return found.select_related("edition__document__body").order_by("-reviewed_at", "-id")


def sheet_of(edition_id: int) -> list[SecrecyReview]:
    """Every entry about an edition, in the order in which they were written."""
    return list(SecrecyReview.objects.filter(edition_id=edition_id).order_by("id"))


def referrals_of(edition_id: int) -> list[SecrecyReferral]:
    return list(SecrecyReferral.objects.filter(edition_id=edition_id).order_by("id"))


def list_referrals(actor: Actor, *, answered: bool | None = None) -> QuerySet[SecrecyReferral]:
    """What was referred upward: open ones first, longest waiting first."""
    found = SecrecyReferral.objects.filter(edition__in=visible_to(actor, SHEET_READERS))
    if answered is not None:
        found = found.filter(answered_at__isnull=not answered)
    return found.select_related("edition__document__body").order_by("answered_at", "referred_at", "id")


def open_referral_of(edition_id: int) -> SecrecyReferral | None:
    return SecrecyReferral.objects.filter(edition_id=edition_id, answered_at__isnull=True).first()


def get_referral(referral_id: int) -> SecrecyReferral:
    """Raises NotFound."""
    found = SecrecyReferral.objects.select_related("edition__document__body").filter(pk=referral_id).first()
    if found is None:
        raise NotFound("没有找到该报请。")
    return found


def lock_referral(referral_id: int) -> SecrecyReferral:
    """Locked for the answer. Raises NotFound."""
    get_referral(referral_id)
    return SecrecyReferral.objects.select_for_update().get(pk=referral_id)
