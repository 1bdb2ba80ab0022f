from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.core.importing import commands, queries
from gongkai.core.importing.jobs import TASK, schedule


@app.task(name=TASK)
def work(run_id: int) -> None:
    """A few batches, then back to the end of the queue: other jobs are not kept waiting."""
    if commands.carry_on(run_id):
        schedule(run_id)


@app.periodic(cron="* * * * *")
@app.task(name="importing.revive", queueing_lock="importing.revive")
def revive(timestamp: int) -> None:
    """Every minute: runs whose worker was killed go on. `timestamp` is what the scheduler passes."""
    for run_id in queries.stale_run_ids():
        schedule(run_id)
