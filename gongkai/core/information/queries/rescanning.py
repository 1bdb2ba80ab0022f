"""What is scanned anew, how far it is, and what was found."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, Rescan, RescanHit
from gongkai.core.information.queries.reach import visible_to
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

_STALE = timedelta(minutes=5)


def readable_editions() -> QuerySet[Edition]:
    """What the public can read now: present editions, and corrected ones that can still be looked up."""
    return (
        Edition.objects.filter(
            state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED),
            document__withdrawn_at__isnull=True,
            document__hides_history=False,
        )
        .select_related("document__body")
        .prefetch_related("attachments")
        .order_by("pk")
    )


def list_rescans() -> QuerySet[Rescan]:
    """Newest first."""
    return Rescan.objects.order_by("-pk")


def get_rescan(rescan_id: int) -> Rescan:
    found = Rescan.objects.filter(pk=rescan_id).first()
    if found is None:
        raise NotFound("没有这次复查。")
    return found


def lock_rescan(rescan_id: int) -> Rescan:
    found = Rescan.objects.select_for_update().filter(pk=rescan_id).first()
    if found is None:
        raise NotFound("没有这次复查。")
    return found


def running_rescan() -> Rescan | None:
    return Rescan.objects.filter(finished_at__isnull=True).first()


def stale_rescan_ids() -> list[int]:
    """Those whose worker was killed."""
    before = clock.now() - _STALE
    found = Rescan.objects.filter(finished_at__isnull=True, worked_at__lt=before)
    return list(found.values_list("pk", flat=True))


def rescan_hits(rescan: Rescan, actor: Actor) -> QuerySet[RescanHit]:
    """What was found, as far as the actor may see the documents; the worst first."""
    seen = visible_to(actor).values("pk")
    return RescanHit.objects.filter(rescan=rescan, edition__in=seen).select_related("edition__document__body")
