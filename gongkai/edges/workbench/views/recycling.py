"""回收站: deleted drafts, for as long as they can be restored."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import WRITERS
from gongkai.core.information.rules import days_left
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.forms.recycling import EraseForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

COLUMNS = (
    Column("标题"), Column("单位"), Column("删除人"), Column("删除时间", "date"), Column("还保留"),
)  # fmt: skip


@require_GET
def recycle_bin(request: StaffRequest) -> HttpResponse:
    """What was deleted in the bodies for which the person writes, found by title, number or index number."""
    if not request.actor.roles & {role.value for role in WRITERS}:
        demand(decide(request.actor, WRITERS, None, "查看回收站"))
    words = inputs.words(request)
    found = queries.list_discarded(request.actor, words)
    home = reverse("workbench:recycle_bin")

    def address(number: int | None) -> str:
        chosen = {name: value for name, value in (("q", words), ("page", number or "")) if value}
        return f"{home}?{urlencode(chosen)}" if chosen else home

    shown = paging.pages(found.count(), inputs.page(request), address)
    context = {
        "title": "回收站",
        "words": words,
        "days": queries.days_in_bin(),
        "columns": COLUMNS,
        "rows": [_row(edition) for edition in paging.cut(found, shown)],
        "pages": shown,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink("回收站", ""),
        ],
    }
    return page(request, "workbench/recycle_bin.html", context)


@require_POST
def restore(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Back to the desk; where something stands in the way it stays in the bin and the page says what."""
    edition = readable_edition(request.actor, edition_id)
    try:
        commands.restore_draft(actor=request.actor, edition_id=edition.pk)
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("workbench:recycle_bin"))
    messages.success(request, f"已恢复草稿“{edition.title}”，可以继续编辑。")
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))


@require_http_methods(["GET", "POST"])
def erase(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Gone for good: what goes is shown once more, and whoever does it says why and that it is meant."""
    edition = readable_edition(request.actor, edition_id)
    demand(policies.may_erase(request.actor, edition))
    form = EraseForm(request.POST or None)
    if request.method == "POST":
        erased = form.attempt(
            lambda: commands.erase_draft(
                actor=request.actor, edition_id=edition.pk, reason=form.text("reason")
            )
        )
        if erased is not None:
            messages.success(request, f"已清除草稿“{edition.title}”及其附件，不能再找回。")
            return HttpResponseRedirect(reverse("workbench:recycle_bin"))
    context = {
        "title": "立即清除草稿",
        "edition": edition,
        "files": edition.attachments.count(),
        "tables": queries.table_heads(edition.pk).count(),
        "form": form,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("回收站", reverse("workbench:recycle_bin")),
            NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
            NavLink("立即清除", ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/erase_draft.html", context, status=status)


def _row(edition: Edition) -> TableRow:
    number = f"第{edition.number}版更正稿" if edition.number > 1 else ""
    left = days_left(edition.discarded_at, clock.now(), queries.days_in_bin()) if edition.discarded_at else 0
    return TableRow(
        [
            Cell(
                edition.title,
                url=reverse("workbench:document", args=[edition.pk]),
                note=edition.document_number or number,
            ),
            Cell(edition.document.body.short_name or edition.document.body.name),
            Cell(edition.discarded_by),
            Cell(day=edition.discarded_at),
            Cell(f"{left}天" if left else "即将清除"),
        ]
    )
