"""部分公开 of a table of a draft: which columns and rows the public gets."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import Openness
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.table_parts import TablePartsForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.table_parts import MOST_SHOWN, partly_table
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.tables import crumbs


@require_http_methods(["GET", "POST"])
def table_parts(request: StaffRequest, edition_id: int, code: str) -> HttpResponse:
    """The choice beside the table with its numbered rows; whoever may not write reads it."""
    edition = readable_edition(request.actor, edition_id)
    stored = queries.get_table(edition.pk, code)
    table, withheld = queries.whole_table(stored), queries.withheld_of(stored)
    decision = policies.may_edit(request.actor, edition)
    form = TablePartsForm(table, withheld, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = form.attempt(
            lambda: commands.withhold_table_parts(
                actor=request.actor,
                edition_id=edition.pk,
                revision=inputs.posted_number(request, "revision") or 0,
                code=code,
                withheld=form.withheld(),
            )
        )
        if saved is not None:
            messages.success(request, f"已保存《{saved.title}》的公开范围。公众看到{saved.row_count}行。")
            return HttpResponseRedirect(reverse("workbench:table_parts", args=[edition.pk, code]))
    own = reverse("workbench:table_parts", args=[edition.pk, code])
    shown = paging.pages(
        len(table.rows),
        inputs.page(request),
        lambda number: f"{own}?page={number}" if number else own,
        size=MOST_SHOWN,
        unit="行",
    )
    context = {
        "title": f"公开哪些行和列：{table.title}",
        "edition": edition,
        "code": code,
        "form": form,
        "can_edit": decision.allowed,
        "reason": decision.reason,
        "needs_look": stored.needs_look,
        "worked_out": queries.worked_out(edition, stored) if withheld else [],
        "is_partial": edition.openness == Openness.PARTIAL,
        "table": partly_table(table, withheld, start=(shown.number - 1) * MOST_SHOWN),
        "pages": shown,
        "crumbs": crumbs(
            edition,
            NavLink("表格", reverse("workbench:tables", args=[edition.pk])),
            NavLink(table.title, reverse("workbench:table", args=[edition.pk, code])),
            NavLink("公开范围", ""),
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/table_parts.html", context, status=status)
