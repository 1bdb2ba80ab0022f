"""Public bodies: the list, one of them, a new one."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Column, NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.organisations import NewBodyForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.panels import Panel, answer, named, reasons, with_refused
from gongkai.edges.workbench.presenting.bodies import (
    BODY_COLUMNS,
    body_facts,
    body_rows,
    name_rows,
    succession_lines,
)
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.body_changes import panels_of
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import commands, queries
from gongkai.foundation.organisations.enums import BodyKind

NAME_COLUMNS = (Column("名称"), Column("启用"), Column("停用"), Column("依据"))
_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    words: str = ""
    kind: str = ""
    division: int | None = None
    closed: bool = False

    def address(self, page: int | None = None) -> str:
        chosen = {
            "q": self.words,
            "kind": self.kind,
            "division": self.division or "",
            "closed": "1" if self.closed else "",
            "page": page or "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{reverse('workbench:bodies')}{'?' if query else ''}{query}"


@require_GET
def bodies(request: StaffRequest) -> HttpResponse:
    wanted = Wanted(
        words=inputs.words(request),
        kind=inputs.choice(request, "kind", BodyKind.values),
        division=inputs.number(request, "division"),
        closed=request.GET.get("closed") == "1",
    )
    found = queries.list_bodies(
        words=wanted.words,
        kinds=[BodyKind(wanted.kind)] if wanted.kind else (),
        division_id=wanted.division,
        include_closed=wanted.closed,
    )
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, unit="个")
    context = {
        "title": "机关",
        "wanted": wanted,
        "kinds": BodyKind.choices,
        "columns": BODY_COLUMNS,
        "rows": body_rows(paging.cut(found, shown)),
        "pages": shown,
        "may_create": Role.SYSTEM_ADMINISTRATOR.value in request.actor.roles,
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/bodies_results.html", context)
    return page(request, "workbench/bodies.html", context)


@require_GET
def body(request: StaffRequest, body_id: int) -> HttpResponse:
    return show(request, body_id)


def show(
    request: StaffRequest, body_id: int, refused: Panel | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """The page of a body, with the form of a change that was refused in the place of the fresh one."""
    found = queries.get_body(body_id)
    panels = with_refused(panels_of(request.actor, found), refused)
    context = {
        "title": found.name,
        "body": found,
        "facts": body_facts(found),
        "name_columns": NAME_COLUMNS,
        "names": name_rows(queries.names_of(found.pk)),
        "successions": succession_lines(queries.successions_of(found.pk)),
        "panels": panels,
        "refusals": reasons(panels),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("机关", reverse("workbench:bodies")),
            NavLink(found.name, ""),
        ],
    }
    return page(request, "workbench/body.html", context, status=status)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    divisions = queries.divisions_covered(request.actor, _KEEPERS)
    if not divisions.exists():
        demand(decide(request.actor, _KEEPERS, None, "新增机关"))
    form = NewBodyForm(
        request.POST if request.method == "POST" else None,
        divisions=[(str(row.pk), f"{row.name}（{row.code}）") for row in divisions],
        bodies=[(str(row.pk), row.name) for row in queries.bodies_covered(request.actor, _KEEPERS)],
        initial={"division": inputs.number(request, "division"), "kind": BodyKind.DEPARTMENT, "sort_key": 0},
    )
    if form.is_bound:
        created = form.attempt(
            lambda: commands.create_body(
                actor=request.actor,
                division_id=form.cleaned_data["division"],
                name=form.text("name"),
                short_name=form.text("short_name"),
                kind=BodyKind(form.cleaned_data["kind"]),
                uscc=form.text("uscc"),
                parent_id=form.cleaned_data["parent"],
                sector_parent_id=form.cleaned_data["sector_parent"],
                opened_on=form.cleaned_data["opened_on"],
                sort_key=form.cleaned_data["sort_key"] or 0,
            )
        )
        if created is not None:
            messages.success(request, f"已新增“{created.name}”。请补充联系信息。")
            return HttpResponseRedirect(reverse("workbench:body", args=[created.pk]))
    context = {
        "title": "新增机关",
        "form": form,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("机关", reverse("workbench:bodies")),
            NavLink("新增机关", ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_body.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, body_id: int, name: str) -> HttpResponse:
    """Carry out one of the changes on the page."""
    found = queries.get_body(body_id)
    return answer(
        request,
        found,
        named(panels_of(request.actor, found, request.POST, name), name),
        address=reverse("workbench:body", args=[found.pk]),
        refused=lambda panel: show(request, found.pk, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY),
    )
