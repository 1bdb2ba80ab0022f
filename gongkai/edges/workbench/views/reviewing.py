"""One document on the way from draft to public: who has it, who did what, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import EditionState, Verdict
from gongkai.core.workflow import policies as workflow_policies
from gongkai.core.workflow.enums import CaseState, StepKind, StepState
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.forms.reviewing import (
    PHRASES,
    CorrectionForm,
    DecisionForm,
    SecrecyForm,
    WithdrawalForm,
)
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import documents as presenting
from gongkai.edges.workbench.presenting.deadlines import publication_due
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision, deny
from gongkai.kernel.errors import Conflict, Denied, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewCase, ReviewStep

_NAMED = 5
"""People named as holding a document; more are counted."""


@dataclass(slots=True)
class Forms:
    """The forms of the page; a refused one comes back with what was typed."""

    decision: DecisionForm = field(default_factory=DecisionForm)
    secrecy: SecrecyForm = field(default_factory=SecrecyForm)
    correction: CorrectionForm = field(default_factory=CorrectionForm)
    withdrawal: WithdrawalForm = field(default_factory=WithdrawalForm)

    @property
    def has_errors(self) -> bool:
        every: tuple[WorkbenchForm, ...] = (self.decision, self.secrecy, self.correction, self.withdrawal)
        return any(form.errors for form in every)


@require_GET
def document(request: StaffRequest, edition_id: int) -> HttpResponse:
    return _document(request, readable_edition(request.actor, edition_id), Forms())


@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, edition_id: int) -> HttpResponse:
    """审核 or 签发: `step` says which the person saw."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = DecisionForm(request.POST)
    signs = request.POST.get("step") == StepKind.SIGN_OFF
    act = commands.sign_off_edition if signs else commands.review_edition
    decided = form.attempt(
        lambda: act(
            actor=request.actor,
            edition_id=edition.pk,
            verdict=form.verdict_given(),
            opinion=form.text("opinion"),
        )
    )
    if decided is None:
        return _document(request, queries.get_edition(edition.pk), Forms(decision=form))
    return _decided(request, decided, returned=form.verdict_given() == Verdict.RETURN)


@require_http_methods(["GET", "POST"])
def secrecy(request: StaffRequest, edition_id: int) -> HttpResponse:
    """保密审查."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = SecrecyForm(request.POST)
    decided = form.attempt(
        lambda: commands.review_secrecy(
            actor=request.actor, edition_id=edition.pk, sheet=form.sheet(), opinion=form.text("opinion")
        )
    )
    if decided is None:
        return _document(request, queries.get_edition(edition.pk), Forms(secrecy=form))
    return _decided(request, decided, returned=decided.state == EditionState.DRAFT)


@require_POST
def recall(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    commands.recall_edition(actor=request.actor, edition_id=edition.pk)
    messages.success(request, "已撤回，可以继续修改。")
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))


@require_POST
def publish(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    try:
        commands.publish_edition(actor=request.actor, edition_id=edition.pk)
    except (Denied, Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "已发布，公众现在可以看到。")
    return _back(edition)


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = CorrectionForm(request.POST)
    begun = form.attempt(
        lambda: commands.start_correction(
            actor=request.actor, document_id=edition.document_id, change_note=form.text("change_note")
        )
    )
    if begun is None:
        return _document(request, queries.get_edition(edition.pk), Forms(correction=form))
    messages.success(request, "已建立更正稿，原版本在更正稿发布前继续公开。")
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[begun.pk]))


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = WithdrawalForm(request.POST)
    withdrawn = form.attempt(
        lambda: commands.withdraw_document(
            actor=request.actor, document_id=edition.document_id, basis=form.text("basis")
        )
    )
    if withdrawn is None:
        return _document(request, queries.get_edition(edition.pk), Forms(withdrawal=form))
    messages.success(request, "已撤下。原网址保留，页面说明撤下的时间、单位和依据。")
    return _back(edition)


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))


def _decided(request: StaffRequest, edition: Edition, *, returned: bool) -> HttpResponse:
    if returned:
        messages.success(request, f"已退回“{edition.title}”，起草人会看到您的意见。")
    elif edition.state == EditionState.SIGNED:
        messages.success(request, f"已签发“{edition.title}”。")
    else:
        messages.success(request, f"已办理“{edition.title}”，转入下一环节。")
    return HttpResponseRedirect(reverse("workbench:home"))


def _document(request: StaffRequest, edition: Edition, forms: Forms) -> HttpResponse:
    editions = list(queries.editions_of(edition.document_id).defer("body_html", "body_text"))
    cases = list(queries.timeline(edition.document_id))
    own_cases = [case for case in cases if case.subject_id == edition.pk]
    case = own_cases[-1] if own_cases else None
    step = _current_step(case)
    context: dict[str, Any] = {
        "title": edition.title,
        "edition": edition,
        "document": edition.document,
        "badge": presenting.state_badge(edition),
        "steps": presenting.steps(edition, case),
        "facts": presenting.facts(edition),
        "openness_facts": presenting.openness_facts(edition),
        "body": presenting.body_markup(edition),
        "files": presenting.files(edition),
        "timeline": presenting.timeline(edition.document, editions, cases),
        "versions": presenting.versions(editions, edition) if len(editions) > 1 else [],
        "sheets": list(edition.secrecy_reviews.all()),
        "step": step,
        "holders": _holders(edition, step),
        "due": publication_due([edition]).get(edition.pk),
        "may": _permissions(request.actor, edition, step, case),
        "forms": forms,
        "phrases": PHRASES,
        "lacks": presenting.missing(queries.check_draft(edition).lacks)
        if edition.state == EditionState.DRAFT
        else [],
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink(edition.title, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms.has_errors else HTTPStatus.OK
    return page(request, "workbench/document.html", context, status=status)


def _current_step(case: ReviewCase | None) -> ReviewStep | None:
    if case is None or case.state != CaseState.OPEN:
        return None
    return next((step for step in case.steps.all() if step.state == StepState.CURRENT), None)


def _permissions(
    actor: Actor, edition: Edition, step: ReviewStep | None, case: ReviewCase | None
) -> dict[str, Decision]:
    """What the buttons of the page depend on; a refusal brings the reason that is shown in their place."""
    idle = deny("该文件不在审批中。")
    return {
        "edit": policies.may_edit(actor, edition),
        "decide": workflow_policies.may_decide(actor, step) if step else idle,
        "recall": workflow_policies.may_recall(actor, case) if step and case else idle,
        "publish": policies.may_publish(actor, edition),
        "correct": policies.may_correct(actor, edition.document),
        "withdraw": policies.may_withdraw(actor, edition.document),
    }


def _holders(edition: Edition, step: ReviewStep | None) -> str:
    """Who may take the current step, in words."""
    if step is None:
        return ""
    place = organisations.place_of_body(edition.document.body_id)
    people = [
        account.display_name
        for account in identity.accounts_with_role(Role(step.role), place)
        if account.pk not in edition.author_ids
    ]
    if not people:
        return f"没有可以办理的{Role(step.role).label}，请联系安全管理员授权"
    more = f"等{len(people)}人" if len(people) > _NAMED else ""
    return f"{Role(step.role).label}：{'、'.join(people[:_NAMED])}{more}"
