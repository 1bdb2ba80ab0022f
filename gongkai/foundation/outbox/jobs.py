"""The seam to the job queue: a delivery becomes a job of the same transaction."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

TASK = "outbox.deliver"


def schedule(delivery_id: int, delay: timedelta = timedelta()) -> None:
    """Put the delivery into the queue after `delay`; undone with the surrounding transaction."""
    seconds = {"seconds": int(delay.total_seconds())} if delay else None
    app.configure_task(TASK, schedule_in=seconds).defer(delivery_id=delivery_id)


ENQUEUE = """
    WITH event AS (
        INSERT INTO outbox_outboxevent (name, payload) VALUES (%(name)s, %(payload)s) RETURNING id
    ), delivery AS (
        INSERT INTO outbox_delivery (event_id, subscriber, state, attempts, last_error)
        SELECT event.id, subscriber, %(state)s, 0, ''
        FROM event, unnest(%(subscribers)s::text[]) AS subscriber
        RETURNING id
    )
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ('default', %(task)s, 0, NULL, NULL, jsonb_build_object('delivery_id', id), NULL)
        ::procrastinate_job_to_defer_v1
    )) FROM delivery
"""
"""An event, a delivery for each subscriber and a job for each delivery in one statement (ADR 0020): every
command that tells something waits for it. The queue's own function takes the jobs in."""


def scheduled_ids() -> set[int]:
    """Deliveries for which a job waits in the queue."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status="todo")
    return set(jobs.values_list("args__delivery_id", flat=True))
