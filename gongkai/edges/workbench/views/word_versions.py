"""历次版本 of the words of a division: what each changed, in words; any of them restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.wording import commands, policies, queries
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import word_lists as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import Conflict
from gongkai.text.wording import parse_words

if TYPE_CHECKING:
    from gongkai.core.wording.queries import VersionChanges

COLUMNS = (Column("版本"), Column("改了什么"), Column("修改说明"), Column("修改人"), Column("时间", "date"))
_PART = 10
_SAID = 5
"""Changes of a version that the list names."""


@require_GET
def versions(request: StaffRequest, division_id: int) -> HttpResponse:
    demand(policies.may_save_words(request.actor, division_id))
    division = organisations.get_division(division_id)
    home = reverse("workbench:word_versions", args=[division_id])
    found = queries.list_versions(division_id)
    shown = paging.pages(
        found.count(),
        inputs.page(request),
        lambda number: f"{home}?page={number}" if number else home,
        size=_PART,
        unit="版",
    )
    context = {
        "title": f"{division.name}用语词表历次版本",
        "division": division,
        "tabs": presenting.tabs(division_id, "word_versions"),
        "columns": COLUMNS,
        "rows": [_row(each) for each in queries.changes_of(paging.cut(found, shown, size=_PART))],
        "pages": shown,
        "crumbs": presenting.crumbs(division, "历次版本"),
    }
    return page(request, "workbench/word_versions.html", context)


@require_http_methods(["GET", "POST"])
def version(request: StaffRequest, division_id: int, number: int) -> HttpResponse:
    """A version as it was; `POST` makes it the list again."""
    demand(policies.may_save_words(request.actor, division_id))
    if request.method == "POST":
        return _restore(request, division_id, number)
    division = organisations.get_division(division_id)
    chosen = queries.get_version(division_id, number)
    last = queries.latest_version(division_id)
    (changed,) = queries.changes_of([chosen])
    context = {
        "title": f"{division.name}用语词表第{number}版",
        "division": division,
        "version": chosen,
        "changes": changed.changes,
        "present": last.number if last else 0,
        "columns": presenting.RULE_COLUMNS,
        "rows": [presenting.rule_row(rule) for rule in parse_words(chosen.text).rules],
        "crumbs": presenting.crumbs(division, f"第{number}版"),
    }
    return page(request, "workbench/word_version.html", context)


def _restore(request: StaffRequest, division_id: int, number: int) -> HttpResponse:
    try:
        saved = commands.restore_words(
            actor=request.actor,
            division_id=division_id,
            number=number,
            based_on=inputs.posted_number(request, "based_on") or 0,
        )
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("workbench:word_versions", args=[division_id]))
    messages.success(request, f"已恢复第{number}版的词条，保存为第{saved.number}版，即时生效。")
    return HttpResponseRedirect(reverse("workbench:word_list", args=[division_id]))


def _row(each: VersionChanges) -> TableRow:
    version = each.version
    said, more = each.changes[:_SAID], len(each.changes) - _SAID
    words = "；".join(said) + (f"，另有{more}处" if more > 0 else "") or "词条没有变化"
    return TableRow(
        [
            Cell(
                f"第{version.number}版",
                url=reverse("workbench:word_version", args=[version.division_id, version.number]),
            ),
            Cell(words),
            Cell("" if version.note == words else version.note),
            Cell(version.saved_by),
            Cell(at=version.saved_at),
        ]
    )
