"""What falls due by itself: publications that were set for a time, display periods that end."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.core.information.enums import WAS_PUBLIC, EditionState
from gongkai.core.information.models import Edition


def publications_due(now: datetime) -> list[int]:
    """Signed editions whose time has come, the longest overdue first."""
    due = Edition.objects.filter(state=EditionState.SIGNED, publish_at__lte=now)
    return list(due.order_by("publish_at", "id").values_list("pk", flat=True))


def displays_over(today: date) -> list[int]:
    """Public editions whose last day of display has passed."""
    over = Edition.objects.filter(state=EditionState.PUBLISHED, display_until__lt=today)
    return list(over.order_by("display_until", "id").values_list("pk", flat=True))


def displays_ending(until: date) -> QuerySet[Edition]:
    """Public editions whose last day of display is at the latest `until`, the soonest first."""
    ending = Edition.objects.filter(state=EditionState.PUBLISHED, display_until__lte=until)
    return ending.select_related("document").order_by("display_until", "id")


def last_public_edition_of(document_id: int) -> Edition | None:
    """The edition that is public, or that was until its display period ended."""
    return Edition.objects.filter(document_id=document_id, state__in=WAS_PUBLIC).order_by("-number").first()
