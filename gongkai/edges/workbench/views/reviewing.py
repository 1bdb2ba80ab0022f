"""One document on the way from draft to public: who has it, who did what, and the next step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.guarding import queries as guarding_queries
from gongkai.core.information import commands, policies, queries
from gongkai.core.information.enums import SUBJECT, EditionState
from gongkai.core.workflow import queries as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.edges.components import inputs
from gongkai.edges.components.document_tables import kind_facts
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.forms.handing import DelegateForm, SendBackForm
from gongkai.edges.workbench.forms.publishing import ScheduleForm
from gongkai.edges.workbench.forms.reviewing import (
    CorrectionForm,
    DecisionForm,
    SecrecyForm,
    WithdrawalForm,
)
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import documents as presenting
from gongkai.edges.workbench.presenting import guarding, import_report, openness, reviews
from gongkai.edges.workbench.presenting.deadlines import publication_due
from gongkai.edges.workbench.presenting.processing import processings
from gongkai.edges.workbench.presenting.tables import table_lines
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.standing import Standpoint
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewStep


@dataclass(slots=True)
class Forms:
    """The forms of the page; a refused one comes back with what was typed."""

    decision: DecisionForm | None = None
    secrecy: SecrecyForm = field(default_factory=SecrecyForm)
    correction: CorrectionForm = field(default_factory=CorrectionForm)
    withdrawal: WithdrawalForm = field(default_factory=WithdrawalForm)
    schedule: ScheduleForm = field(default_factory=ScheduleForm)
    delegation: DelegateForm | None = None
    sending_back: SendBackForm | None = None

    @property
    def has_errors(self) -> bool:
        every: tuple[WorkbenchForm | None, ...] = (
            self.decision, self.secrecy, self.correction, self.withdrawal, self.schedule, self.delegation,
            self.sending_back,
        )  # fmt: skip
        return any(form.errors for form in every if form is not None)


@require_GET
def document(request: StaffRequest, edition_id: int) -> HttpResponse:
    return show_document(request, readable_edition(request.actor, edition_id), Forms())


@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, edition_id: int) -> HttpResponse:
    """审核 or 签发: `step` says which the person saw."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = DecisionForm.of(edition, _step_of(request.actor, edition), request.POST)
    seen = request.POST.get("step", "")
    kind = StepKind(seen) if seen in StepKind.values else StepKind.REVIEW
    step_id = inputs.posted_number(request, "step_id")
    decided = form.attempt(lambda: _carry_out(request.actor, edition, kind, form, step_id))
    if decided is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(decision=form))
    return _decided(request, decided, returned=decided.state == EditionState.DRAFT)


def _step_of(actor: Actor, edition: Edition) -> ReviewStep | None:
    """The step at which the edition stands for the actor."""
    case = workflow.running_case(SUBJECT, edition.pk)
    return workflow.current_step(case, actor) if case is not None else None


def _carry_out(
    actor: Actor, edition: Edition, kind: StepKind, form: DecisionForm, step_id: int | None
) -> Edition:
    decision: dict[str, Any] = {
        "actor": actor,
        "edition_id": edition.pk,
        "verdict": form.verdict_given(),
        "opinion": form.text("opinion"),
        "sheet": form.sheet(),
        "step_id": step_id,
    }
    if kind == StepKind.SIGN_OFF:
        return commands.sign_off_edition(**decision, openness=form.openness_decision())
    return commands.review_edition(**decision, kind=kind)


@require_http_methods(["GET", "POST"])
def secrecy(request: StaffRequest, edition_id: int) -> HttpResponse:
    """保密审查."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = SecrecyForm(request.POST)
    decided = form.attempt(
        lambda: commands.review_secrecy(
            actor=request.actor,
            edition_id=edition.pk,
            sheet=cast("commands.SecrecySheet", form.sheet()),
            opinion=form.text("opinion"),
            step_id=inputs.posted_number(request, "step_id"),
        )
    )
    if decided is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(secrecy=form))
    return _decided(request, decided, returned=decided.state == EditionState.DRAFT)


@require_POST
def recall(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    commands.recall_edition(actor=request.actor, edition_id=edition.pk)
    messages.success(request, "已撤回，可以继续修改。")
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))


def _decided(request: StaffRequest, edition: Edition, *, returned: bool) -> HttpResponse:
    referral = queries.open_referral_of(edition.pk)
    if referral is not None:
        messages.success(request, f"已报请{referral.referred_to}确定，审批暂停，登记答复后继续。")
    elif returned:
        messages.success(request, f"已退回“{edition.title}”，起草人会看到您的意见。")
    elif edition.state == EditionState.SIGNED:
        messages.success(request, f"已签发“{edition.title}”。")
    else:
        messages.success(request, f"已办理“{edition.title}”，转入下一环节。")
    return HttpResponseRedirect(reverse("workbench:home"))


def show_document(request: StaffRequest, edition: Edition, forms: Forms) -> HttpResponse:
    """The page of the document; with a refused form, what was typed is still there."""
    editions = list(queries.editions_of(edition.document_id).defer("body_html", "body_text"))
    cases = list(queries.timeline(edition.document_id))
    case = next((case for case in reversed(cases) if case.subject_id == edition.pk), None)
    standpoint = Standpoint.of(request.actor, case)
    is_draft = edition.state == EditionState.DRAFT
    works = processings(edition)
    route = queries.route_of(edition) if is_draft else ()
    context: dict[str, Any] = {
        "title": edition.title,
        "edition": edition,
        "document": edition.document,
        "badge": presenting.state_badge(edition),
        "steps": reviews.steps(edition, case, route),
        "facts": presenting.facts(edition),
        "openness_facts": presenting.openness_facts(edition),
        "body": presenting.body_markup(edition),
        "files": presenting.files(edition),
        "kind_facts": kind_facts(information_kind(edition.document.kind), edition.values),
        "tables": table_lines(edition),
        "timeline": reviews.timeline(edition.document, editions, cases),
        "versions": presenting.versions(editions, edition) if len(editions) > 1 else [],
        "proof": guarding_queries.proof_of(queries.proof_subject(edition)) if edition.published_at else None,
        "guard": guarding.shown(edition, works) if edition.published_at is None else None,
        "processings": works,
        "sheets": list(edition.secrecy_reviews.all()),
        "referrals": queries.referrals_of(edition.pk),
        "reexaminations": queries.reexaminations_of(edition.document_id),
        "difference": openness.difference(edition),
        "import_report": import_report.report_on(edition),
        "warnings": queries.openness_warnings(edition),
        "distribution": openness.unconfirmed(edition),
        "grounds": partial(openness.citations, edition),
        "case": case,
        "step": standpoint.step,
        "waiting_at": standpoint.waiting_at,
        "stands_in_for": standpoint.absent,
        "due": publication_due([edition]).get(edition.pk),
        "scheduler": presenting.scheduler(edition),
        "may": {**_permissions(request.actor, edition), **standpoint.permissions},
        "forms": replace(
            forms,
            decision=forms.decision or DecisionForm.of(edition, standpoint.step),
            delegation=forms.delegation or standpoint.delegate_form(),
            sending_back=forms.sending_back or standpoint.send_back_form(),
        ),
        "phrases": standpoint.phrases(),
        "lacks": presenting.missing(queries.check_draft(edition).lacks) if is_draft else [],
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink(edition.title, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms.has_errors else HTTPStatus.OK
    return page(request, "workbench/document.html", context, status=status)


def _permissions(actor: Actor, edition: Edition) -> dict[str, Decision]:
    """What the buttons of the page depend on; a refusal brings the reason that is shown in their place."""
    return {
        "edit": policies.may_edit(actor, edition),
        "scan": policies.may_scan(actor, edition),
        "restore": policies.may_restore(actor, edition),
        "erase": policies.may_erase(actor, edition),
        "publish": policies.may_publish(actor, edition),
        "unschedule": policies.may_unschedule(actor, edition),
        "correct": policies.may_correct(actor, edition.document),
        "withdraw": policies.may_withdraw(actor, edition.document),
    }
