"""`gongkai text`: reads official Chinese writing without any database.

Further tools are commands in modules of their own, added to the group below.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from gongkai.edges.cli import output
from gongkai.edges.cli.text_catalogue import catalogue
from gongkai.edges.cli.text_file import file
from gongkai.edges.cli.text_personal import personal_info
from gongkai.edges.cli.text_policy import policy
from gongkai.edges.cli.text_wording import wording
from gongkai.text.errors import UnreadableFile
from gongkai.text.time_limit import TimeLimit, describe, parse_time_limit, refusal

_STDIN = "-"


class _Tools(click.Group):
    """Ends a refusal of what was given as one clear line with an exit code of its own."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UnreadableFile as error:
            output.problem(error.message)
            sys.exit(output.UNREADABLE)


@click.group(cls=_Tools, help="识读公文用语：不需要数据库，可处理单条文字或成批的行。")
def text() -> None:
    """Each tool takes its text as an argument, or lines from standard input."""


@click.command("time-limit", help="识读“公开时限”的写法，给出规则；没有把握的部分原样列出，由人核对。")
@click.argument("wording", default=_STDIN)
@click.option("--json", "as_json", is_flag=True, help="每条输出一行 JSON。")
def time_limit(wording: str, as_json: bool) -> None:
    """Without an argument, or with -, one wording a line comes from standard input."""
    for line in _lines(wording):
        limit = parse_time_limit(line)
        if as_json:
            click.echo(json.dumps(limit.as_json(), ensure_ascii=False))
        else:
            _show(line, limit)


def _lines(wording: str) -> Iterable[str]:
    if wording != _STDIN:
        return [wording]
    return (line.decode("utf-8", errors="replace").rstrip("\r\n") for line in sys.stdin.buffer)


def _show(line: str, limit: TimeLimit) -> None:
    click.echo(line)
    for rule in limit.rules:
        output.remark(describe(rule))
    if limit.law_prevails:
        output.remark("法律、法规另有规定的，从其规定")
    if limit.understood:
        output.done("全部读懂")
    else:
        output.remark(f"需要人工核对：{limit.rest or '没有读出期限'}（{refusal(limit)}）")


text.add_command(time_limit)
text.add_command(catalogue)
text.add_command(file)
text.add_command(personal_info)
text.add_command(policy)
text.add_command(wording)
