"""Runs of an old site's move, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.importing.enums import Field, Phase, RunState
from gongkai.core.importing.queries import Sample
from gongkai.edges.components.shapes import Badge, Cell, Column, Statistic, TableRow, Tone
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.core.importing.models import ImportProblem, ImportRun

TONES: dict[RunState, Tone] = {
    RunState.PREPARING: "info",
    RunState.CHECKING: "info",
    RunState.CHECKED: "info",
    RunState.RUNNING: "info",
    RunState.PAUSED: "alarm",
    RunState.INDEXING: "info",
    RunState.DONE: "good",
    RunState.CANCELLED: "off",
}

RUN_COLUMNS = (
    Column("名称"), Column("地区"), Column("状态"), Column("进度", "number"), Column("拒收", "number"),
    Column("经办人"), Column("新建时间"),
)  # fmt: skip
PROBLEM_COLUMNS = (Column("行", "number"), Column("字段"), Column("内容"), Column("原因"), Column("处理"))
SAMPLE_COLUMNS = (
    Column("行", "number"), Column("标题"), Column("发布日期"), Column("成文日期"), Column("发文字号"),
    Column("附件", "number"), Column("问题"),
)  # fmt: skip
PROBLEM_HEADER = ("行", "字段", "内容", "原因", "处理")


def run_row(run: ImportRun) -> TableRow:
    return TableRow(
        [
            Cell(run.name, url=reverse("workbench:moving_run", args=[run.pk])),
            Cell(run.division.name),
            Cell(badge=Badge(RunState(run.state).label, TONES[RunState(run.state)])),
            Cell(f"{run.done_rows}/{run.total_rows}"),
            Cell(str(run.refused_count)),
            Cell(run.opened_by),
            Cell(f"{run.opened_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"),
        ]
    )


def statistics(run: ImportRun) -> list[Statistic]:
    good = "可迁移" if run.state in {RunState.CHECKING, RunState.CHECKED} else "已迁移"
    return [
        Statistic("清单共", run.total_rows, "行"),
        Statistic(good, run.good_count, "条", tone="good" if run.good_count else "neutral"),
        Statistic("拒收", run.refused_count, "行", tone="alarm" if run.refused_count else "neutral"),
        Statistic("提示", run.remark_count, "处", tone="info" if run.remark_count else "neutral"),
    ]


def phase_of(run: ImportRun) -> Phase:
    """Whose problems the page of the run shows."""
    before = {RunState.PREPARING, RunState.CHECKING, RunState.CHECKED}
    return Phase.CHECK if run.state in before else Phase.IMPORT


def problem_line(problem: ImportProblem) -> tuple[str, str, str, str, str]:
    """As the table and the file show it."""
    field = Field(problem.field).label if problem.field in Field.values else problem.field
    treated = "已迁移，请核对" if problem.kept else "没有迁移"
    return str(problem.row), field, problem.value, problem.reason, treated


def problem_rows(problems: Sequence[ImportProblem]) -> list[TableRow]:
    rows = []
    for problem in problems:
        *texts, treated = problem_line(problem)
        badge = Badge(treated, "info" if problem.kept else "alarm")
        rows.append(TableRow([*(Cell(text) for text in texts), Cell(badge=badge)]))
    return rows


def sample_rows(samples: Sequence[Sample]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(str(each.row.number)),
                Cell(each.row.title),
                Cell(f"{clock.day_of(each.row.published_at):%Y-%m-%d}" if each.row.published_at else ""),
                Cell(f"{each.row.written_on:%Y-%m-%d}" if each.row.written_on else ""),
                Cell(each.row.document_number),
                Cell(str(len(each.row.attachments) or "")),
                Cell("；".join(problem.reason for problem in each.row.problems)),
            ]
        )
        for each in samples
    ]
