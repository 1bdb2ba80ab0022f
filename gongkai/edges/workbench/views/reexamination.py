"""定期评估: whether what is withheld still has to be."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import REEXAMINERS, ReexaminationOutcome
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, NavLink, TableRow
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.openness import difference
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.core.information.models import Reexamination

COLUMNS = (
    Column("文件"), Column("单位"), Column("公开属性"), Column("应评估日", "date"), Column("状态"),
)  # fmt: skip
DECIDED_COLUMNS = (
    Column("文件"), Column("单位"), Column("结论"), Column("评估日期", "date"), Column("评估人"),
)  # fmt: skip


class OutcomeForm(WorkbenchForm):
    """The outcome of one examination."""

    outcome = forms.ChoiceField(
        label="评估结论",
        choices=ReexaminationOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择继续不公开还是可以公开。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=2_000,
        help_text="继续不公开的，写明不公开的情形为什么还在；可以公开的，写明情势有什么变化。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写明评估的理由。"},
    )


@require_GET
def reexaminations(request: StaffRequest) -> HttpResponse:
    """What is to be examined, the next first; `decided` what was."""
    if not request.actor.roles & {role.value for role in REEXAMINERS}:
        demand(decide(request.actor, REEXAMINERS, None, "查看定期评估"))
    decided = request.GET.get("decided") == "1"
    found = queries.list_reexaminations(request.actor, decided=decided)
    home = reverse("workbench:reexaminations")

    def address(number: int | None) -> str:
        parts = [*(["decided=1"] if decided else []), *([f"page={number}"] if number else [])]
        return f"{home}?{'&'.join(parts)}" if parts else home

    shown = paging.pages(found.count(), inputs.page(request), address)
    context = {
        "title": "定期评估",
        "tabs": [
            NavLink("待评估", home, current=not decided),
            NavLink("已评估", f"{home}?decided=1", current=decided),
        ],
        "decided": decided,
        "columns": DECIDED_COLUMNS if decided else COLUMNS,
        "rows": [_decided_row(each) if decided else _row(each) for each in paging.cut(found, shown)],
        "pages": shown,
    }
    return page(request, "workbench/reexaminations.html", context)


@require_http_methods(["GET", "POST"])
def reexamination(request: StaffRequest, reexamination_id: int) -> HttpResponse:
    """One examination: what is withheld and why, and the decision."""
    found = queries.get_reexamination(reexamination_id)
    edition = readable_edition(request.actor, found.edition_id)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        done = form.attempt(
            lambda: commands.decide_reexamination(
                actor=request.actor,
                reexamination_id=found.pk,
                outcome=ReexaminationOutcome(form.text("outcome")),
                reason=form.text("reason"),
            )
        )
        if done is not None:
            return _after(request, done)
    context = {
        "title": "定期评估",
        "found": found,
        "edition": edition,
        "facts": _facts(found),
        "difference": difference(edition),
        "form": form,
        "may_decide": policies.may_reexamine(request.actor, edition),
        "earlier": [each for each in queries.reexaminations_of(edition.document_id) if each.pk != found.pk],
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("定期评估", reverse("workbench:reexaminations")),
            NavLink(edition.title, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/reexamination.html", context, status=status)


def _after(request: StaffRequest, done: Reexamination) -> HttpResponse:
    if done.outcome == ReexaminationOutcome.OPEN_NOW:
        draft = queries.open_edition_of(done.edition.document_id)
        messages.success(request, "已转公开办理，新版本按主动公开起草，核对后提交审核。")
        if draft is not None:
            return HttpResponseRedirect(reverse("workbench:document_edit", args=[draft.pk]))
    else:
        messages.success(request, "已记录继续不公开，下一次评估已列入计划。")
    return HttpResponseRedirect(reverse("workbench:reexaminations"))


def _row(each: Reexamination) -> TableRow:
    left = (each.due_on - clock.today()).days
    if left < 0:
        state = Badge(f"已超 {-left} 天", "alarm")
    elif left == 0:
        state = Badge("今天到期", "alarm")
    else:
        state = Badge(f"还有 {left} 天", "neutral")
    return TableRow(
        [
            Cell(each.edition.title, url=reverse("workbench:reexamination", args=[each.pk])),
            Cell(each.edition.document.body.name),
            Cell(each.edition.get_openness_display(), note=each.edition.openness_article),
            Cell(day=each.due_on),
            Cell(badge=state),
        ]
    )


def _decided_row(each: Reexamination) -> TableRow:
    opened = each.outcome == ReexaminationOutcome.OPEN_NOW
    return TableRow(
        [
            Cell(each.edition.title, url=reverse("workbench:reexamination", args=[each.pk])),
            Cell(each.edition.document.body.name),
            Cell(badge=Badge(each.get_outcome_display(), "good" if opened else "neutral"), note=each.reason),
            Cell(day=clock.day_of(each.decided_at) if each.decided_at else None),
            Cell(each.decided_by),
        ]
    )


def _facts(found: Reexamination) -> list[Fact]:
    edition = found.edition
    facts = [
        Fact("文件", edition.title, url=reverse("workbench:document", args=[edition.pk])),
        Fact("单位", edition.document.body.name),
        Fact("公开属性", edition.get_openness_display()),
        Fact("理由", edition.openness_reason),
        Fact("依据条款", edition.openness_article),
        Fact(
            "签发",
            f"{edition.signed_by}，{clock.day_of(edition.signed_at):%Y-%m-%d}" if edition.signed_at else "",
        ),
        Fact("应评估日", f"{found.due_on:%Y-%m-%d}"),
    ]
    if edition.negative_entry is not None and not edition.negative_entry.holds_on(clock.today()):
        facts.append(Fact("负面清单", "引用的条目已移出或已过有效期，应当重新认定。"))
    if found.decided_at is not None:
        facts += [
            Fact("评估结论", found.get_outcome_display()),
            Fact("评估理由", found.reason),
            Fact("评估", f"{found.decided_by}，{clock.day_of(found.decided_at):%Y-%m-%d}"),
        ]
    return facts
