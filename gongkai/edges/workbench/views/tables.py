"""The tables of a draft: an overview, new ones of its own, empty ones to fill in elsewhere."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.rules.tables import TableData, columns_of
from gongkai.edges.components import document_tables, inputs, sheet_files
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.tables import OwnTableForm, TableFileForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.tables import table_lines
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, NotFound
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


@require_GET
def tables(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Every table with its state, and the ways to fill them."""
    edition = readable_edition(request.actor, edition_id)
    return overview(request, edition, TableFileForm(), OwnTableForm())


def overview(
    request: StaffRequest, edition: Edition, file_form: TableFileForm, own_form: OwnTableForm
) -> HttpResponse:
    decision = policies.may_edit(request.actor, edition)
    context = {
        "title": "表格",
        "edition": edition,
        "kind": information_kind(edition.document.kind),
        "lines": table_lines(edition),
        "can_edit": decision.allowed,
        "reason": decision.reason,
        "file_form": file_form,
        "own_form": own_form,
        "crumbs": crumbs(edition, NavLink("表格", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if file_form.errors or own_form.errors else HTTPStatus.OK
    return page(request, "workbench/tables.html", context, status=status)


@require_POST
def new_table(request: StaffRequest, edition_id: int) -> HttpResponse:
    """A table of the document's own, without rows yet."""
    edition = readable_edition(request.actor, edition_id)
    form = OwnTableForm(request.POST)
    table = form.attempt(
        lambda: commands.put_table(
            actor=request.actor,
            edition_id=edition.pk,
            revision=edition.revision,
            code=OWN,
            title=form.text("title"),
            columns=form.cleaned_data["columns"],
            rows=[],
        )
    )
    if table is None:
        return overview(request, edition, TableFileForm(), form)
    return HttpResponseRedirect(reverse("workbench:table", args=[edition.pk, table.code]))


@require_POST
def remove(request: StaffRequest, edition_id: int, code: str) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    title = queries.get_table(edition.pk, code).title
    try:
        commands.remove_table(
            actor=request.actor,
            edition_id=edition.pk,
            revision=inputs.posted_number(request, "revision") or 0,
            code=code,
        )
    except Conflict as conflict:
        messages.error(request, conflict.message)
    else:
        messages.success(request, f"已移除《{title}》。")
    return HttpResponseRedirect(reverse("workbench:tables", args=[edition.pk]))


@require_GET
def template(request: StaffRequest, edition_id: int, code: str = "") -> HttpResponse:
    """Empty tables to fill in with office software: those that the kind declares, or one of them."""
    edition = readable_edition(request.actor, edition_id)
    kind = information_kind(edition.document.kind)
    wanted = [table for table in kind.tables if code in ("", table.code)]
    if not wanted:
        raise NotFound("该信息类型没有规定表格，可以直接上传自己的表格。")
    empty = [
        TableData(table.code, table.title, columns_of(table), (), table.units[0] if table.units else "")
        for table in wanted
    ]
    name = wanted[0].title if code else f"{kind.name}表格"
    return sheet_files.workbook_download(document_tables.workbook(empty), f"{name}（空表）.xlsx")


def crumbs(edition: Edition, *last: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("文件库", reverse("workbench:documents")),
        NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
        *last,
    ]
