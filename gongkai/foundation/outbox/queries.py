from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery
from gongkai.kernel import clock

OVERDUE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many deliveries wait, since when the oldest waits, and how many are dead."""

    waiting: int
    oldest: datetime | None
    dead: int


def lock_pending(delivery_id: int) -> Delivery | None:
    """The delivery, locked; `None` when it is done, or another worker holds it."""
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .filter(pk=delivery_id, state=DeliveryState.PENDING)
        .first()
    )


def due_ids(limit: int, but: Collection[int] = ()) -> list[int]:
    """Deliveries to be tried now, without those in `but`."""
    return list(
        Delivery.objects.filter(state=DeliveryState.PENDING, next_attempt_at__lte=clock.now())
        .exclude(pk__in=but)
        .order_by("event_id", "id")
        .values_list("pk", flat=True)[:limit]
    )


def overdue_ids() -> list[int]:
    return list(
        Delivery.objects.filter(
            state=DeliveryState.PENDING, next_attempt_at__lte=clock.now() - OVERDUE
        ).values_list("pk", flat=True)
    )


def list_dead() -> QuerySet[Delivery]:
    """Deliveries given up, newest first: a person has to look."""
    return Delivery.objects.filter(state=DeliveryState.DEAD).select_related("event").order_by("-id")


def backlog() -> Backlog:
    pending = Delivery.objects.filter(state=DeliveryState.PENDING).aggregate(
        waiting=Count("id"), oldest=Min("event__created_at")
    )
    return Backlog(waiting=pending["waiting"], oldest=pending["oldest"], dead=list_dead().count())
