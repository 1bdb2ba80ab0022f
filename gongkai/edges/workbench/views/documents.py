"""The list of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.enums import READERS, WRITERS, EditionState
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand_business_role
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting.deadlines import publication_due
from gongkai.edges.workbench.presenting.documents import state_badge
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.reference.information_kinds import information_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.information.models import Edition

COLUMNS = (
    Column("标题"),
    Column("单位"),
    Column("领域和事项"),
    Column("状态"),
    Column("公开期限"),
    Column("最近修改", "date"),
)


_NOT_LISTED = (EditionState.SUPERSEDED, EditionState.DISCARDED)
"""States without a tab: earlier versions are on the page of the later one, deleted drafts in the bin."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    state: str = ""
    area: str = ""
    body: int | None = None
    kind: str = ""
    words: str = ""
    mine: bool = False

    def address(self, page: int | None = None) -> str:
        chosen = {
            "state": self.state,
            "area": self.area,
            "body": self.body or "",
            "kind": self.kind,
            "q": self.words,
            "mine": "1" if self.mine else "",
            "page": page or "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{reverse('workbench:documents')}{'?' if query else ''}{query}"

    @property
    def narrowed(self) -> bool:
        return self != Wanted(state=self.state)


@require_GET
def documents(request: StaffRequest) -> HttpResponse:
    demand_business_role(request.actor)
    wanted = Wanted(
        state=inputs.choice(request, "state", EditionState.values),
        area=inputs.area_code(request),
        body=inputs.number(request, "body"),
        kind=inputs.choice(request, "kind", information_kinds()),
        words=inputs.words(request),
        mine=request.GET.get("mine") == "1",
    )
    every = information.list_editions(
        request.actor,
        area_code=wanted.area,
        body_id=wanted.body,
        kind=wanted.kind,
        words=wanted.words,
        mine=wanted.mine,
    )
    counts = dict(every.order_by().values_list("state").annotate(count=Count("id")))
    found = every if not wanted.state else every.filter(state=wanted.state)
    total = counts.get(wanted.state, 0) if wanted.state else sum(counts.values())
    shown = paging.pages(total, inputs.page(request), wanted.address)
    context = {
        "title": "文件库",
        "wanted": wanted,
        "tabs": _tabs(wanted, counts),
        "columns": COLUMNS,
        "rows": _rows(paging.cut(found.defer("body_html", "body_text", "summary"), shown)),
        "pages": shown,
        "can_write": bool(request.actor.roles & {role.value for role in WRITERS}),
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/documents_results.html", context)
    choices = {
        "areas": catalogue.policy_areas(),
        "bodies": organisations.bodies_covered(request.actor, READERS),
        "kinds": information_kinds().values(),
    }
    return page(request, "workbench/documents.html", {**context, **choices})


def _tabs(wanted: Wanted, counts: dict[str, int]) -> list[NavLink]:
    shown = [state for state in EditionState if state not in _NOT_LISTED]
    everything = NavLink(
        "全部", replace(wanted, state="").address(), current=not wanted.state, count=sum(counts.values())
    )
    return [
        everything,
        *(
            NavLink(
                state.label,
                replace(wanted, state=state.value).address(),
                current=wanted.state == state.value,
                count=counts.get(state.value, 0),
            )
            for state in shown
        ),
    ]


def _rows(editions: Sequence[Edition]) -> list[TableRow]:
    due = publication_due(editions)
    return [
        TableRow(
            [
                Cell(
                    edition.title,
                    url=reverse("workbench:document", args=[edition.pk]),
                    note=edition.document_number or "",
                ),
                Cell(edition.document.body.short_name or edition.document.body.name),
                Cell(edition.document.item.area.name, note=edition.document.item.name),
                Cell(badge=state_badge(edition), note=f"第{edition.number}版" if edition.number > 1 else ""),
                Cell(due=due.get(edition.pk)),
                Cell(day=edition.updated_at),
            ]
        )
        for edition in editions
    ]
