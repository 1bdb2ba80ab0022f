"""Writing events into the transaction, and carrying them to their subscribers afterwards."""

from __future__ import annotations

import json
import logging
import traceback
from typing import cast

from django.db import connection, transaction

from gongkai.foundation.outbox import queries, rules
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.events import EVENTS, Event
from gongkai.foundation.outbox.jobs import ENQUEUE, TASK, schedule, scheduled_ids
from gongkai.foundation.outbox.models import Delivery
from gongkai.foundation.outbox.registry import SUBSCRIBERS, handler_of
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

logger = logging.getLogger(__name__)

ERROR_LENGTH = 4_000


def enqueue(event: Event) -> None:
    """Write `event` and one delivery for each subscriber; all vanish if the transaction is undone."""
    subscribers = list(SUBSCRIBERS.get(event.name, {}))
    state, payload = DeliveryState.PENDING.value, json.dumps(event.payload())
    with connection.cursor() as cursor:
        cursor.execute(
            ENQUEUE,
            {
                "name": event.name,
                "payload": payload,
                "subscribers": subscribers,
                "state": state,
                "task": TASK,
            },
        )


def deliver(delivery_id: int) -> bool:
    """Carry one delivery; returns whether it is done.

    The handler runs in the same transaction as the mark "delivered": what it writes to the
    database is written once, what it does outside may be done again after a crash.
    """
    try:
        with transaction.atomic():
            delivery = queries.lock_pending(delivery_id)
            if delivery is None:
                return True
            handler = handler_of(delivery.event.name, delivery.subscriber)
            if handler is None:
                raise NotFound(f"没有名为 {delivery.subscriber} 的接收方，可能已被移除。")
            handler(
                EVENTS[delivery.event.name].from_payload(cast("dict[str, object]", delivery.event.payload))
            )
            delivery.state = DeliveryState.DELIVERED
            delivery.delivered_at = clock.now()
            delivery.attempts += 1
            delivery.last_error = ""
            delivery.save(update_fields=["state", "delivered_at", "attempts", "last_error"])
    except Exception:
        logger.exception("delivery %s failed", delivery_id)
        _note_failure(delivery_id, traceback.format_exc()[-ERROR_LENGTH:])
        return False
    return True


def _note_failure(delivery_id: int, error: str) -> None:
    with transaction.atomic():
        delivery = queries.lock_pending(delivery_id)
        if delivery is None:
            return
        delivery.attempts += 1
        delivery.last_error = error
        delay = rules.delay_after(delivery.attempts)
        if delay is None:
            delivery.state = DeliveryState.DEAD
        else:
            delivery.next_attempt_at = clock.now() + delay
            schedule(delivery.pk, delay=delay)
        delivery.save(update_fields=["attempts", "last_error", "state", "next_attempt_at"])


def deliver_all() -> int:
    """Carry everything that is due now, in this process; returns how many were tried."""
    tried: set[int] = set()
    while ids := queries.due_ids(limit=200, but=tried):
        for delivery_id in ids:
            deliver(delivery_id)
        tried.update(ids)
    return len(tried)


def revive(delivery_id: int) -> None:
    """Give a dead delivery another round of attempts.

    Raises:
        NotFound: it is not among the dead.
    """
    with transaction.atomic():
        revived = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.DEAD).update(
            state=DeliveryState.PENDING, attempts=0, next_attempt_at=clock.now()
        )
        if not revived:
            raise NotFound("该投递不在失败列表中，可能已由他人重新投递。")
        schedule(delivery_id)


def reschedule_overdue() -> int:
    """Schedule again what should have been tried and has no job (the worker was killed in the middle).

    What merely waits in a long queue keeps its one job.
    """
    ids = sorted(set(queries.overdue_ids()) - scheduled_ids())
    for delivery_id in ids:
        schedule(delivery_id)
    return len(ids)
