"""From submission to signature."""

from __future__ import annotations

from gongkai.core.information import policies, queries
from gongkai.core.information.commands.writing import SecrecySheet
from gongkai.core.information.enums import SUBJECT, InformationTag, SecrecyConclusion, Verdict
from gongkai.core.information.models import Edition, SecrecyReview
from gongkai.core.information.transitions import EDITION
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow import policies as workflow_policies
from gongkai.core.workflow import queries as workflow_queries
from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput


@command(InformationTag.EDITION_SUBMIT)
def submit_edition(*, actor: Actor, edition_id: int) -> Edition:
    """提交审核. A draft that lacks something is not accepted; the lacks are named one by one."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_submit(actor, edition))
    lacks = queries.check_draft(edition).lacks
    if lacks:
        fields: dict[str, list[str]] = {}
        for lack in lacks:
            fields.setdefault(lack.field, []).append(f"{lack.message}。")
        names = "；".join(lack.message for lack in lacks)
        raise InvalidInput(f"还差{len(lacks)}项，补齐后才能提交：{names}。", fields)
    EDITION.apply(edition, "submit")
    edition.save(update_fields=["state"])
    workflow.open_case(
        actor=actor,
        subject_type=SUBJECT,
        subject_id=edition.pk,
        title=edition.title,
        body_id=edition.document.body_id,
        author_ids=edition.author_ids,
        route=STANDARD_ROUTE,
    )
    return edition


@command(InformationTag.EDITION_RECALL)
def recall_edition(*, actor: Actor, edition_id: int) -> Edition:
    """撤回: back to the author's desk while the review is running."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_draft(actor, edition.document.body_id))
    workflow.recall_case(actor=actor, subject_type=SUBJECT, subject_id=edition.pk)
    EDITION.apply(edition, "recall")
    edition.save(update_fields=["state"])
    return edition


@command(InformationTag.EDITION_REVIEW)
def review_edition(*, actor: Actor, edition_id: int, verdict: Verdict, opinion: str = "") -> Edition:
    """审核: content, wording and elements."""
    edition = _lock_for_decision(actor, edition_id)
    return _carry(actor, edition, StepKind.REVIEW, verdict, opinion)


@command(InformationTag.SECRECY_REVIEW)
def review_secrecy(*, actor: Actor, edition_id: int, sheet: SecrecySheet, opinion: str = "") -> Edition:
    """保密审查, one document at a time and in writing (保守国家秘密法实施条例 art. 42; 条例 art. 17).

    Any conclusion but "可以公开" sends the document back: it cannot be signed.
    """
    edition = _lock_for_decision(actor, edition_id)
    cleared = sheet.conclusion == SecrecyConclusion.MAY_PUBLISH
    if not cleared and not sheet.reason.strip():
        raise InvalidInput.for_field("reason", "不得公开或报请确定的，必须写明理由和依据。")
    SecrecyReview.objects.create(
        edition=edition,
        title=edition.title,
        summary=sheet.summary.strip() or edition.summary,
        method=sheet.method,
        scope=sheet.scope,
        conclusion=sheet.conclusion,
        reason=sheet.reason.strip(),
        reviewer_id=actor.account_id,
        reviewer=actor.name,
        reviewed_at=clock.now(),
    )
    label = SecrecyConclusion(sheet.conclusion).label
    words = "。".join(
        part for part in (f"保密审查结论：{label}", sheet.reason.strip(), opinion.strip()) if part
    )
    return _carry(actor, edition, StepKind.SECRECY, Verdict.APPROVE if cleared else Verdict.RETURN, words)


@command(InformationTag.EDITION_SIGN_OFF)
def sign_off_edition(*, actor: Actor, edition_id: int, verdict: Verdict, opinion: str = "") -> Edition:
    """签发: the signer decides the text together with its openness (S4-2)."""
    edition = _lock_for_decision(actor, edition_id)
    return _carry(actor, edition, StepKind.SIGN_OFF, verdict, opinion)


def _lock_for_decision(actor: Actor, edition_id: int) -> Edition:
    """The edition, if the actor may decide the step at which it stands."""
    edition = queries.lock_edition(edition_id)
    case = workflow_queries.lock_open_case(SUBJECT, edition.pk)
    require(workflow_policies.may_decide(actor, workflow_queries.current_step(case)))
    return edition


def _carry(actor: Actor, edition: Edition, kind: StepKind, verdict: Verdict, opinion: str) -> Edition:
    """Hand the verdict to the workflow and map its outcome to the edition's own state."""
    if verdict == Verdict.RETURN:
        workflow.return_case(
            actor=actor, subject_type=SUBJECT, subject_id=edition.pk, kind=kind, opinion=opinion
        )
        EDITION.apply(edition, "return")
        edition.save(update_fields=["state"])
        return edition
    progress = workflow.approve_step(
        actor=actor, subject_type=SUBJECT, subject_id=edition.pk, kind=kind, opinion=opinion
    )
    if progress.finished:
        EDITION.apply(edition, "sign")
        edition.signed_at, edition.signed_by = clock.now(), actor.name
        edition.signed_revision = edition.revision
        edition.save(update_fields=["state", "signed_at", "signed_by", "signed_revision"])
    return edition
