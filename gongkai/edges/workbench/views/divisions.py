"""The tree of divisions, one level at a time: a province has tens of thousands of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.forms.organisations import DivisionChangeForm, DivisionForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.bodies import BODY_COLUMNS, body_rows
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import commands, policies, queries
from gongkai.foundation.organisations.enums import DivisionLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.foundation.organisations.models import Division

_NEW_ID = "id_new_%s"
"""Two forms stand on one page."""

COLUMNS = (Column("名称"), Column("层级"), Column("区划代码"), Column("下级区划", "number"))


@require_GET
def divisions(request: StaffRequest) -> HttpResponse:
    """The roots."""
    roots = queries.list_divisions(include_inactive=True).filter(parent__isnull=True)
    context = {
        "title": "行政区划",
        "columns": COLUMNS,
        "rows": _rows(roots.annotate(below=Count("children"))),
        "may_create": policies.may_create_division(request.actor, None),
    }
    return page(request, "workbench/divisions.html", context)


@require_GET
def division(request: StaffRequest, division_id: int) -> HttpResponse:
    found = queries.get_division(division_id)
    return _division(request, found, DivisionChangeForm(initial=_values(found)), _new_form(found))


@require_http_methods(["GET", "POST"])
def update(request: StaffRequest, division_id: int) -> HttpResponse:
    found = queries.get_division(division_id)
    if request.method == "GET":
        return _to(found.pk)
    form = DivisionChangeForm(request.POST)
    saved = form.attempt(
        lambda: commands.update_division(
            actor=request.actor,
            division_id=found.pk,
            code=form.text("code"),
            name=form.text("name"),
            short_name=form.text("short_name"),
            is_active=form.cleaned_data["is_active"],
        )
    )
    if saved is None:
        return _division(request, found, form, _new_form(found))
    messages.success(request, "已保存。")
    return _to(saved.pk)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest, division_id: int) -> HttpResponse:
    """A division directly below."""
    parent = queries.get_division(division_id)
    if request.method == "GET":
        return _to(parent.pk)
    form = DivisionForm(request.POST, auto_id=_NEW_ID)
    created = form.attempt(
        lambda: commands.create_division(
            actor=request.actor,
            code=form.text("code"),
            name=form.text("name"),
            short_name=form.text("short_name"),
            level=DivisionLevel(form.cleaned_data["level"]),
            parent_id=parent.pk,
        )
    )
    if created is None:
        return _division(request, parent, DivisionChangeForm(initial=_values(parent)), form)
    messages.success(request, f"已新增“{created.name}”。")
    return _to(parent.pk)


def _division(
    request: StaffRequest, found: Division, change: DivisionChangeForm, new: DivisionForm
) -> HttpResponse:
    above = {
        row.pk: row for row in queries.list_divisions(include_inactive=True).filter(pk__in=found.lineage)
    }
    below = queries.list_divisions(include_inactive=True).filter(parent_id=found.pk)
    address = reverse("workbench:divisions")
    context = {
        "title": found.name,
        "division": found,
        "columns": COLUMNS,
        "rows": _rows(below.annotate(below=Count("children"))),
        "body_columns": BODY_COLUMNS,
        "body_rows": body_rows(queries.bodies_in(found.pk, include_closed=True)),
        "change": change,
        "new": new,
        "may_update": policies.may_update_division(request.actor, found),
        "may_create": policies.may_create_division(request.actor, found),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("行政区划", address),
            *(
                NavLink(above[key].name, reverse("workbench:division", args=[key]))
                for key in found.lineage[::-1]
            ),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if change.errors or new.errors else HTTPStatus.OK
    return page(request, "workbench/division.html", context, status=status)


def _rows(divisions: Iterable[Division]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(
                    row.name,
                    url=reverse("workbench:division", args=[row.pk]),
                    note="" if row.is_active else "已停用",
                ),
                Cell(DivisionLevel(row.level).label),
                Cell(row.code),
                Cell(str(getattr(row, "below", 0) or "")),
            ]
        )
        for row in divisions
    ]


def _values(found: Division) -> dict[str, object]:
    return {
        "name": found.name,
        "short_name": found.short_name,
        "code": found.code,
        "is_active": found.is_active,
    }


def _new_form(parent: Division) -> DivisionForm:
    """The next level below, with the digits that the code has to begin with."""
    levels = list(DivisionLevel)
    following = levels[min(levels.index(DivisionLevel(parent.level)) + 1, len(levels) - 1)]
    starts_with_parent = following in {DivisionLevel.TOWNSHIP, DivisionLevel.VILLAGE}
    return DivisionForm(
        auto_id=_NEW_ID, initial={"level": following, "code": parent.code if starts_with_parent else ""}
    )


def _to(division_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:division", args=[division_id]))
