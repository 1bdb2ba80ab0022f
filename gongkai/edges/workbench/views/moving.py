"""Moving the documents of an old site: chosen, assigned, tried, moved, accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.importing import commands, policies, queries
from gongkai.core.importing.enums import IMPORTERS, WORKING, RunState
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.moving import ArchiveForm, NewRunForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.moving_names import with_names
from gongkai.edges.workbench.presenting import moving as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.importing.models import ImportRun
    from gongkai.foundation.organisations.models import Division

SHOWN_PROBLEMS = 200
_DEEDS: dict[str, tuple[Callable[..., ImportRun], str]] = {
    "check": (commands.check_run, "试运行已开始，只检查，不写入。"),
    "start": (commands.start_run, "迁移已开始，可以离开本页。"),
    "pause": (commands.pause_run, "已暂停，已迁移的保留。"),
    "resume": (commands.resume_run, "已继续，从停下的地方接着迁移。"),
    "cancel": (commands.cancel_run, "已终止，已迁移的信息保留。"),
}


@require_GET
def moving(request: StaffRequest) -> HttpResponse:
    runs = queries.runs_of(request.actor)
    context = {
        "title": "旧站迁移",
        "columns": presenting.RUN_COLUMNS,
        "rows": [presenting.run_row(run) for run in runs[:200]],
        "may_open": bool(request.actor.roles & {role.value for role in IMPORTERS}),
        "crumbs": crumbs(),
    }
    return page(request, "workbench/moving.html", context)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    """Choose a table that lies on the server."""
    divisions = _divisions(request)
    form = NewRunForm(request.POST if request.method == "POST" else None, tables=_tables(divisions))
    if form.is_bound:
        run = form.attempt(lambda: _open(request, form))
        if run is not None:
            mapping = with_names(run, queries.mapping_of(run))
            commands.set_mapping(actor=request.actor, run_id=run.pk, mapping=mapping)
            return HttpResponseRedirect(reverse("workbench:moving_columns", args=[run.pk]))
    return _new(request, form, ArchiveForm(divisions=_choices(divisions)))


@require_POST
def upload(request: StaffRequest) -> HttpResponse:
    """Unpack an archive; its tables are offered afterwards like those on the server."""
    divisions = _divisions(request)
    archive = ArchiveForm(request.POST, request.FILES, divisions=_choices(divisions))
    folder = archive.attempt(lambda: _receive(request, archive))
    if folder is None:
        return _new(request, NewRunForm(tables=_tables(divisions)), archive)
    if not any(f"/{folder}/" in value for value, _ in _tables(divisions)):
        messages.warning(
            request, "压缩包已解开，但里面没有 .csv、.json 或 .jsonl 清单，请补上清单后重新上传。"
        )
    else:
        messages.success(request, "压缩包已解开，请在下面选择清单。")
    return HttpResponseRedirect(reverse("workbench:moving_new"))


@require_GET
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    found = readable_run(request, run_id)
    if request.htmx:
        return fragment(request, "workbench/moving_state.html", _state(found))
    context = {**_state(found), "title": found.name, "crumbs": crumbs(NavLink(found.name, ""))}
    return page(request, "workbench/moving_run.html", context)


@require_POST
def act(request: StaffRequest, run_id: int, name: str) -> HttpResponse:
    """试运行, 开始, 暂停, 继续, 终止."""
    found = readable_run(request, run_id)
    if name not in _DEEDS:
        raise NotFound("没有这个操作。")
    deed, said = _DEEDS[name]
    try:
        deed(actor=request.actor, run_id=found.pk)
    except InvalidInput as error:
        messages.error(request, error.message)
        if error.fields:
            return HttpResponseRedirect(reverse("workbench:moving_columns", args=[found.pk]))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("workbench:moving_run", args=[found.pk]))


@require_GET
def problems(request: StaffRequest, run_id: int) -> HttpResponse:
    """Every line that was refused or lost something, as a file to work through."""
    found = readable_run(request, run_id)
    rows = queries.problems_of(found, presenting.phase_of(found)).iterator(chunk_size=2_000)
    return csv_download(
        presenting.PROBLEM_HEADER,
        [presenting.problem_line(problem) for problem in rows],
        f"{found.name}-问题清单.csv",
    )


@require_GET
def outcome(request: StaffRequest, run_id: int) -> HttpResponse:
    """Line by line, which document it became."""
    found = readable_run(request, run_id)
    rows = [
        (
            str(row.row),
            row.document.index_number or "",
            reverse("portal:document", args=[row.document.public_id]),
        )
        for row in queries.documents_of(found.pk).iterator(chunk_size=2_000)
    ]
    return csv_download(("行", "索引号", "新网址"), rows, f"{found.name}-对照表.csv")


def readable_run(request: StaffRequest, run_id: int) -> ImportRun:
    found = queries.get_run(run_id)
    if not policies.may_handle(request.actor, found).allowed:
        raise NotFound("没有找到这次迁移，或者不在您的权限范围内。")
    return found


def crumbs(*more: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("旧站迁移", reverse("workbench:moving") if more else ""),
        *more,
    ]


def _state(found: ImportRun) -> dict[str, Any]:
    """What the page shows of a run, whole or by itself."""
    problems = queries.problems_of(found, presenting.phase_of(found)).order_by("kept", "row", "id")
    shown = [] if found.state in WORKING else list(problems[: SHOWN_PROBLEMS + 1])
    indexing = found.state == RunState.INDEXING
    return {
        "run": found,
        "working": found.state in WORKING,
        "value": found.indexed_count if indexing else found.done_rows,
        "maximum": found.good_count if indexing else found.total_rows,
        "statistics": presenting.statistics(found),
        "columns": presenting.PROBLEM_COLUMNS,
        "rows": presenting.problem_rows(shown[:SHOWN_PROBLEMS]),
        "more": len(shown) > SHOWN_PROBLEMS,
        "tone": presenting.TONES[RunState(found.state)],
    }


def _divisions(request: StaffRequest) -> list[Division]:
    covered = list(organisations.divisions_covered(request.actor, IMPORTERS))
    if not covered:
        demand(decide(request.actor, IMPORTERS, None, "迁移旧站信息"))
    return covered


def _choices(divisions: Sequence[Division]) -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in divisions]


def _tables(divisions: Sequence[Division]) -> list[tuple[str, str]]:
    """Every table in the folders of the divisions: its place, and how people see it."""
    return [
        (f"{division.pk}/{folder}/{table}", f"{division.name}：{folder} / {table}")
        for division in divisions
        for folder, table in queries.tables_of(division)
    ]


def _new(request: StaffRequest, form: NewRunForm, archive: ArchiveForm) -> HttpResponse:
    context = {
        "title": "新建迁移",
        "form": form,
        "archive": archive,
        "has_tables": form.has_tables,
        "crumbs": crumbs(NavLink("新建迁移", "")),
    }
    failed = form.errors or archive.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return page(request, "workbench/moving_new.html", context, status=status)


def _open(request: StaffRequest, form: NewRunForm) -> ImportRun:
    division_id, folder, table = form.text("table").split("/", 2)
    return commands.open_run(
        actor=request.actor,
        division_id=int(division_id),
        name=form.text("name"),
        folder=folder,
        manifest=table,
    )


def _receive(request: StaffRequest, form: ArchiveForm) -> str:
    file = form.cleaned_data["archive"]
    try:
        return commands.receive_archive(
            actor=request.actor,
            division_id=form.cleaned_data["division"],
            name=file.name,
            chunks=file.chunks(),
        )
    except InvalidInput as error:
        raise InvalidInput.for_field("archive", error.message) from error
