"""待办, 已办, 办结, 我送审的: what is under review, as it concerns the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.information.enums import READERS
from gongkai.core.powers.enums import SUBJECT as SORTING
from gongkai.core.workflow import queries
from gongkai.core.workflow.enums import StepKind
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import NavLink, TableRow
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting import inbox as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.tally import tally
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound
from gongkai.reference.information_kinds import information_kinds
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_EXPORTED = 20_000
WAITING, DONE, CLOSED, SENT = "", "done", "closed", "sent"
_STEP_VIEWS = (WAITING, DONE)
_LABELS = {WAITING: "待办", DONE: "已办", CLOSED: "办结", SENT: "我送审的"}
_EMPTY = {
    WAITING: "需要您审核、会签、审查或签发的文件会出现在这里。",
    DONE: "您办理过的审核、会签、审查和签发会留在这里。",
    CLOSED: "您经手并且已经有结果的文件会留在这里。",
    SENT: "您起草或送审的文件走到哪一步、在谁手里，在这里查看。",
}
_SORTS: dict[str, dict[str, Sequence[str]]] = {
    WAITING: {
        "since": ("waiting_since", "id"), "-since": ("-waiting_since", "-id"),
        "title": ("case__subject_title", "id"), "body": ("case__body__name", "waiting_since", "id"),
    },
    DONE: {"-on": ("-decided_at", "-id"), "on": ("decided_at", "id"), "title": ("case__subject_title", "id")},
    CLOSED: {"-on": ("-closed_at", "-id"), "on": ("closed_at", "id"), "title": ("subject_title", "id")},
    SENT: {"-on": ("-opened_at", "-id"), "on": ("opened_at", "id"), "title": ("subject_title", "id")},
}  # fmt: skip
_SORTED_COLUMNS = {
    WAITING: {"文件": "title", "单位": "body", "送达": "since"},
    DONE: {"文件": "title", "办理日期": "on"},
    CLOSED: {"文件": "title", "办结": "on"},
    SENT: {"文件": "title", "送审": "on"},
}
_WIDTHS = (48, 16, 28, 14, 28, 24, 18, 18, 18)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice. All of it stands in the address."""

    view: str = WAITING
    words: str = ""
    body: int | None = None
    kind: str = ""
    step: str = ""
    overdue: bool = False
    sort: str = ""

    @classmethod
    def of(cls, request: StaffRequest) -> Wanted:
        view = inputs.choice(request, "view", _LABELS)
        return cls(
            view=view,
            words=inputs.words(request),
            body=inputs.number(request, "body"),
            kind=inputs.choice(request, "kind", {SORTING, *information_kinds()}),
            step=inputs.choice(request, "step", StepKind.values),
            overdue=request.GET.get("overdue") == "1",
            sort=inputs.choice(request, "sort", _SORTS[view]),
        )

    def query(self, page: int | None = None) -> str:
        chosen = {
            "view": self.view,
            "q": self.words,
            "body": self.body or "",
            "kind": self.kind,
            "step": self.step,
            "overdue": "1" if self.overdue else "",
            "sort": self.sort,
            "page": page or "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    def address(self, page: int | None = None) -> str:
        return reverse("workbench:inbox") + self.query(page)

    @property
    def narrowed(self) -> bool:
        return self != Wanted(view=self.view, sort=self.sort)

    @property
    def narrowing(self) -> queries.Narrowing:
        is_sorting = self.kind == SORTING
        return queries.Narrowing(
            words=self.words,
            body_id=self.body,
            subject_type=SORTING if is_sorting else "",
            subject_kind="" if is_sorting else self.kind,
            step_kind=self.step,
            overdue=self.overdue,
        )


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    wanted = Wanted.of(request)
    counts = _counts(request.actor, wanted)
    shown = paging.pages(counts[wanted.view], inputs.page(request), wanted.address)
    context: dict[str, Any] = {
        "title": _LABELS[wanted.view],
        "wanted": wanted,
        "tabs": tabs(wanted.view, counts, wanted),
        "columns": presenting.columns(_headings(wanted.view), _sorting(wanted)),
        "rows": _rows(request.actor, wanted, shown),
        "pages": shown,
        "empty": _EMPTY[wanted.view],
        "export_query": wanted.query(),
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/inbox_results.html", context)
    choices = {
        "bodies": organisations.bodies_covered(request.actor, READERS),
        "kinds": [
            *((kind.code, kind.name) for kind in information_kinds().values()),
            (SORTING, "事项梳理"),
        ],
        "step_kinds": StepKind.choices,
    }
    return page(request, "workbench/inbox.html", {**context, **choices})


@require_GET
def export(request: StaffRequest, ending: str) -> HttpResponse:
    """What the filters leave, as a table to take away."""
    wanted = Wanted.of(request)
    header, rows = _exported(request.actor, wanted)
    name = f"{_LABELS[wanted.view]}-{clock.today().isoformat()}"
    if ending == "csv":
        return csv_download(header, rows, f"{name}.csv")
    columns = [SheetColumn(*pair) for pair in zip(header, _WIDTHS, strict=False)]
    return sheet_download(name, columns, rows, frozen_columns=1)


@require_GET
def case(request: StaffRequest, case_id: int) -> HttpResponse:
    """The page of what a review is about: where notices lead."""
    address = presenting.address_of(queries.get_case(case_id))
    if not address:
        raise NotFound("这次审批的事项没有可以打开的页面。")
    return HttpResponseRedirect(address)


@require_GET
def done(request: StaffRequest) -> HttpResponse:
    """Where 已办 used to be."""
    return HttpResponseRedirect(Wanted(view=DONE).address())


def tabs(
    current: str | None, counts: Counter[str] | None = None, wanted: Wanted | None = None
) -> list[NavLink]:
    """今天要办 and the lists, the same over all of them; `current` is None on 今天要办.

    A filter goes along from list to list, a sorting does not.
    """
    base = wanted or Wanted()
    lists = [
        NavLink(
            label,
            replace(base, view=view, sort="").address(),
            current=view == current,
            count=counts[view] if counts is not None else None,
        )
        for view, label in _LABELS.items()
    ]
    return [NavLink("今天要办", reverse("workbench:home"), current=current is None), *lists]


def _found(actor: Actor, view: str, narrowing: queries.Narrowing) -> QuerySet[Any]:
    if view in _STEP_VIEWS:
        steps = queries.inbox(actor) if view == WAITING else queries.decided_by(actor)
        return queries.narrowed_steps(steps, narrowing)
    cases = queries.closed_with(actor) if view == CLOSED else queries.sent_by(actor)
    return queries.narrowed_cases(cases, narrowing)


def _counts(actor: Actor, wanted: Wanted) -> Counter[str]:
    """How much each list has of what was asked for, in one query."""
    return tally((view, _found(actor, view, wanted.narrowing)) for view in _LABELS)


def _sorted(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    found = _found(actor, wanted.view, wanted.narrowing)
    sorts = _SORTS[wanted.view]
    return found.order_by(*sorts[wanted.sort or next(iter(sorts))])


def _rows(actor: Actor, wanted: Wanted, shown: paging.Pages) -> list[TableRow]:
    rows: list[Any] = paging.cut(_sorted(actor, wanted), shown)
    if wanted.view == WAITING:
        return presenting.step_rows(actor, rows)
    return presenting.done_rows(rows) if wanted.view == DONE else presenting.case_rows(rows)


def _exported(actor: Actor, wanted: Wanted) -> tuple[Sequence[str], Any]:
    found = _sorted(actor, wanted)[:MOST_EXPORTED]
    if wanted.view == WAITING:
        return presenting.EXPORT_STEPS, presenting.exported_steps(found)
    if wanted.view == DONE:
        return presenting.EXPORT_DONE, presenting.exported_done(found)
    return presenting.EXPORT_CASES, presenting.exported_cases(found)


def _headings(view: str) -> Sequence[str]:
    if view == WAITING:
        return presenting.STEP_COLUMNS
    return presenting.DONE_COLUMNS if view == DONE else presenting.CASE_COLUMNS


def _sorting(wanted: Wanted) -> dict[str, tuple[str, str]]:
    """Column → the address that sorts by it, and how it is sorted now."""
    present = wanted.sort or next(iter(_SORTS[wanted.view]))
    found = {}
    for label, name in _SORTED_COLUMNS[wanted.view].items():
        is_up, is_down = present == name, present == f"-{name}"
        flipped = f"-{name}" if is_up and f"-{name}" in _SORTS[wanted.view] else name
        found[label] = (
            replace(wanted, sort=flipped).address(),
            "ascending" if is_up else "descending" if is_down else "",
        )
    return found
