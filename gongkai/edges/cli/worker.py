"""`gongkai worker`: background jobs."""

from __future__ import annotations

import click
from django.core.management import call_command

from gongkai.edges.cli import output


@click.command(help="运行后台任务：事件投递、检索更新、审计封存。可运行多个。")
@click.option("--concurrency", default=2, show_default=True, help="同时处理的任务数。")
def worker(concurrency: int) -> None:
    """Runs until told to stop; jobs under way are finished first."""
    output.remark("后台任务已启动。")
    call_command("procrastinate", "worker", concurrency=concurrency, delete_jobs="successful")
