"""用语词表: the divisions that keep words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.wording import queries
from gongkai.core.wording.enums import KEEPERS
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.wording.models import WordListVersion
    from gongkai.foundation.organisations.models import Division

LIST_COLUMNS = (Column("地区"), Column("版本"), Column("必须改", "number"), Column("最近修改", "date"))


@require_GET
def word_lists(request: StaffRequest) -> HttpResponse:
    """The divisions whose lists the person keeps: those that have words of their own, and the person's own
    division; every other one is found by its name or code, for a county has hundreds."""
    _demand_keeper(request)
    words = inputs.words(request)
    home = reverse("workbench:word_lists")

    def address(number: int | None) -> str:
        chosen = {name: value for name, value in (("q", words), ("page", number or "")) if value}
        return f"{home}?{urlencode(chosen)}" if chosen else home

    found = _divisions(request, words)
    shown = paging.pages(found.count(), inputs.page(request), address, unit="个地区")
    context = {
        "title": "用语词表",
        "words": words,
        "columns": LIST_COLUMNS,
        "rows": _division_rows(paging.cut(found, shown)),
        "pages": shown,
        "crumbs": [NavLink("工作台", reverse("workbench:home")), NavLink("用语词表", "")],
    }
    return page(request, "workbench/word_lists.html", context)


def _divisions(request: StaffRequest, words: str) -> QuerySet[Division]:
    covered = organisations.divisions_covered(request.actor, KEEPERS)
    if words:
        return covered & organisations.list_divisions(words=words)
    own = [grant.division_id for grant in request.actor.grants if grant.division_id is not None]
    return queries.with_own_words(covered, own)


def _division_rows(divisions: list[Division]) -> list[TableRow]:
    """Each with its list and how many words it requires; two queries for any number."""
    keys = [division.pk for division in divisions]
    latest, required = queries.latest_versions(keys), queries.required_counts(keys)
    return [_division_row(each, latest.get(each.pk), required.get(each.pk, 0)) for each in divisions]


def _division_row(division: Division, last: WordListVersion | None, required: int) -> TableRow:
    address = reverse("workbench:word_list", args=[division.pk])
    return TableRow(
        [
            Cell(division.name, url=address, note=division.code),
            Cell(f"第{last.number}版" if last else "只用内置词表"),
            Cell(f"{required}个" if required else ""),
            Cell(day=last.saved_at, note=last.saved_by) if last else Cell(""),
        ]
    )


def _demand_keeper(request: StaffRequest) -> None:
    if not request.actor.roles & {role.value for role in KEEPERS}:
        demand(decide(request.actor, KEEPERS, None, "修改用语词表"))
