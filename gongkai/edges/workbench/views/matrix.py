"""领域责任矩阵: which body answers for which area of a division."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.responsibilities import commands, policies, queries
from gongkai.core.responsibilities.commands import Choice
from gongkai.core.responsibilities.enums import KEEPERS, Part
from gongkai.core.responsibilities.rules import TOWNSHIPS, Proposal
from gongkai.edges.components import inputs
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.matrix import AssignForm, EndForm, FillForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import matrix as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import Division


@require_GET
def matrix(request: StaffRequest) -> HttpResponse:
    """The matrix of the chosen division; of one's own where none is chosen."""
    divisions = _divisions(request)
    division = _chosen(request, divisions)
    if division is None:
        return page(request, "workbench/matrix.html", {"title": "领域责任矩阵", "division": None})
    found = queries.matrix(division.pk)
    context = {
        "title": "领域责任矩阵",
        "division": division,
        "divisions": divisions,
        "bodies": [presenting.short_name(body) for body in found.bodies],
        "rows": presenting.matrix_rows(found),
        "empty": found.empty_areas,
        "may_keep": policies.may_keep_matrix(request.actor, division.pk),
    }
    return page(request, "workbench/matrix.html", context)


@require_GET
def export(request: StaffRequest, division_id: int, ending: str) -> HttpResponse:
    """The matrix as it stands today, as .xlsx or .csv."""
    division = organisations.get_division(division_id)
    found = queries.matrix(division.pk)
    title = f"{division.name}领域责任矩阵"
    columns, rows = presenting.sheet_columns(found), presenting.sheet_rows(found)
    if ending == "csv":
        return csv_download([column.heading for column in columns], rows, f"{title}.csv")
    return sheet_download(title, columns, rows, frozen_columns=2)


@require_http_methods(["GET", "POST"])
def area(request: StaffRequest, division_id: int, code: str) -> HttpResponse:
    """One row of the matrix: who answers for the area, and a form for one more. `body`: one cell of it."""
    division = organisations.get_division(division_id)
    found = catalogue.get_area(code)
    decision = policies.may_keep_matrix(request.actor, division.pk)
    body_id = inputs.number(request, "body")
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        bodies=[(str(row.pk), row.name) for row in queries.answerable_bodies(division.pk)],
        initial={"body": body_id, "since": clock.today()},
    )
    if form.is_bound:
        demand(decision)
        assigned = form.attempt(
            lambda: commands.assign_area(
                actor=request.actor,
                division_id=division.pk,
                area=found.code,
                body_id=form.cleaned_data["body"],
                part=Part(form.cleaned_data["part"]),
                since=form.cleaned_data["since"],
                source=form.text("source"),
            )
        )
        if assigned is not None:
            messages.success(
                request, f"已登记：{assigned.body.name}{assigned.get_part_display()}“{found.name}”。"
            )
            return HttpResponseRedirect(presenting.area_url(division.pk, found.code))
    body = organisations.get_body(body_id) if body_id else None
    context = {
        "title": f"{found.name}领域的责任单位",
        "division": division,
        "area": found,
        "owners": queries.owners_of_area(found.code, division.pk),
        "form": form,
        "may_keep": decision,
        "body": body,
        "history_columns": presenting.HISTORY_COLUMNS,
        "history": presenting.history_rows(queries.history(division.pk, found.code, body.pk)) if body else [],
        "crumbs": _crumbs(division, NavLink(found.name, "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/matrix_area.html", context, status=status)


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, assignment_id: int) -> HttpResponse:
    """Let a body no longer answer for an area."""
    found = queries.get_assignment(assignment_id)
    demand(policies.may_keep_matrix(request.actor, found.division_id))
    division = organisations.get_division(found.division_id)
    back = presenting.area_url(division.pk, found.area_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"until": clock.today()})
    if form.is_bound:
        ended = form.attempt(
            lambda: commands.end_assignment(
                actor=request.actor,
                assignment_id=found.pk,
                until=form.cleaned_data["until"],
                basis=form.text("basis"),
            )
        )
        if ended is not None:
            messages.success(request, f"已终止：{found.body.name}不再负责“{found.area.name}”。")
            return HttpResponseRedirect(back)
    context = {
        "title": "终止领域责任",
        "assignment": found,
        "form": form,
        "back": back,
        "crumbs": _crumbs(division, NavLink(found.area.name, back), NavLink("终止", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/matrix_end.html", context, status=status)


@require_GET
def fill(request: StaffRequest, division_id: int) -> HttpResponse:
    """What the reference data propose; nothing is written by looking."""
    return _proposals(request, division_id)


@require_POST
def fill_chosen(request: StaffRequest, division_id: int) -> HttpResponse:
    """Assign what was ticked."""
    demand(policies.may_keep_matrix(request.actor, division_id))
    found = queries.proposals(division_id)
    form = FillForm(request.POST, offered=[(_value(row), "") for row in found.found])
    by_value = {_value(row): row for row in found.found}

    def accept() -> int:
        chosen = [by_value[value] for value in form.cleaned_data["choices"]]
        return len(
            commands.fill_from_reference(
                actor=request.actor,
                division_id=division_id,
                since=form.cleaned_data["since"],
                choices=[Choice(row.area_code, row.body_id, row.part) for row in chosen],
            )
        )

    done = form.attempt(accept)
    if done is None:
        return _proposals(request, division_id, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已按参考数据登记 {done} 项，请逐项核对。")
    return HttpResponseRedirect(f"{reverse('workbench:matrix')}?division={division_id}")


def _proposals(
    request: StaffRequest, division_id: int, form: FillForm | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    demand(policies.may_keep_matrix(request.actor, division_id))
    division = organisations.get_division(division_id)
    found = queries.proposals(division.pk)
    areas = {area.code: area.name for area in catalogue.policy_areas()}
    names = {body.pk: body.name for body in queries.answerable_bodies(division.pk)}
    ticked = request.POST.getlist("choices") if form else None
    rows = [
        {
            "value": _value(row),
            "area": areas.get(row.area_code, row.area_code),
            "body": names[row.body_id],
            "part": Part(row.part).label,
            "department": row.department,
            "certain": row.is_certain,
            "ticked": _value(row) in ticked if ticked is not None else _is_plain(row),
        }
        for row in sorted(found.found, key=lambda row: row.department == TOWNSHIPS)
    ]
    context = {
        "title": "按参考数据填写",
        "division": division,
        "form": form or FillForm(offered=(), initial={"since": clock.today()}),
        "rows": rows,
        "unmatched": [(areas.get(code, code), department) for code, department in found.unmatched],
        "crumbs": _crumbs(division, NavLink("按参考数据填写", "")),
    }
    return page(request, "workbench/matrix_fill.html", context, status=status)


def _is_plain(row: Proposal) -> bool:
    """Ticked beforehand: a department that only one body can be. Townships and doubtful ones are not."""
    return row.is_certain and row.department != TOWNSHIPS


def _value(row: Proposal) -> str:
    return f"{row.area_code}-{row.body_id}-{row.part}"


def _divisions(request: StaffRequest) -> list[Division]:
    """Where the actor keeps a matrix, else the division of the actor's own body."""
    kept = list(organisations.divisions_covered(request.actor, KEEPERS).exclude(level="village"))
    if kept or request.actor.body_id is None:
        return kept
    return [organisations.get_body(request.actor.body_id).division]


def _chosen(request: StaffRequest, divisions: list[Division]) -> Division | None:
    wanted = inputs.number(request, "division")
    if wanted is not None:
        return organisations.get_division(wanted)
    return divisions[0] if divisions else None


def _crumbs(division: Division, *last: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("领域责任矩阵", f"{reverse('workbench:matrix')}?division={division.pk}"),
        *last,
    ]
