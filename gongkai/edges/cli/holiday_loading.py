"""`gongkai load-calendar`: a new holiday notice from a file, looked over and loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gongkai.edges.cli import output
from gongkai.foundation.calendars import commands, queries
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarYear
from gongkai.text.holiday_notice import words_of_file

LOADER = Actor.system("命令行载入放假安排")
_SHOWN = 20


@click.command("load-calendar", help="载入放假安排：通知的 .txt、.html、.docx，或日历文件 .toml。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--number", default="", help="文号，通知文字里没有时填写。")
@click.option("--issued-on", default="", help="印发日期，如 2026-11-25，通知文字里没有时填写。")
@click.option("--address", default="", help="通知原文的网址。")
@click.option("--yes", is_flag=True, help="不再询问，直接载入。")
def load_calendar(file: Path, number: str, issued_on: str, address: str, yes: bool) -> None:
    """Shows what would change and asks; open deadlines are derived anew by the worker."""
    years = queries.years_of_notice(
        words_of_file(file, file.name), number=number, issued_on=_day(issued_on), address=address
    )
    if not any(queries.preview_year(year).bear_on_dates for year in years):
        output.done(f"{years[-1].year}年的安排与已载入的相同，没有改动。")
        return
    _show(years)
    if not yes and not click.confirm("确认载入？"):
        output.remark("没有载入，什么都没有改动。")
        return
    for year in years:
        version = commands.load_year(actor=LOADER, calendar=year, source=file.name)
        output.done(f"已载入{version}。")
    output.remark("未办结的期限由后台任务（gongkai worker）重新推算，并告知经办人。")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInput(f"“{text}”不是日期，请写成 2026-11-25。") from error


def _show(years: tuple[CalendarYear, ...]) -> None:
    for year in years:
        changes = queries.preview_year(year)
        output.remark(
            f"{year.year}年，{year.notice.title}（{year.notice.number}）："
            f"新增{len(changes.added)}天，取消{len(changes.removed)}天，改变{len(changes.altered)}天。"
        )
    moves = deadlines.preview_calendar(*years)
    output.remark(f"{len(moves)}项未办结的期限变动。")
    for move in moves[:_SHOWN]:
        click.echo(f"  {move.old} → {move.new}　{move.deadline.title}（{move.deadline.owner_body.name}）")
    if len(moves) > _SHOWN:
        click.echo(f"  另有{len(moves) - _SHOWN}项，载入后在工作台查看。")
