"""Who is away, and who stands in for them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.foundation.identity.models import Absence
from gongkai.kernel.errors import NotFound


def absences_between(
    first: date, last: date, *, account_id: int | None = None, deputy_id: int | None = None
) -> QuerySet[Absence]:
    """Absences in force that share a day with the span, the earliest first, with both people."""
    found = Absence.objects.filter(ended_at__isnull=True, from_on__lte=last, until_on__gte=first)
    if account_id is not None:
        found = found.filter(account_id=account_id)
    if deputy_id is not None:
        found = found.filter(deputy_id=deputy_id)
    return found.select_related("account", "deputy").order_by("from_on", "id")


def absences_of(account_id: int) -> QuerySet[Absence]:
    """All of a person's, and those in which the person stands in for another, newest first."""
    return (
        Absence.objects.filter(Q(account_id=account_id) | Q(deputy_id=account_id))
        .select_related("account", "deputy")
        .order_by("-from_on", "-id")
    )


def lock_absence(absence_id: int) -> Absence:
    """Raises NotFound."""
    found = (
        Absence.objects.select_for_update(of=("self",))
        .select_related("account", "deputy")
        .filter(pk=absence_id)
        .first()
    )
    if found is None:
        raise NotFound("没有这条不在岗登记。")
    return found
