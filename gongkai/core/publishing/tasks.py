from __future__ import annotations

from procrastinate.contrib.django import app

from gongkai.core.publishing import commands, jobs


@app.task(name=jobs.INDEX_FORMER)
def index_former_editions(after: int) -> None:
    """Some documents, then back to the end of the queue: other jobs are not kept waiting."""
    last = commands.index_former_editions(after)
    if last is not None:
        jobs.index_former_editions(last)
