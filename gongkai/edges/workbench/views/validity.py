"""What is in force, what lapses soon, what has ended; decisions on several documents at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import READERS, WITHDRAWERS, Validity
from gongkai.core.information.queries.validity import documents_chosen, with_validity
from gongkai.core.information.rules.validity import ENDED, HOLDING
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.components.validity import standing_words, validity_badge
from gongkai.edges.workbench.access import demand_business_role
from gongkai.edges.workbench.forms.validity import DecisionForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.periods import add_months
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from gongkai.core.information.models import Edition
    from gongkai.kernel.actor import Actor

COLUMNS = (
    Column("文件"), Column("单位"), Column("施行日期", "date"), Column("有效期至", "date"), Column("有效性"),
)  # fmt: skip
SHEET = (
    SheetColumn("标题", 48), SheetColumn("发文字号", 22), SheetColumn("索引号", 28), SheetColumn("单位", 24),
    SheetColumn("成文日期", 12), SheetColumn("施行日期", 12), SheetColumn("有效期至", 12),
    SheetColumn("有效性", 10), SheetColumn("说明", 60),
)  # fmt: skip
MONTHS_AHEAD = 6
MOST_EXPORTED = 20_000
_LONGEST_KEY = 15

SHOWN: dict[str, tuple[str, ...]] = {
    "holding": (*HOLDING, Validity.PENDING),
    "ending": HOLDING,
    "ended": ENDED,
    "unknown": ("",),
}
LABELS = {"holding": "现行有效", "ending": "半年内届满", "ended": "已失效、废止", "unknown": "未标注"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    shown: str = "holding"
    body: int | None = None
    words: str = ""

    def address(self, page: int | None = None) -> str:
        chosen = {"shown": self.shown, "body": self.body or "", "q": self.words, "page": page or ""}
        return f"{reverse('workbench:validities')}?{urlencode({k: v for k, v in chosen.items() if v})}"

    def rows(self, actor: Actor) -> QuerySet[Edition]:
        until = add_months(clock.today(), MONTHS_AHEAD) if self.shown == "ending" else None
        return with_validity(
            actor, words=self.words, body_id=self.body, validities=SHOWN[self.shown], until=until
        )

    @classmethod
    def of(cls, request: StaffRequest) -> Wanted:
        return cls(
            inputs.choice(request, "shown", SHOWN) or "holding",
            inputs.number(request, "body"),
            inputs.words(request),
        )


@require_GET
def validities(request: StaffRequest) -> HttpResponse:
    """The lists, with boxes to choose what a decision is about."""
    demand_business_role(request.actor)
    wanted = Wanted.of(request)
    found = wanted.rows(request.actor)
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, size=50)
    editions = paging.cut(found, shown, size=50)
    context = {
        "title": "文件有效性",
        "wanted": wanted,
        "tabs": [
            NavLink(label, replace(wanted, shown=name).address(), current=wanted.shown == name)
            for name, label in LABELS.items()
        ],
        "columns": COLUMNS,
        "rows": _rows(editions),
        "pages": shown,
        "bodies": organisations.bodies_covered(request.actor, READERS),
        "may_decide": bool(request.actor.roles & {role.value for role in WITHDRAWERS}),
        "export_query": wanted.address().partition("?")[2],
    }
    return page(request, "workbench/validities.html", context)


@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """What was chosen, and the form of the decision; with `check` also what would become of each."""
    demand_business_role(request.actor)
    chosen = documents_chosen(request.actor, _ids(request))
    if not chosen:
        messages.warning(request, "请先勾选要变更有效性的文件。")
        return HttpResponseRedirect(reverse("workbench:validities"))
    is_checked = request.POST.get("step") == "check"
    form = DecisionForm(
        request.POST if is_checked else None, initial={"on": clock.today(), "validity": Validity.REPEALED}
    )
    return _preview(request, chosen, form, is_ready=is_checked and form.is_valid())


@require_POST
def change(request: StaffRequest) -> HttpResponse:
    """Carry the decision out: all of it or nothing."""
    demand_business_role(request.actor)
    chosen = documents_chosen(request.actor, _ids(request))
    form = DecisionForm(request.POST)
    changed = form.attempt(
        lambda: commands.change_validities(
            actor=request.actor,
            decisions=[
                commands.Decision(
                    edition.document_id,
                    Validity(form.cleaned_data["validity"]),
                    form.cleaned_data.get("lapses_on"),
                )
                for edition in chosen
            ],
            on=form.cleaned_data["on"],
            basis=form.text("basis"),
        )
    )
    if changed is None:
        return _preview(request, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已变更{changed}件文件的有效性，公众页面、列表和检索结果同时更新。")
    return HttpResponseRedirect(reverse("workbench:validities"))


@require_GET
def export(request: StaffRequest, ending: str) -> HttpResponse:
    demand_business_role(request.actor)
    wanted = Wanted.of(request)
    editions = list(wanted.rows(request.actor)[:MOST_EXPORTED])
    title = f"文件有效性（{LABELS[wanted.shown]}）"
    rows = _sheet_rows(editions)
    if ending == "csv":
        return csv_download([column.heading for column in SHEET], rows, f"{title}.csv")
    return sheet_download(title, SHEET, rows, frozen_columns=1)


def _preview(
    request: StaffRequest,
    chosen: Sequence[Edition],
    form: DecisionForm,
    *,
    is_ready: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    standing = queries.validities([edition.document for edition in chosen])
    wanted = Validity(form.cleaned_data["validity"]).label if is_ready else ""
    refusals = {
        decision.reason
        for edition in chosen
        if not (decision := policies.may_change_validity(request.actor, edition.document)).allowed
    }
    context = {
        "title": "变更有效性",
        "chosen": [(edition, validity_badge(standing[edition.document_id]), wanted) for edition in chosen],
        "form": form,
        "is_ready": is_ready,
        "wanted": wanted,
        "refusals": sorted(refusals),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件有效性", reverse("workbench:validities")),
            NavLink("变更", ""),
        ],
    }
    return page(request, "workbench/validity_preview.html", context, status=status)


def _ids(request: StaffRequest) -> set[int]:
    return {
        int(key) for key in request.POST.getlist("selected") if key.isdigit() and len(key) <= _LONGEST_KEY
    }


def _rows(editions: Sequence[Edition]) -> list[TableRow]:
    standing = queries.validities([edition.document for edition in editions])
    return [
        TableRow(
            [
                Cell(
                    edition.title,
                    url=reverse("workbench:document", args=[edition.pk]),
                    note=edition.document_number,
                ),
                Cell(edition.document.body.short_name or edition.document.body.name),
                Cell(day=edition.effective_on),
                Cell(day=edition.document.lapses_on),
                Cell(
                    badge=validity_badge(standing[edition.document_id]),
                    note=standing_words(standing[edition.document_id]),
                ),
            ],
            key=str(edition.document_id),
            label=edition.title,
        )
        for edition in editions
    ]


def _sheet_rows(editions: Sequence[Edition]) -> list[tuple[str, ...]]:
    standing = queries.validities([edition.document for edition in editions])
    found: list[tuple[str, ...]] = []
    for edition in editions:
        shown, document = standing[edition.document_id], edition.document
        found.append(
            (
                edition.title,
                edition.document_number,
                document.index_number or "",
                document.body.name,
                _day(edition.written_on),
                _day(edition.effective_on),
                _day(document.lapses_on),
                shown.validity.label if shown.validity else "",
                standing_words(shown),
            )
        )
    return found


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
