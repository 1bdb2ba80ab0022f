"""审批流程: which steps the documents of a body or a division take."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.workflow import commands, policies, queries
from gongkai.core.workflow.enums import OFFICE, SecrecyStage
from gongkai.core.workflow.rules import MOST_STEPS, STANDARD_ROUTE, RouteStep
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.routes import (
    EVERYWHERE,
    RouteForm,
    Row,
    StepForm,
    changed_rows,
    rows_from,
    rows_of,
)
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide, holds
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import information_kinds

if TYPE_CHECKING:
    from gongkai.core.workflow.models import Route

COLUMNS = (Column("适用范围"), Column("信息类型"), Column("名称"), Column("环节"), Column("最近修改", "date"))
SAVE = "save"


@require_GET
def routes(request: StaffRequest) -> HttpResponse:
    """Every route that bears on what the office covers, and the built-in one."""
    _demand_office(request.actor)
    found = list(queries.list_routes(request.actor))
    context = {
        "title": "审批流程",
        "columns": COLUMNS,
        "rows": [*(_row(route) for route in found), _standard_row()],
        "crumbs": [NavLink("工作台", reverse("workbench:home")), NavLink("审批流程", "")],
    }
    return page(request, "workbench/routes.html", context)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    """A route of one's own for a body, a division or the installation; it begins with the standard steps."""
    _demand_office(request.actor)
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, route_id: int) -> HttpResponse:
    route = queries.get_route(route_id)
    demand(policies.may_set_route(request.actor, body_id=route.body_id, division_id=route.division_id))
    return _edit(request, route)


@require_POST
def remove(request: StaffRequest, route_id: int) -> HttpResponse:
    commands.remove_route(actor=request.actor, route_id=route_id)
    messages.success(request, "已删除，今后送审的文件改走上一级范围的流程。审批中的文件按原流程办完。")
    return HttpResponseRedirect(reverse("workbench:routes"))


def _edit(request: StaffRequest, route: Route | None) -> HttpResponse:
    """The form; its buttons change the rows without saving, and one of them saves."""
    action = request.POST.get("action", "")
    saves = request.method == "POST" and action in {SAVE, ""}
    rows = rows_of(route.route_steps if route else STANDARD_ROUTE)
    if request.method == "POST":
        rows = rows_from(request.POST)
        rows = rows if saves else changed_rows(rows, action)
    form = _route_form(request, route)
    steps = _step_forms(request.actor, rows, bound=saves)
    faulty = [each for each in (form, *steps) if saves and not each.is_valid()]
    if saves and not faulty:
        saved = form.attempt(lambda: _save(request, route, form, [each.step() for each in steps]))
        if saved is not None:
            messages.success(request, "已保存，今后送审的文件走这个流程。审批中的文件按原流程办完。")
            return HttpResponseRedirect(reverse("workbench:routes"))
    refused = saves
    context = {
        "title": route.name if route else "新设审批流程",
        "route": route,
        "form": form if refused or request.method == "GET" else _unbound(request, route),
        "steps": steps,
        "count": len(steps),
        "full": len(steps) >= MOST_STEPS,
        "revision": request.POST.get("revision") or (route.revision if route else 0),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("审批流程", reverse("workbench:routes")),
            NavLink(route.name if route else "新设", ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page(request, "workbench/route.html", context, status=status)


def _save(request: StaffRequest, route: Route | None, form: RouteForm, steps: Sequence[RouteStep]) -> Route:
    scope = form.place() if route is None else {}
    return commands.save_route(
        actor=request.actor,
        name=form.text("name"),
        steps=steps,
        subject_kind=form.text("subject_kind") if route is None else "",
        route_id=route.pk if route else None,
        revision=inputs.posted_number(request, "revision") or 0,
        **scope,
    )


def _route_form(request: StaffRequest, route: Route | None, *, bound: bool = True) -> RouteForm:
    data = request.POST if bound and request.method == "POST" else None
    initial: dict[str, Any] = {"name": route.name} if route else {}
    if data is None and request.method == "POST":
        initial = {name: request.POST.get(name, "") for name in ("name", "scope", "subject_kind")}
    kinds = [(kind.code, kind.name) for kind in information_kinds().values()]
    form = RouteForm(data, scopes=_scopes(request.actor), kinds=kinds, initial=initial)
    if route is not None:
        del form.fields["scope"], form.fields["subject_kind"]
    return form


def _unbound(request: StaffRequest, route: Route | None) -> RouteForm:
    """What was typed so far, without complaints: only rows were moved."""
    return _route_form(request, route, bound=False)


def _step_forms(actor: Actor, rows: Sequence[Row], *, bound: bool) -> list[StepForm]:
    bodies = [
        (str(pk), name) for pk, name in organisations.bodies_covered(actor, OFFICE).values_list("pk", "name")
    ]
    return [
        StepForm(
            {f"s{number}-{name}": value for name, value in row.items()} if bound else None,
            prefix=f"s{number}",
            initial=row,
            bodies=bodies,
        )
        for number, row in enumerate(rows)
    ]


def _scopes(actor: Actor) -> list[tuple[str, Any]]:
    bodies = organisations.bodies_covered(actor, OFFICE).values_list("pk", "name")
    divisions = organisations.divisions_covered(actor, OFFICE).values_list("pk", "name")
    return [
        ("地区", [(f"division-{pk}", name) for pk, name in divisions]),
        ("单位", [(f"body-{pk}", name) for pk, name in bodies]),
        *([(EVERYWHERE, "全部地区和单位")] if holds(actor, OFFICE) else []),
    ]


def _demand_office(actor: Actor) -> None:
    if not actor.roles & {role.value for role in OFFICE}:
        demand(decide(actor, OFFICE, None, "设定审批流程"))


def _row(route: Route) -> TableRow:
    where = route.body.name if route.body else route.division.name if route.division else "全部地区和单位"
    kind = information_kinds().get(route.subject_kind)
    return TableRow(
        [
            Cell(where),
            Cell(kind.name if kind else route.subject_kind or "全部类型"),
            Cell(route.name, url=reverse("workbench:route", args=[route.pk])),
            Cell(_words([step.route_step for step in route.steps.all()])),
            Cell(day=route.changed_at, note=route.changed_by),
        ]
    )


def _standard_row() -> TableRow:
    return TableRow(
        [
            Cell("没有另设的"),
            Cell("全部类型"),
            Cell("内置流程"),
            Cell(_words(STANDARD_ROUTE)),
            Cell("随软件附带"),
        ]
    )


def _words(steps: Sequence[RouteStep]) -> str:
    return " → ".join(
        f"{step.label}（{SecrecyStage(step.secrecy_stage).label}）" if step.secrecy_stage else step.label
        for step in steps
    )
