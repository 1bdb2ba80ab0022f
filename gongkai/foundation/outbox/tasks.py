from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.foundation.outbox import commands
from gongkai.foundation.outbox.jobs import TASK


@app.task(name=TASK)
def deliver(delivery_id: int) -> None:
    commands.deliver(delivery_id)


@app.periodic(cron="* * * * *")
@app.task(name="outbox.reschedule_overdue", queueing_lock="outbox.reschedule_overdue")
def reschedule_overdue(timestamp: int) -> None:
    """Every minute. `timestamp` is what the scheduler passes."""
    commands.reschedule_overdue()
