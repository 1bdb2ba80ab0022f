"""`gongkai text catalogue`: reads a standard catalogue from any file or from pasted text."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from gongkai.core.catalogue.rules import known_words
from gongkai.edges.cli import output
from gongkai.text.catalogue_table import (
    CatalogueTable,
    Format,
    read_catalogue,
    records,
)

_STDIN = "-"
_PASTED = "粘贴的文字"
_SHOWN = 40
_NUMBER_IN_NAME = re.compile(r"([0-9]+)(?:[_.\-].*)?")


@click.command(
    "catalogue", help="识读标准目录：表格、网页、文字文档或粘贴的文字，逐行给出事项和需要核对的地方。"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="每个事项输出一行 JSON。")
@click.option(
    "--format",
    "kind",
    type=click.Choice([kind.value for kind in Format]),
    help="文件格式；不写则按内容判断。",
)
def catalogue(file: str, as_json: bool, kind: str | None) -> None:
    """Nothing is corrected: what cannot be placed is kept as it stands, with a warning."""
    table = read_table(file, Format(kind) if kind else None)
    if not as_json:
        _show(table)
        return
    for record in records(table, known_words()):
        click.echo(json.dumps(record, ensure_ascii=False))
    for problem in table.problems:
        if not problem.kept:
            output.problem(f"{problem.place}：{problem.message}", problem.raw[:80])


def read_table(file: str, kind: Format | None = None) -> CatalogueTable:
    """The catalogue in a file; - stands for text on standard input."""
    words = known_words()
    if file == _STDIN:
        with click.open_file(_STDIN, "rb") as stream:
            return read_catalogue(stream.read(), _PASTED, words=words, kind=kind)
    path = Path(file)
    table = read_catalogue(path, path.name, words=words, kind=kind)
    number = _NUMBER_IN_NAME.fullmatch(path.stem)
    return replace(table, about={**table.about, "source_id": number[1]}) if number else table


def _show(table: CatalogueTable) -> None:
    areas = Counter(row.area or "未写明领域" for row in table.rows)
    for area, count in areas.items():
        output.done(f"{area}：{count} 个事项")
    if not table.rows:
        output.remark("没有读到事项")
    for problem in table.problems[:_SHOWN]:
        where = f"{problem.place}：{problem.message}"
        if problem.kept:
            output.remark(where)
        else:
            output.problem(where)
    if len(table.problems) > _SHOWN:
        output.remark(f"另有 {len(table.problems) - _SHOWN} 处需要核对，加 --json 查看全部。")
