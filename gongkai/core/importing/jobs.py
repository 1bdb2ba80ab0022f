"""The seam to the job queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

TASK = "importing.work"


def schedule(run_id: int) -> None:
    """Let the worker go on with a run; undone with the surrounding transaction."""
    app.configure_task(TASK).defer(run_id=run_id)
