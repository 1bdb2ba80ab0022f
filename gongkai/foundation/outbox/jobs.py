"""The seam to the job queue: a delivery becomes a job of the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONValue

TASK = "outbox.deliver"


def schedule(delivery_id: int, delay: timedelta = timedelta()) -> None:
    """Put the delivery into the queue after `delay`; undone with the surrounding transaction."""
    seconds = {"seconds": int(delay.total_seconds())} if delay else None
    app.configure_task(TASK, schedule_in=seconds).defer(delivery_id=delivery_id)


def schedule_all(delivery_ids: Iterable[int]) -> None:
    """Put several deliveries into the queue at once."""
    inputs: list[dict[str, JSONValue]] = [{"delivery_id": delivery_id} for delivery_id in delivery_ids]
    app.configure_task(TASK).batch_defer(*inputs)


def scheduled_ids() -> set[int]:
    """Deliveries for which a job waits in the queue."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status="todo")
    return set(jobs.values_list("args__delivery_id", flat=True))
