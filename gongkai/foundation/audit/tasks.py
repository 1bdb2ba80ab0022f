"""Background sealing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.foundation.audit import commands


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Every minute. `timestamp` is what the scheduler passes; the work does not depend on it."""
    commands.seal_pending()
