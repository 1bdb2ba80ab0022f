"""From submission to signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.deciding import decide_openness
from gongkai.core.information.commands.forgetting import forget_masked
from gongkai.core.information.commands.guarding import demand_guarded
from gongkai.core.information.commands.reexamining import follow_signature
from gongkai.core.information.commands.secrecy import lock_for_decision, refer_upward, write_entry
from gongkai.core.information.commands.writing import SecrecySheet
from gongkai.core.information.enums import SUBJECT, InformationTag, SecrecyConclusion, Verdict
from gongkai.core.information.models import Edition
from gongkai.core.information.transitions import EDITION
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.workflow.models import ReviewStep


@command(InformationTag.EDITION_SUBMIT)
def submit_edition(*, actor: Actor, edition_id: int) -> Edition:
    """提交审核 along the route of the body and the kind, with the openness that is proposed (随文报批).

    A draft that lacks something is not accepted; the lacks are named one by one. Neither is one with personal
    information that nobody has dealt with: everything not scanned yet is scanned now.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_submit(actor, edition))
    queries.load_parts(edition)
    lacks = queries.check_draft(edition).lacks or tuple(queries.files_laid_open(edition))
    if lacks:
        names = "；".join(lack.message for lack in lacks)
        raise InvalidInput(f"还差{len(lacks)}项，补齐后才能提交：{names}。", _by_field(lacks))
    demand_guarded(actor, edition, "没有提交")
    forget_masked(edition)
    EDITION.apply(edition, "submit")
    edition.proposed_openness, edition.openness_proposed_by = edition.openness, actor.name
    edition.save(update_fields=["state", "proposed_openness", "openness_proposed_by"])
    document = edition.document
    workflow.open_case(
        actor=actor,
        subject_type=SUBJECT,
        subject_id=edition.pk,
        subject_kind=document.kind,
        title=edition.title,
        body_id=document.body_id,
        author_ids=edition.author_ids,
        route=queries.route_of(edition),
    )
    return edition


@command(InformationTag.EDITION_RECALL)
def recall_edition(*, actor: Actor, edition_id: int) -> Edition:
    """撤回: back to the author's desk while the review is running.

    Raises:
        Conflict: something was referred upward; its answer has to be registered first.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_draft(actor, edition.document.body_id))
    referral = queries.open_referral_of(edition.pk)
    if referral is not None:
        raise Conflict(f"该文件已报{referral.referred_to}确定是否可以公开，登记答复之后才能撤回。")
    workflow.recall_case(actor=actor, subject_type=SUBJECT, subject_id=edition.pk)
    EDITION.apply(edition, "recall")
    edition.save(update_fields=["state"])
    return edition


@command(InformationTag.EDITION_REVIEW)
def review_edition(
    *,
    actor: Actor,
    edition_id: int,
    verdict: Verdict,
    opinion: str = "",
    sheet: SecrecySheet | None = None,
    kind: StepKind = StepKind.REVIEW,
    step_id: int | None = None,
) -> Edition:
    """审核, 合法性审查 or 会签: content, wording and elements.

    Args:
        sheet: the entry of 保密审查单, where the step carries one of its stages.
        kind: of the step that the person saw, and `step_id` that very step.
    """
    edition, step = lock_for_decision(actor, edition_id)
    return _Decision(actor, edition, step, kind, opinion, step_id).carry(verdict, sheet)


@command(InformationTag.SECRECY_REVIEW)
def review_secrecy(
    *, actor: Actor, edition_id: int, sheet: SecrecySheet, opinion: str = "", step_id: int | None = None
) -> Edition:
    """保密审查, one document at a time and in writing (保守国家秘密法实施条例 art. 42; 条例 art. 17).

    不得公开 sends back what was to be public; 不能确定 goes upward and the case waits.
    """
    edition, step = lock_for_decision(actor, edition_id)
    label = SecrecyConclusion(sheet.conclusion).label
    words = "。".join(
        part for part in (f"保密审查结论：{label}", sheet.reason.strip(), opinion.strip()) if part
    )
    return _Decision(actor, edition, step, StepKind.SECRECY, words, step_id).carry(Verdict.APPROVE, sheet)


@command(InformationTag.EDITION_SIGN_OFF)
def sign_off_edition(
    *,
    actor: Actor,
    edition_id: int,
    verdict: Verdict,
    opinion: str = "",
    sheet: SecrecySheet | None = None,
    openness: rules.OpennessDecision | None = None,
    step_id: int | None = None,
) -> Edition:
    """签发: the signer decides the text together with its openness (S4-2).

    Args:
        openness: as it is decided; None confirms what was proposed.
    """
    edition, step = lock_for_decision(actor, edition_id)
    decision = _Decision(actor, edition, step, StepKind.SIGN_OFF, opinion, step_id)
    if verdict == Verdict.APPROVE and step.kind == StepKind.SIGN_OFF and openness is not None:
        decide_openness(actor, edition, openness, own=sheet.conclusion if sheet else None)
    return decision.carry(verdict, sheet)


@dataclass(frozen=True, slots=True)
class _Decision:
    """One decision on its way through secrecy and workflow to the edition's own state."""

    actor: Actor
    edition: Edition
    step: ReviewStep
    kind: StepKind
    opinion: str
    step_id: int | None

    def carry(self, verdict: Verdict, sheet: SecrecySheet | None) -> Edition:
        if verdict == Verdict.RETURN:
            return self._send_back(self.opinion)
        if not self.step.secrecy_stage or self.step.kind != self.kind:
            return self._approve()
        if sheet is None:
            raise InvalidInput.for_field("conclusion", "请作出本环节的保密审查结论。")
        course = rules.course_of(SecrecyConclusion(sheet.conclusion), self.edition.openness)
        if course is rules.Course.WAIT:
            refer_upward(actor=self.actor, edition_id=self.edition.pk, sheet=sheet)
            return self.edition
        entry = write_entry(self.actor, self.edition, self.step, sheet)
        if course is rules.Course.BACK:
            label = SecrecyConclusion.MAY_NOT_PUBLISH.label
            words = (
                self.opinion if self.kind == StepKind.SECRECY else f"保密审查结论：{label}。{entry.reason}"
            )
            return self._send_back(words)
        return self._approve()

    def _send_back(self, opinion: str) -> Edition:
        workflow.return_case(**self._where(), opinion=opinion)
        EDITION.apply(self.edition, "return")
        self.edition.save(update_fields=["state"])
        return self.edition

    def _approve(self) -> Edition:
        edition = self.edition
        if workflow.approve_step(**self._where(), opinion=self.opinion).finished:
            queries.load_parts(edition)
            demand_guarded(self.actor, edition, "没有签发")
            EDITION.apply(edition, "sign")
            edition.signed_at, edition.signed_by = clock.now(), self.actor.name
            edition.signed_revision = edition.revision
            edition.save(update_fields=["state", "signed_at", "signed_by", "signed_revision"])
            follow_signature(self.actor, edition)
        return edition

    def _where(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "subject_type": SUBJECT,
            "subject_id": self.edition.pk,
            "kind": self.kind,
            "step_id": self.step_id,
        }


def _by_field(lacks: tuple[rules.Lack, ...]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for lack in lacks:
        fields.setdefault(lack.field, []).append(f"{lack.message}。")
    return fields
