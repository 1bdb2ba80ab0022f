"""期限: what the bodies that a person covers owe, by when, and why by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.information import queries as information
from gongkai.core.information.enums import DOCUMENT_SUBJECT
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting.deadlines import due_dates
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.deadlines import queries
from gongkai.foundation.deadlines.enums import OPEN_STATES, WATCHERS, DeadlineState
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.deadlines import Bound

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.foundation.deadlines.models import StandingDeadline

MOST_EXPORTED = 20_000
EXPORT_HEADER = ("事项", "责任单位", "状态", "起算日", "期限", "届满日", "暂定", "办结日", "依据", "推算过程")
_SUNDAY = 6
_OPEN = Q(state__in=OPEN_STATES)
_SORTS = {"due": ("due_on", "id"), "-due": ("-due_on", "-id"), "body": ("owner_body__name", "due_on", "id")}


@dataclass(frozen=True, slots=True)
class View:
    """One tab: its key in addresses, its words, and what is in it on a day."""

    key: str
    label: str
    empty: str

    def of(self, today: date) -> Q:
        week_end = today + timedelta(days=_SUNDAY - today.weekday())
        return {
            "": _OPEN,
            "overdue": _OPEN & Q(due_on__lt=today) & ~Q(bound=Bound.AT_LEAST),
            "week": _OPEN & Q(due_on__range=(today, week_end)),
            "provisional": _OPEN & Q(provisional=True),
            "paused": Q(state=DeadlineState.PAUSED),
            "met": Q(state=DeadlineState.MET),
            "dropped": Q(state=DeadlineState.DROPPED),
        }[self.key]


VIEWS = (
    View("", "未办结", "起草填写成文日期后，公开期限自动开始计算，会出现在这里。"),
    View("overdue", "已超期", "没有超过期限的事项。"),
    View("week", "本周到期", "本周没有到期的事项。"),
    View("provisional", "暂定", "没有暂定的期限：所涉年份的放假安排都已载入。"),
    View("paused", "暂停计时", "没有暂停计时的事项。"),
    View("met", "已办结", "办结的事项连同是否按期，会出现在这里。"),
    View("dropped", "不再适用", "改为不予公开等不再计算期限的事项，会出现在这里。"),
)
_BY_KEY = {view.key: view for view in VIEWS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice. `cause`: only what moved for it."""

    view: str = ""
    body: int | None = None
    words: str = ""
    sort: str = ""
    mine: bool = False
    cause: str = ""

    def query(self, page: int | None = None) -> str:
        chosen = {
            "view": self.view,
            "body": self.body or "",
            "q": self.words,
            "sort": self.sort,
            "mine": "1" if self.mine else "",
            "cause": self.cause,
            "page": page or "",
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    def address(self, page: int | None = None, name: str = "deadlines") -> str:
        query = self.query(page)
        return f"{reverse(f'workbench:{name}')}{'?' if query else ''}{query}"

    @property
    def narrowed(self) -> bool:
        return self != Wanted(view=self.view, sort=self.sort)


@require_GET
def deadlines(request: StaffRequest) -> HttpResponse:
    wanted, every = _wanted(request)
    today = clock.today()
    counts = every.order_by().aggregate(
        **{f"n_{view.key or 'open'}": Count("id", filter=view.of(today)) for view in VIEWS}
    )
    shown = paging.pages(
        counts[f"n_{wanted.view or 'open'}"], inputs.page(request), wanted.address, unit="项"
    )
    rows = paging.cut(_sorted(every.filter(_BY_KEY[wanted.view].of(today)), wanted), shown)
    context = {
        "title": "期限",
        "wanted": wanted,
        "tabs": [
            NavLink(
                view.label,
                replace(wanted, view=view.key).address(),
                current=view.key == wanted.view,
                count=counts[f"n_{view.key or 'open'}"],
            )
            for view in VIEWS
        ],
        "columns": _columns(wanted),
        "rows": _rows(request.actor, rows),
        "pages": shown,
        "empty": _BY_KEY[wanted.view].empty,
        "export_url": wanted.address(name="deadlines_export"),
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/deadlines_results.html", context)
    bodies = organisations.bodies_covered(request.actor, WATCHERS)
    moved = queries.moves(wanted.cause).first() if wanted.cause else None
    return page(
        request,
        "workbench/deadlines.html",
        {**context, "bodies": bodies, "cause_words": moved.cause_words if moved else ""},
    )


@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """What the filters leave, as a table to take away."""
    wanted, every = _wanted(request)
    found = _sorted(every.filter(_BY_KEY[wanted.view].of(clock.today())), wanted)[:MOST_EXPORTED]
    name = f"期限-{_BY_KEY[wanted.view].label}-{clock.today().isoformat()}.csv"
    return csv_download(EXPORT_HEADER, _exported(found), name)


def _wanted(request: StaffRequest) -> tuple[Wanted, QuerySet[StandingDeadline]]:
    """The choices, and every deadline in sight that fits all of them but the tab. Raises Denied."""
    if not request.actor.roles & {role.value for role in WATCHERS}:
        demand(decide(request.actor, WATCHERS, None, "查看期限"))
    wanted = Wanted(
        view=inputs.choice(request, "view", _BY_KEY),
        body=inputs.number(request, "body"),
        words=inputs.words(request),
        sort=inputs.choice(request, "sort", _SORTS),
        mine=request.GET.get("mine") == "1",
        cause=inputs.words(request, "cause")[:80],
    )
    every = queries.list_deadlines(request.actor)
    if wanted.body is not None:
        every = every.filter(owner_body_id=wanted.body)
    if wanted.words:
        every = every.filter(title__icontains=wanted.words)
    if wanted.mine:
        every = every.filter(owner_account_ids__contains=[request.actor.account_id])
    if wanted.cause:
        every = every.filter(pk__in=queries.moves(wanted.cause).order_by().values("deadline"))
    return wanted, every


def _sorted(found: QuerySet[StandingDeadline], wanted: Wanted) -> QuerySet[StandingDeadline]:
    return found.order_by(*_SORTS[wanted.sort or "due"])


def _columns(wanted: Wanted) -> tuple[Column, ...]:
    ascending = wanted.sort in {"", "due"}
    by_due = replace(wanted, sort="-due" if ascending else "").address()
    order = ("ascending" if ascending else "descending") if wanted.sort != "body" else "none"
    return (
        Column("事项"),
        Column(
            "责任单位",
            sort_url=replace(wanted, sort="body").address(),
            sorted="ascending" if wanted.sort == "body" else "none",
        ),
        Column("起算日", "date"),
        Column("期限"),
        Column("届满日", sort_url=by_due, sorted=order),
    )


def _rows(actor: Actor, standing: Sequence[StandingDeadline]) -> list[TableRow]:
    shown = due_dates(standing)
    addresses = _addresses(actor, standing)
    return [
        TableRow(
            [
                Cell(each.title, url=addresses.get(each.subject_id, "")),
                Cell(each.owner_body.short_name or each.owner_body.name),
                Cell(day=each.start_on),
                Cell(str(each.limit.span), note=each.source),
                Cell(due=shown[each.pk]),
            ]
        )
        for each in standing
    ]


def _addresses(actor: Actor, standing: Sequence[StandingDeadline]) -> dict[int, str]:
    """Document → where its newest edition is, for those that the actor may read; one query."""
    documents = {each.subject_id for each in standing if each.subject_type == DOCUMENT_SUBJECT}
    if not documents:
        return {}
    found = information.list_editions(actor).filter(document_id__in=documents).order_by("number")
    newest = dict(found.values_list("document_id", "pk"))
    return {document: reverse("workbench:document", args=[edition]) for document, edition in newest.items()}


def _exported(standing: Iterable[StandingDeadline]) -> Iterator[tuple[str, ...]]:
    for each in standing:
        yield (
            each.title,
            each.owner_body.name,
            each.get_state_display(),
            each.start_on.isoformat(),
            str(each.limit.span),
            each.due_on.isoformat() if each.due_on else "",
            "是" if each.provisional and each.is_open else "",
            each.met_on.isoformat() if each.met_on else "",
            each.source,
            each.sentence,
        )
