"""Standard catalogues: the list of them, and a new one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import KEEPERS, TOWNSHIP_KEEPERS, Layer
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue import CatalogueForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue

COLUMNS = (Column("目录"), Column("层级"), Column("地区"), Column("事项", "number"))


@require_GET
def catalogues(request: StaffRequest) -> HttpResponse:
    context = {
        "title": "标准目录",
        "columns": COLUMNS,
        "rows": [_row(catalogue) for catalogue in queries.list_catalogues()],
        "may_create": bool(request.actor.roles & {role.value for role in KEEPERS}),
        "may_derive": bool(request.actor.roles & {role.value for role in TOWNSHIP_KEEPERS}),
    }
    return page(request, "workbench/catalogues.html", context)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    divisions = organisations.divisions_covered(request.actor, KEEPERS)
    if not divisions.exists():
        demand(decide(request.actor, KEEPERS, None, "新建标准目录"))
    form = CatalogueForm(
        request.POST if request.method == "POST" else None,
        divisions=[(str(row.pk), row.name) for row in divisions],
    )
    if form.is_bound:
        created = form.attempt(
            lambda: commands.create_catalogue(
                actor=request.actor, division_id=form.cleaned_data["division"], title=form.text("title")
            )
        )
        if created is not None:
            messages.success(request, "目录已建立，请上传表格导入事项。")
            return HttpResponseRedirect(reverse("workbench:catalogue", args=[created.pk]))
    context = {"title": "新建目录", "form": form, "crumbs": crumbs(NavLink("新建目录", ""))}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_catalogue.html", context, status=status)


def _row(found: Catalogue) -> TableRow:
    return TableRow(
        [
            Cell(found.title, url=reverse("workbench:catalogue", args=[found.pk])),
            Cell(Layer(found.layer).label),
            Cell(found.division.name if found.division else "全国"),
            Cell(str(getattr(found, "item_count", ""))),
        ]
    )
