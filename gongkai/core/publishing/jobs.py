"""The seam to the job queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

INDEX_FORMER = "publishing.index_former_editions"


def index_former_editions(after: int = 0) -> None:
    """Let the worker index what was public before, from the document after this key on."""
    app.configure_task(INDEX_FORMER).defer(after=after)
