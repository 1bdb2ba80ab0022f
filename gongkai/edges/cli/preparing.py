"""Bringing an installation up to the version of the program."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from gongkai import __version__
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.loading import load_demonstration
from gongkai.edges.cli.reference_loading import load_reference
from gongkai.runtime.postgres import check_chinese_similarity


@click.command(help="升级数据库结构到当前版本。可重复运行。")
def migrate() -> None:
    """Apply what is missing; nothing happens when nothing is."""
    migrate_database()
    output.done("数据库结构已是最新。")


@click.command("load-reference", help="载入参考数据：26个领域、国家标准目录、工作日历。可重复运行。")
def load_reference_command() -> None:
    """Bring the reference data in the database up to the files shipped with this version."""
    load_reference()
    output.done("参考数据已是最新。")


@click.command(hidden=True)
@click.option("--demonstration", is_flag=True, help="同时载入演示县。")
def prepare(demonstration: bool) -> None:
    """Everything that must be done before the web server starts; an interrupted run is taken up again."""
    migrate_database()
    load_reference()
    collect_static()
    if demonstration:
        load_demonstration()


def migrate_database() -> None:
    """Apply what is missing, and make sure that the database can compare Chinese text."""
    call_command("migrate", verbosity=0, interactive=False)
    connection.ensure_connection()
    check_chinese_similarity(connection.connection)


def collect_static() -> None:
    """Put style sheets and scripts where the web server reads them, once for each version of them."""
    stamp = Path(settings.STATIC_ROOT) / "version.txt"
    wanted = f"{__version__} {_newest_source()}"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, encoding="utf-8")


def _newest_source() -> int:
    """The time (ns) of the newest static file in the package: a working copy changes without a version."""
    package = Path(__file__).resolve().parents[2]
    files = package.glob("edges/*/static/**/*")
    return max((path.stat().st_mtime_ns for path in files if path.is_file()), default=0)
