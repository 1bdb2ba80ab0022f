"""A table on its way into a catalogue: handed in, looked over, imported, kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import UploadState
from gongkai.core.catalogue.rules import Plan, PlannedRow, blank_row, line_at
from gongkai.edges.components import inputs
from gongkai.edges.components.offered_files import offered_file
from gongkai.edges.components.shapes import Cell, Column, NavLink, Statistic, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_uploads import CorrectRowForm, UploadForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.layers import crumbs
from gongkai.edges.workbench.presenting.upload_rows import (
    problem_lines,
    read_cells,
    row_address,
    source_cells,
    whole_row_warnings,
)
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.uploaded_tables import (
    FIRST_ROWS,
    MOST_PROBLEMS,
    first_rows,
    more_than,
    problem_file,
    result,
)
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueUpload
    from gongkai.text.catalogue_table import CatalogueTable

PLAN_COLUMNS = (Column("位置"), Column("序号"), Column("公开事项"), Column("公开主体"), Column("结果"))


@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Take in a table; nothing is imported yet."""
    found = queries.get_catalogue(catalogue_id)
    demand(policies.may_edit_catalogue(request.actor, found))
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_bound:
        upload = form.attempt(lambda: _receive(request, found.pk, form))
        if upload is not None:
            return _to(upload.pk)
    context = {
        "title": "上传表格",
        "catalogue": found,
        "form": form,
        "crumbs": crumbs(found, NavLink("上传表格", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_upload.html", context, status=status)


@require_GET
def upload(request: StaffRequest, upload_id: int) -> HttpResponse:
    """What importing would do now, or what it did."""
    found = _editable(request, upload_id)
    table = queries.table_of(found)
    context: dict[str, Any] = {
        "title": found.file_name,
        "upload": found,
        "problems": problem_lines(
            found.pk, found.problems[:MOST_PROBLEMS], ((row.sheet, row.row_number) for row in table.rows)
        ),
        "correction_count": len(found.corrections),
        "more_problems": more_than(MOST_PROBLEMS, len(found.problems)),
        "crumbs": crumbs(found.catalogue, NavLink(found.file_name, "")),
    }
    again = queries.corrected_since_import(found)
    if found.state == UploadState.IMPORTED and not again:
        return page(request, "workbench/upload.html", {**context, "statistics": _outcome(found)})
    plan = queries.plan_of(found, table)
    context |= {
        "again": again,
        "statistics": _expected(plan),
        "columns": PLAN_COLUMNS,
        "rows": [_row(row) for row in first_rows(plan.rows)],
        "more_rows": more_than(FIRST_ROWS, len(plan.rows)),
        "can_import": bool(plan.rows),
        "absent": plan.absent,
    }
    return page(request, "workbench/upload.html", context)


@require_http_methods(["GET", "POST"])
def row(request: StaffRequest, upload_id: int) -> HttpResponse:
    """One line: its cells in the file beside what was read; a POST puts cells right."""
    found = _editable(request, upload_id)
    sheet, number = request.GET.get("sheet", ""), inputs.number(request, "row") or 0
    table = queries.table_of(found)
    present = table.row_at(sheet, number)
    is_typed = present is None
    if present is None:
        if line_at(table, sheet, number) is None:
            raise NotFound("表格中没有这一行，请返回后重选。")
        present = blank_row(table, sheet, number)
    form = CorrectRowForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        saved = form.attempt(
            lambda: commands.correct_cells(
                actor=request.actor, upload_id=found.pk, sheet=sheet, row=number, values=form.given()
            )
        )
        if saved is not None:
            done = "已补录为事项" if is_typed else "已更正"
            messages.success(request, f"工作表“{sheet}”第{number}行{done}，原表保持原样。")
            return HttpResponseRedirect(_after(found.pk, saved.problems, table, (sheet, number), request))
    problems = [each for each in found.problems if (each["sheet"], each["row"]) == (sheet, number)]
    context = {
        "title": f"{'补录' if is_typed else '更正'}：工作表“{sheet}”第{number}行",
        "is_typed": is_typed,
        "upload": found,
        "form": form,
        "here": row_address(found.pk, sheet, number),
        "name": present.name,
        "source": source_cells(present, problems),
        "cells": [
            (cell, form.shown(cell.name, cell.value), form.faults_of(cell.name))
            for cell in read_cells(present, problems, found.corrections)
        ],
        "whole": whole_row_warnings(problems),
        "refused": any(not each["kept"] for each in problems),
        "crumbs": crumbs(
            found.catalogue,
            NavLink(found.file_name, reverse("workbench:upload", args=[found.pk])),
            NavLink("更正", ""),
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/upload_row.html", context, status=status)


@require_POST
def import_table(request: StaffRequest, upload_id: int) -> HttpResponse:
    found = _editable(request, upload_id)
    try:
        outcome = commands.import_upload(actor=request.actor, upload_id=found.pk)
    except (Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        refused = f"，{outcome.refused}行未导入，见下方问题清单" if outcome.refused else ""
        messages.success(
            request,
            f"已导入：新增{outcome.created}项，更新{outcome.updated}项，未变{outcome.unchanged}项{refused}。",
        )
    return _to(found.pk)


@require_GET
def original(request: StaffRequest, upload_id: int) -> HttpResponseBase:
    """The table as it was handed in."""
    found = _editable(request, upload_id)
    return offered_file(found.file, found.file_name)


@require_GET
def problems(request: StaffRequest, upload_id: int) -> HttpResponse:
    """Everything a person has to look at, as a file to work through."""
    found = _editable(request, upload_id)
    return problem_file(found.file_name, found.problems)


def _receive(request: StaffRequest, catalogue_id: int, form: UploadForm) -> CatalogueUpload:
    name, chunks = form.taken()
    try:
        return commands.receive_upload(
            actor=request.actor, catalogue_id=catalogue_id, name=name, chunks=chunks
        )
    except InvalidInput as error:
        raise InvalidInput.for_field(form.source, error.message) from error


def _after(
    upload_id: int,
    problems: Sequence[Mapping[str, Any]],
    table: CatalogueTable,
    place: tuple[str, int],
    request: StaffRequest,
) -> str:
    """Back to the table, or on to the next line that has a problem."""
    if "next" in request.POST:
        sheets = {sheet: number for number, sheet in enumerate(table.sheets)}
        concerned = {(each["sheet"], each["row"]) for each in problems if each["row"]}
        order = sorted({place, *concerned}, key=lambda each: (sheets.get(each[0], 0), each[1]))
        if (wanted := next(iter(order[order.index(place) + 1 :]), None)) is not None:
            return row_address(upload_id, *wanted)
    return reverse("workbench:upload", args=[upload_id])


def _editable(request: StaffRequest, upload_id: int) -> CatalogueUpload:
    """The upload, for those who keep the catalogue; for others as if it did not exist."""
    found = queries.get_upload(upload_id)
    if not policies.may_edit_catalogue(request.actor, found.catalogue).allowed:
        raise NotFound("没有找到该次上传，或者不在您的权限范围内。")
    return found


def _expected(plan: Plan) -> list[Statistic]:
    refused = sum(not problem.kept for problem in plan.problems)
    kept = len(plan.problems) - refused
    return [
        Statistic("将新增", plan.created, "项", tone="good" if plan.created else "neutral"),
        Statistic("将更新", plan.updated, "项", tone="info" if plan.updated else "neutral"),
        Statistic("没有变化", plan.unchanged, "项"),
        Statistic("不能导入", refused, "行", tone="alarm" if refused else "neutral"),
        Statistic("导入但需核对", kept, "处", tone="warn" if kept else "neutral"),
    ]


def _outcome(found: CatalogueUpload) -> list[Statistic]:
    refused = sum(not problem["kept"] for problem in found.problems)
    return [
        Statistic("新增", found.created_count, "项", tone="good" if found.created_count else "neutral"),
        Statistic("更新", found.updated_count, "项", tone="info" if found.updated_count else "neutral"),
        Statistic("没有变化", found.unchanged_count, "项"),
        Statistic("未导入", refused, "行", tone="alarm" if refused else "neutral"),
    ]


def _row(row: PlannedRow) -> TableRow:
    name = row.fields.level2 or row.fields.level1
    return TableRow(
        [
            Cell(f"{row.sheet} 第{row.row}行"),
            Cell(row.fields.code),
            Cell(name, note=row.fields.level1 if row.fields.level2 else ""),
            Cell(row.fields.responsible_text),
            result(row, row.changed_labels, "更新"),
        ]
    )


def _to(upload_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:upload", args=[upload_id]))
