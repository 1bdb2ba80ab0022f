"""`gongkai text personal-info`: finds personal information in a text or a file, without any database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.edges.cli import output
from gongkai.edges.cli.given import read_given
from gongkai.text.file_contents import read_parts, read_tables
from gongkai.text.personal_information import (
    Finding,
    RuleSet,
    Severity,
    default_rules,
    read_rules,
    scan,
    scan_table,
)

_SHOWN = 200
_MARKS = {Severity.HARD: "必须处理", Severity.REVIEW: "请核对"}


@click.command(
    "personal-info",
    help="查找个人信息：身份证号码、手机号码、银行账号、住址、健康状况等；给出位置、类型和脱敏写法，不显示原文。",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--json", "as_json", is_flag=True, help="每处输出一行 JSON；start、end 是字符位置，文件里另有 place。"
)
@click.option(
    "--rules",
    "rule_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="改用这个规则文件（TOML）；文件里的例子先全部试过。",
)
def personal_info(file: str, as_json: bool, rule_file: Path | None) -> None:
    """Text comes from standard input or a text file, every other format through its parts."""
    rules = read_rules(rule_file.read_text(encoding="utf-8")) if rule_file else default_rules()
    found: Counter[Severity] = Counter()
    unread = 0
    for place, finding in _findings(file, rules):
        if finding is None:
            output.problem(place, "这一部分没有检查，请人工查看。")
            unread += 1
            continue
        found[finding.severity] += 1
        if as_json:
            click.echo(json.dumps(_record(place, finding), ensure_ascii=False))
        elif found.total() <= _SHOWN:
            _show(place, finding, rules)
    if not as_json:
        _sum_up(found, unread)
    if unread:
        raise SystemExit(1)


def _findings(file: str, rules: RuleSet) -> Iterator[tuple[str, Finding | None]]:
    """Each finding with its place, which is empty in a text; what could not be read has no finding."""
    given = read_given(file)
    if given.text is None:
        yield from _in_file(given.name, given.content, rules)
    else:
        yield from (("", finding) for finding in scan(given.text, rules))


def _in_file(name: str, content: bytes, rules: RuleSet) -> Iterator[tuple[str, Finding | None]]:
    """Cells with the heads of their columns first, then every other text; the same value is told once."""
    told: set[tuple[str, str]] = set()
    for sheet in read_tables(name, content):
        for cell in scan_table(sheet.header, sheet.rows, rules):
            value = cell.text[cell.finding.start : cell.finding.end]
            told.add((cell.finding.type, value))
            column = sheet.header[cell.column] or f"第{cell.column + 1}列"
            yield f"{sheet.place} 第{cell.row + sheet.first_row}行“{column}”", cell.finding
    for part in read_parts(name, content):
        if part.unread:
            yield f"{part.place}：{part.text}", None
            continue
        for finding in scan(part.text, rules):
            if (finding.type, part.text[finding.start : finding.end]) not in told:
                yield part.place, finding


def _record(place: str, finding: Finding) -> dict[str, object]:
    where: dict[str, object] = {"place": place} if place else {}
    return where | {
        "start": finding.start,
        "end": finding.end,
        "type": finding.type,
        "severity": finding.severity.value,
        "masked": finding.masked,
    }


def _show(place: str, finding: Finding, rules: RuleSet) -> None:
    where = f"{place} " if place else ""
    told = f"{where}第 {finding.start + 1}–{finding.end} 字：{finding.masked}（{finding.reason}）"
    if finding.severity is Severity.HARD:
        output.problem(f"{_MARKS[finding.severity]} {told}")
    else:
        output.remark(f"{_MARKS[finding.severity]} {told}")


def _sum_up(found: Counter[Severity], unread: int) -> None:
    if not found and not unread:
        output.done("没有发现个人信息")
        return
    if found.total() > _SHOWN:
        output.remark(f"另有 {found.total() - _SHOWN} 处没有列出，加 --json 查看全部。")
    output.remark("，".join(f"{_MARKS[severity]} {found[severity]} 处" for severity in Severity))
