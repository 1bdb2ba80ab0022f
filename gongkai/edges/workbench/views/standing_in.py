"""不在岗、移交和常用语: what a person sets about the own part in reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow import policies as workflow_policies
from gongkai.core.workflow import queries as workflow_queries
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.forms.standing_in import AbsenceForm, HandOverForm, PhraseForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.identity import commands, queries
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict


@dataclass(slots=True)
class Forms:
    """The forms of the page; a refused one comes back with what was typed."""

    absence: AbsenceForm | None = None
    hand_over: HandOverForm | None = None
    phrase: PhraseForm | None = None

    @property
    def has_errors(self) -> bool:
        return any(form is not None and form.errors for form in (self.absence, self.hand_over, self.phrase))


@require_GET
def standing_in(request: StaffRequest) -> HttpResponse:
    return _page(request, Forms())


@require_POST
def register(request: StaffRequest) -> HttpResponse:
    """登记不在岗."""
    form = AbsenceForm(request.POST, people=_people(request), auto_id="id_absence_%s")
    absence = form.attempt(
        lambda: commands.register_absence(
            actor=request.actor,
            account_id=_own_id(request),
            deputy_id=form.cleaned_data["deputy"],
            from_on=form.cleaned_data["from_on"],
            until_on=form.cleaned_data["until_on"],
            reason=form.text("reason"),
        )
    )
    if absence is None:
        return _page(request, Forms(absence=form))
    messages.success(request, f"已登记。期间由{absence.deputy.display_name}代您办理审批，办理记录注明代办。")
    return _back()


@require_POST
def end(request: StaffRequest, absence_id: int) -> HttpResponse:
    """提前结束."""
    try:
        commands.end_absence(actor=request.actor, absence_id=absence_id)
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "已结束，代理人不再代您办理。")
    return _back()


@require_POST
def hand_over(request: StaffRequest) -> HttpResponse:
    """移交待办."""
    form = HandOverForm(request.POST, people=_people(request), auto_id="id_hand_%s")
    moved = form.attempt(
        lambda: workflow.hand_over_steps(
            actor=request.actor,
            account_id=_own_id(request),
            to_account_id=form.cleaned_data["to"],
            reason=form.text("reason"),
        )
    )
    if moved is None:
        return _page(request, Forms(hand_over=form))
    messages.success(request, f"已移交{moved}件。" if moved else "没有转办到您名下、尚未办理的文件。")
    return _back()


@require_POST
def add_phrase(request: StaffRequest) -> HttpResponse:
    form = PhraseForm(request.POST, body=_phrase_body(request), auto_id="id_phrase_%s")
    phrase = form.attempt(
        lambda: workflow.add_phrase(actor=request.actor, text=form.text("phrase"), body_id=form.body_id())
    )
    if phrase is None:
        return _page(request, Forms(phrase=form))
    messages.success(request, "已添加，填写意见时可以直接选用。")
    return _back()


@require_POST
def remove_phrase(request: StaffRequest, phrase_id: int) -> HttpResponse:
    workflow.remove_phrase(actor=request.actor, phrase_id=phrase_id)
    messages.success(request, "已删除。")
    return _back()


def _page(request: StaffRequest, forms: Forms) -> HttpResponse:
    people = _people(request)
    today = clock.today()
    absences = list(queries.absences_of(_own_id(request)))
    context = {
        "title": "不在岗和常用语",
        "own_id": _own_id(request),
        "running": [each for each in absences if each.ended_at is None and each.until_on >= today],
        "over": [each for each in absences if each.ended_at is not None or each.until_on < today],
        "in_hand": list(workflow_queries.assigned_to(_own_id(request))),
        "phrases": [
            (phrase, workflow_policies.may_remove_phrase(request.actor, phrase))
            for phrase in workflow_queries.phrases_for(request.actor)
        ],
        "absence_form": forms.absence
        or AbsenceForm(people=people, auto_id="id_absence_%s", initial={"from_on": today}),
        "hand_over_form": forms.hand_over or HandOverForm(people=people, auto_id="id_hand_%s"),
        "phrase_form": forms.phrase or PhraseForm(body=_phrase_body(request), auto_id="id_phrase_%s"),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("账号与密码", reverse("workbench:profile")),
            NavLink("不在岗和常用语", ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms.has_errors else HTTPStatus.OK
    return page(request, "workbench/standing_in.html", context, status=status)


def _people(request: StaffRequest) -> Sequence[tuple[int, str]]:
    """Colleagues of the own body that can sign in."""
    colleagues = queries.colleagues_of(request.actor.body_id or -1).exclude(pk=_own_id(request))
    return [(account.pk, account.display_name) for account in colleagues]


def _phrase_body(request: StaffRequest) -> tuple[int, str] | None:
    """The body for which the person may keep phrases."""
    body_id = request.actor.body_id
    if body_id is None or not workflow_policies.may_add_phrase(request.actor, body_id).allowed:
        return None
    return body_id, request.actor.body_name


def _own_id(request: StaffRequest) -> int:
    assert request.actor.account_id is not None
    return request.actor.account_id


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:standing_in"))
