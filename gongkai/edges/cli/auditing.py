"""`gongkai audit`: sealing and checking the log."""

from __future__ import annotations

import sys

import click

from gongkai.edges.cli import output
from gongkai.foundation.audit import commands, queries

_SHOWN_FAULTS = 50


@click.group(help="审计日志：封存与核验。")
def audit() -> None:
    """See the two sub-commands."""


@audit.command(help="核验审计日志的校验链：改动、缺失、事后插入都会列出。")
@click.option("--head", default="", help="此前记录的“序号:校验值”，用来证明整条链没有被重写。")
def verify(head: str) -> None:
    """Exit code 1 when anything is wrong."""
    result = queries.verify(_expected(head))
    for fault in result.faults[:_SHOWN_FAULTS]:
        output.problem(fault.text)
    if len(result.faults) > _SHOWN_FAULTS:
        output.remark(f"另有{len(result.faults) - _SHOWN_FAULTS}处异常。")
    output.remark(f"已封存{result.sealed}条（{result.seals}次），待封存{result.unsealed}条。")
    if not result.intact:
        output.problem(f"校验链有{len(result.faults)}处异常。", "请保留现场，通知审计管理员和安全管理员。")
        sys.exit(1)
    output.done(f"校验链完整。链头 {result.seals}:{result.head}")
    output.remark("把链头抄录到系统之外（如值班记录），以后用 --head 核对。")


@audit.command(help="立即封存尚未封存的记录（后台任务每分钟自动进行）。")
def seal() -> None:
    """For a moment when the worker is not running."""
    output.done(f"封存{commands.seal_pending()}条。")


def _expected(head: str) -> tuple[int, str] | None:
    if not head:
        return None
    number, _, value = head.partition(":")
    if not number.isdigit() or not value:
        raise click.BadParameter("应为“序号:校验值”，如 12:3f0a…", param_hint="--head")
    return int(number), value.lower()
