"""A list of powers on its way in: handed in, looked over, imported, kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.catalogue.enums import UploadState
from gongkai.core.powers import commands, policies, queries
from gongkai.core.powers.enums import OFFICE, PowerList, PowerType
from gongkai.core.powers.rules.importing import PlannedPower
from gongkai.edges.components.shapes import Cell, Column, NavLink, Statistic, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.powers import ImportForm, PowerUploadForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.uploaded_tables import (
    FIRST_ROWS,
    MOST_PROBLEMS,
    first_rows,
    more_than,
    problem_file,
    result,
)
from gongkai.edges.workbench.views.powers import crumbs
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.powers.models import PowerUpload

PLAN_COLUMNS = (
    Column("位置"), Column("编码"), Column("名称"), Column("类型"), Column("行使主体"), Column("结果"),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest) -> HttpResponse:
    """Take in a list; nothing is imported yet."""
    divisions = organisations.divisions_covered(request.actor, OFFICE)
    if not divisions.exists():
        demand(decide(request.actor, OFFICE, None, "导入权责清单"))
    form = PowerUploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        divisions=[(str(row.pk), row.name) for row in divisions],
        bodies=[(str(row.pk), row.name) for row in organisations.bodies_covered(request.actor, OFFICE)],
    )
    if form.is_bound:
        upload = form.attempt(lambda: _receive(request, form))
        if upload is not None:
            return HttpResponseRedirect(reverse("workbench:power_upload", args=[upload.pk]))
    context = {"title": "导入清单", "form": form, "crumbs": crumbs(NavLink("导入清单", ""))}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/power_upload_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest, upload_id: int) -> HttpResponse:
    """What importing would do now, or what it did; POST imports."""
    found = _editable(request, upload_id)
    form = ImportForm(
        request.POST if request.method == "POST" else None, initial={"effective_on": clock.today()}
    )
    if form.is_bound:
        outcome = form.attempt(
            lambda: commands.import_upload(
                actor=request.actor,
                upload_id=found.pk,
                effective_on=form.cleaned_data["effective_on"],
                reason=form.text("reason"),
            )
        )
        if outcome is not None:
            messages.success(
                request,
                f"已导入：新增{outcome.created}项，调整{outcome.updated}项，未变{outcome.unchanged}项，"
                f"未导入{outcome.refused}行。",
            )
            return HttpResponseRedirect(reverse("workbench:power_upload", args=[found.pk]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/power_upload.html", _context(found, form), status=status)


@require_GET
def problems(request: StaffRequest, upload_id: int) -> HttpResponse:
    """Everything a person has to look at, as a file to work through."""
    found = _editable(request, upload_id)
    return problem_file(found.file_name, found.problems)


def _context(found: PowerUpload, form: ImportForm) -> dict[str, Any]:
    context: dict[str, Any] = {
        "title": found.file_name,
        "upload": found,
        "form": form,
        "problems": found.problems[:MOST_PROBLEMS],
        "more_problems": more_than(MOST_PROBLEMS, len(found.problems)),
        "crumbs": crumbs(NavLink(found.file_name, "")),
    }
    if found.state == UploadState.IMPORTED:
        counts = (found.created_count, found.changed_count, found.unchanged_count)
        refused = sum(not row["kept"] for row in found.problems)
        return {**context, "statistics": _statistics(*counts, refused)}
    plan = queries.plan_of(found)
    refused = sum(not problem.kept for problem in plan.problems)
    return {
        **context,
        "statistics": _statistics(plan.created, plan.updated, plan.unchanged, refused),
        "columns": PLAN_COLUMNS,
        "rows": [_row(row) for row in first_rows(plan.rows)],
        "more_rows": more_than(FIRST_ROWS, len(plan.rows)),
        "can_import": bool(plan.rows),
        "absent": plan.absent,
    }


def _receive(request: StaffRequest, form: PowerUploadForm) -> PowerUpload:
    file = form.cleaned_data["file"]
    try:
        return commands.receive_upload(
            actor=request.actor,
            division_id=form.cleaned_data["division"],
            list_kind=PowerList(form.cleaned_data["list_kind"]),
            body_id=form.cleaned_data["body"],
            name=file.name,
            chunks=file.chunks(),
        )
    except InvalidInput as error:
        if error.fields:
            raise
        raise InvalidInput.for_field("file", error.message) from error


def _editable(request: StaffRequest, upload_id: int) -> PowerUpload:
    found = queries.get_upload(upload_id)
    if not policies.may_import_powers(request.actor, found.division_id).allowed:
        raise NotFound("没有找到该次上传，或者不在您的权限范围内。")
    return found


def _statistics(created: int, changed: int, unchanged: int, refused: int) -> list[Statistic]:
    return [
        Statistic("新增", created, "项", tone="good" if created else "neutral"),
        Statistic("调整", changed, "项", tone="info" if changed else "neutral"),
        Statistic("没有变化", unchanged, "项"),
        Statistic("不能导入", refused, "行", tone="alarm" if refused else "neutral"),
    ]


def _row(row: PlannedPower) -> TableRow:
    place = Cell(f"{row.sheet} 第{row.row}行")
    kind = Cell(PowerType(row.fields.type).label)
    outcome = result(row, row.changed, "调整")
    return TableRow([place, Cell(row.fields.code), Cell(row.fields.name), kind, Cell(row.body_name), outcome])
