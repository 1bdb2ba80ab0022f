"""What the worker does by the clock. `timestamp` is what the scheduler passes; nothing depends on it."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.core.catalogue import commands


@app.periodic(cron="23 * * * *")
@app.task(name="catalogue.remind_followers", queueing_lock="catalogue.remind_followers")
def remind_followers(timestamp: int) -> None:
    """Every hour; each keeper hears of a day that comes near, or has passed, once."""
    commands.remind_followers()
