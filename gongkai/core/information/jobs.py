"""The seam to the job queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

RESCAN = "information.rescan"
PROCESS = "information.process"


def defer(task: str, **inputs: int) -> None:
    """Let the worker do it; undone with the surrounding transaction."""
    app.configure_task(task).defer(**inputs)
