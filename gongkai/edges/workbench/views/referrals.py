"""报请确定: what was referred upward, how long it has waited, and its answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import SecrecyConclusion
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, NavLink, TableRow
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.forms.secrecy import AnswerForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.secrecy import MOST_EXPORTED, TONES, crumbs_to, tabs
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.core.information.models import SecrecyReferral

REFERRAL_COLUMNS = (
    Column("文件"), Column("单位"), Column("报请机关"), Column("报请日期", "date"), Column("状态"),
)  # fmt: skip


@require_GET
def referrals(request: StaffRequest) -> HttpResponse:
    """What waits for an answer from above, longest first; then what was answered."""
    demand(policies.may_see_sheets(request.actor))
    found = list(queries.list_referrals(request.actor)[:MOST_EXPORTED])
    context = {
        "title": "报请确定",
        "tabs": tabs(request.actor, sheets=False),
        "columns": REFERRAL_COLUMNS,
        "waiting": [_referral_row(each) for each in found if each.answered_at is None],
        "answered": [_referral_row(each) for each in found if each.answered_at is not None],
    }
    return page(request, "workbench/secrecy_referrals.html", context)


@require_http_methods(["GET", "POST"])
def referral(request: StaffRequest, referral_id: int) -> HttpResponse:
    """One referral, and the form for its answer."""
    found = queries.get_referral(referral_id)
    edition = readable_edition(request.actor, found.edition_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        answered = form.attempt(
            lambda: commands.register_answer(
                actor=request.actor,
                referral_id=found.pk,
                conclusion=SecrecyConclusion(form.text("conclusion")),
                answer=form.text("answer"),
                answer_number=form.text("answer_number"),
            )
        )
        if answered is not None:
            goes_on = answered.conclusion == SecrecyConclusion.MAY_PUBLISH
            messages.success(request, f"已登记答复，{'审批恢复' if goes_on else '按答复办理'}。")
            return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))
    context = {
        "title": "报请确定",
        "referral": found,
        "edition": edition,
        "facts": _referral_facts(found),
        "form": form,
        "may_answer": policies.may_answer_referral(request.actor, edition),
        "crumbs": crumbs_to(
            NavLink("报请确定", reverse("workbench:secrecy_referrals")), NavLink(edition.title, "")
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/secrecy_referral.html", context, status=status)


def waited_days(each: SecrecyReferral) -> int:
    """Days since it was referred, up to the answer."""
    until = clock.day_of(each.answered_at) if each.answered_at else clock.today()
    return (until - clock.day_of(each.referred_at)).days


def _referral_row(each: SecrecyReferral) -> TableRow:
    if each.answered_at is None:
        state = Badge(f"已等 {waited_days(each)} 天", "warn")
    else:
        state = Badge(SecrecyConclusion(each.conclusion).label, TONES[each.conclusion])
    return TableRow(
        [
            Cell(each.edition.title, url=reverse("workbench:secrecy_referral", args=[each.pk])),
            Cell(each.edition.document.body.name),
            Cell(each.referred_to),
            Cell(day=clock.day_of(each.referred_at)),
            Cell(badge=state, note=each.answer_number),
        ]
    )


def _referral_facts(found: SecrecyReferral) -> list[Fact]:
    facts = [
        Fact("文件", found.edition.title, url=reverse("workbench:document", args=[found.edition_id])),
        Fact("报请机关", found.referred_to),
        Fact("报请事由", found.question),
        Fact("报请", f"{found.referred_by}，{clock.day_of(found.referred_at):%Y-%m-%d}"),
        Fact("等待", f"{waited_days(found)} 天"),
    ]
    if found.answered_at is not None:
        facts += [
            Fact("答复结论", SecrecyConclusion(found.conclusion).label),
            Fact("答复文号", found.answer_number),
            Fact("答复内容", found.answer),
            Fact("登记", f"{found.answered_by}，{clock.day_of(found.answered_at):%Y-%m-%d}"),
        ]
    return facts
