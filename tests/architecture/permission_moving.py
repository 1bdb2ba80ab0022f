"""The part of the world that moves an old site: one run at every stage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.importing import commands, queries
from gongkai.core.importing.models import ImportRun
from gongkai.core.importing.rules import Mapping as Columns
from gongkai.core.importing.rules import guess
from tests import factories as make
from tests.factories import County

FOLDER = "permission-tests"
_TABLE = "标题,发布日期,正文,网址\n关于某事的通知,2019-05-06,<p>正文</p>,/old/{number}.html\n"


@dataclass(frozen=True)
class Runs:
    preparing: ImportRun
    checking: ImportRun
    checked: ImportRun
    running: ImportRun
    paused: ImportRun
    indexing: ImportRun


def make_runs(county: County) -> Runs:
    """Each by the same deeds, one step further."""
    steps: list[Callable[..., Any]] = [
        commands.check_run, commands.check_batch, commands.start_run, commands.write_batch,
    ]  # fmt: skip
    runs = []
    for number, deeds in enumerate([[], steps[:1], steps[:2], steps[:3], steps[:3], steps], start=1):
        run = _open(county, number)
        for deed in deeds:
            deed(actor=make.SYSTEM, run_id=run.pk)
        runs.append(run)
    commands.pause_run(actor=make.SYSTEM, run_id=runs[4].pk)
    return Runs(*runs)


def _open(county: County, number: int) -> ImportRun:
    folder = queries.folder_of(county.division) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}.csv").write_text(_TABLE.format(number=number), encoding="utf-8")
    run = commands.open_run(actor=make.SYSTEM, **_opening(county, f"{number}.csv"))
    mapping = Columns(guess(run.columns), body_id=county.bureau.pk, item_id=county.item.pk)
    return commands.set_mapping(actor=make.SYSTEM, run_id=run.pk, mapping=mapping)


def _opening(county: County, name: str) -> dict[str, Any]:
    return {"division_id": county.division.pk, "name": "旧站", "folder": FOLDER, "manifest": name}


def _another(county: County) -> dict[str, Any]:
    (queries.folder_of(county.division) / FOLDER / "9.csv").write_text(
        _TABLE.format(number=9), encoding="utf-8"
    )
    return _opening(county, "9.csv")


def _archive() -> list[bytes]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("list.csv", _TABLE)
    return [stream.getvalue()]


MOVING_INPUTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "importing.archive.receive": lambda w: {
        "division_id": w.county.division.pk, "name": "材料.zip", "chunks": _archive(),
    },
    "importing.run.open": lambda w: _another(w.county),
    "importing.run.map": lambda w: {"run_id": w.runs.preparing.pk, "mapping": Columns()},
    "importing.run.check": lambda w: {"run_id": w.runs.preparing.pk},
    "importing.run.start": lambda w: {"run_id": w.runs.checked.pk},
    "importing.run.pause": lambda w: {"run_id": w.runs.running.pk},
    "importing.run.resume": lambda w: {"run_id": w.runs.paused.pk},
    "importing.run.cancel": lambda w: {"run_id": w.runs.paused.pk},
    "importing.batch.check": lambda w: {"run_id": w.runs.checking.pk},
    "importing.batch.write": lambda w: {"run_id": w.runs.running.pk},
    "importing.batch.index": lambda w: {"run_id": w.runs.indexing.pk},
}  # fmt: skip
