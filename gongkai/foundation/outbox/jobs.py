"""The seam to the job queue: a delivery becomes a job of the same transaction."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

TASK = "outbox.deliver"


def schedule(delivery_id: int, delay: timedelta = timedelta()) -> None:
    """Put the delivery into the queue after `delay`; undone with the surrounding transaction."""
    seconds = {"seconds": int(delay.total_seconds())} if delay else None
    app.configure_task(TASK, schedule_in=seconds).defer(delivery_id=delivery_id)
