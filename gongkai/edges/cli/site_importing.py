"""`gongkai import-site`: the documents of an old site, from the command line of the server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.importing import commands, queries
from gongkai.core.importing.enums import WORKING, Field, Phase, RunState
from gongkai.core.importing.rules import Mapping
from gongkai.edges.cli import output
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.importing.models import ImportRun

_SHOWN = 20
IMPORTER = Actor.system("旧站迁移（命令行）")


@click.command(
    "import-site", help="迁移旧站信息。材料文件夹放在数据目录的 imports/区划代码 下；默认只试运行。"
)
@click.argument("folder", required=False)
@click.argument("table", required=False)
@click.option("--division", default="", help="行政区划代码。")
@click.option("--name", default="", help="这次迁移的名称。")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="字段对应（JSON）：columns、bodies、items、body、item、content_place、host。",
)
@click.option("--start", is_flag=True, help="试运行后接着正式迁移。")
@click.option("--resume", "run_id", type=int, help="继续第几号迁移（被中断或暂停的）。")
def import_site(
    folder: str | None,
    table: str | None,
    division: str,
    name: str,
    mapping_file: Path | None,
    start: bool,
    run_id: int | None,
) -> None:
    """Works in this process until it is done; stopped at any point it is taken up by --resume."""
    if run_id is not None:
        run = _resumed(run_id)
    else:
        run = _opened(folder, table, division, name, mapping_file)
        commands.check_run(actor=IMPORTER, run_id=run.pk)
    run = _work(run)
    if run.state == RunState.CHECKED and start:
        _report(run, Phase.CHECK)
        commands.start_run(actor=IMPORTER, run_id=run.pk)
        run = _work(run)
    _report(run, Phase.CHECK if run.state == RunState.CHECKED else Phase.IMPORT)
    if run.state == RunState.CHECKED:
        output.remark(f"只是试运行，没有写入。正式迁移：gongkai import-site --resume {run.pk} --start")


def _opened(
    folder: str | None, table: str | None, division: str, name: str, mapping_file: Path | None
) -> ImportRun:
    if not folder or not table or not division:
        raise InvalidInput("请写明材料文件夹、清单文件和行政区划代码（--division）。")
    place = organisations.get_division_by_code(division)
    run = commands.open_run(
        actor=IMPORTER, division_id=place.pk, name=name or folder, folder=folder, manifest=table
    )
    if mapping_file is not None:
        mapping = _mapping(run, json.loads(mapping_file.read_text(encoding="utf-8")))
        run = commands.set_mapping(actor=IMPORTER, run_id=run.pk, mapping=mapping)
    return run


def _resumed(run_id: int) -> ImportRun:
    run = queries.get_run(run_id)
    if run.state == RunState.PAUSED:
        return commands.resume_run(actor=IMPORTER, run_id=run_id)
    if run.state == RunState.CHECKED or run.state in WORKING:
        return run
    raise InvalidInput(f"第{run_id}号迁移{RunState(run.state).label}，不能继续。")


def _work(run: ImportRun) -> ImportRun:
    """Batch by batch in this process, saying how far it is."""
    if run.state not in WORKING:
        return queries.get_run(run.pk)
    while commands.carry_on(run.pk):
        now = queries.get_run(run.pk)
        done = now.indexed_count if now.state == RunState.INDEXING else now.done_rows
        output.remark(f"{RunState(now.state).label} {done}/{now.total_rows}")
    run = queries.get_run(run.pk)
    if run.pause_reason:
        raise InvalidInput(f"已停下：{run.pause_reason} 继续：gongkai import-site --resume {run.pk}")
    return run


def _report(run: ImportRun, phase: Phase) -> None:
    word = "可迁移" if phase == Phase.CHECK else "已迁移"
    output.done(
        f"第{run.pk}号：{word}{run.good_count}条，拒收{run.refused_count}行，提示{run.remark_count}处。"
    )
    problems = queries.problems_of(run, phase)
    for problem in problems[:_SHOWN]:
        output.remark(f"第{problem.row}行：{problem.reason}")
    if run.refused_count + run.remark_count > _SHOWN:
        output.remark("其余的在工作台“旧站迁移”中查看和下载。")


def _mapping(run: ImportRun, given: dict[str, Any]) -> Mapping:
    """Names in the file → keys; whatever is not found is named."""
    place = organisations.place_of_division(run.division_id)
    rows = catalogue.public_items(place.division_ids).select_related("area")
    items = {f"{row.area.name}/{row.name}": row.item_id for row in rows}

    def body(name: str) -> int:
        found = organisations.find_body_by_name(name, division_id=run.division_id)
        if found is None:
            raise NotFound(f"机构名录中没有（或不止一个）名为“{name}”的单位，请写全称。")
        return found.pk

    def item(name: str) -> int:
        if name not in items:
            raise NotFound(f"目录中没有公开事项“{name}”，请写成“领域/事项”。")
        return items[name]

    columns = {**run.mapping["columns"], **given.get("columns", {})}
    unknown = set(columns) - set(Field.values)
    if unknown:
        raise InvalidInput(f"columns 中有不认识的字段：{'、'.join(sorted(unknown))}。")
    return Mapping(
        columns=columns,
        bodies={value: body(name) for value, name in given.get("bodies", {}).items()},
        items={value: item(name) for value, name in given.get("items", {}).items()},
        body_id=body(given["body"]) if given.get("body") else None,
        item_id=item(given["item"]) if given.get("item") else None,
        content_place=given.get("content_place", ""),
        host=given.get("host", ""),
    )
