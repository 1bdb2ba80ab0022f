"""保密审查: the entries of the sheet, and what goes upward.

政府信息公开条例 art. 17; 保守国家秘密法实施条例 art. 42.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.writing import SecrecySheet
from gongkai.core.information.enums import SUBJECT, InformationTag, SecrecyConclusion, SecrecyStage
from gongkai.core.information.models import Edition, SecrecyReferral, SecrecyReview
from gongkai.core.information.transitions import EDITION
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow import policies as workflow_policies
from gongkai.core.workflow import queries as workflow_queries
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.workflow.models import ReviewStep


def require_cleared(edition: Edition) -> None:
    """All three stages said 可以公开 since the edition was handed in last, by more than one person.

    Raises:
        Conflict: with the stage that is missing or stands against it.
    """
    fault = rules.clearance_fault(queries.stage_entries(edition.pk))
    if fault:
        raise Conflict(fault)


def lock_for_decision(actor: Actor, edition_id: int) -> tuple[Edition, ReviewStep]:
    """The edition and the step at which it stands, if the actor may decide that."""
    edition = queries.lock_edition(edition_id)
    case = workflow_queries.lock_open_case(SUBJECT, edition.pk)
    step = workflow_queries.current_step(case, actor)
    require(workflow_policies.may_decide(actor, step))
    return edition, step


def write_entry(actor: Actor, edition: Edition, step: ReviewStep, sheet: SecrecySheet) -> SecrecyReview:
    """The entry of the step's stage on the sheet.

    Raises:
        InvalidInput: a reason is missing or a text is too long.
        Denied: one hand would decide stages that have to be decided by several.
    """
    stage = SecrecyStage(step.secrecy_stage)
    others = queries.stage_entries(edition.pk)
    again = any(entry.reviewer_id == actor.account_id for entry in others)
    # who else could take it matters, and is asked for, only where one hand has taken a stage before
    has_others = again and _has_others(actor, step, others)
    require(policies.may_take_stage(actor, stage, others, has_others=has_others))
    InvalidInput.raise_for(**rules.sheet_faults(sheet.conclusion, reason=sheet.reason, summary=sheet.summary))
    return SecrecyReview.objects.create(
        edition=edition,
        stage=stage,
        case_id=step.case_id,
        openness=edition.openness,
        title=edition.title,
        summary=sheet.summary.strip() or edition.summary,
        method=sheet.method.strip(),
        scope=sheet.scope.strip(),
        planned_for=sheet.planned_for.strip(),
        conclusion=sheet.conclusion,
        reason=sheet.reason.strip(),
        reviewer_id=actor.account_id,
        reviewer=actor.name,
        remark=rules.same_hand_remark(stage, actor.account_id, others),
        reviewed_at=clock.now(),
    )


def _has_others(actor: Actor, step: ReviewStep, entries: list[rules.StageEntry]) -> bool:
    """Whether somebody else could take the step without having taken another stage."""
    taken = {actor.account_id, *(entry.reviewer_id for entry in entries)}
    standing = workflow_queries.holders_of([step])[step.pk]
    return any(holder.account_id not in taken for holder in standing)


@command(InformationTag.SECRECY_REFER)
def refer_upward(*, actor: Actor, edition_id: int, sheet: SecrecySheet) -> SecrecyReferral:
    """报请确定: what cannot be decided here is asked of the competent or the secrecy authority, and the case
    waits (条例 art. 17 para. 3).

    Raises:
        InvalidInput: whom to ask, or what, is missing.
        Conflict: it is asked already.
    """
    edition, step = lock_for_decision(actor, edition_id)
    InvalidInput.raise_for(
        conclusion=""
        if sheet.conclusion is SecrecyConclusion.REFER_UPWARD and step.secrecy_stage
        else "本环节不能报请确定。",
        refer_to=rules.name_fault(sheet.refer_to, "报请机关"),
    )
    entry = write_entry(actor, edition, step, sheet)
    referral = SecrecyReferral.objects.create(
        edition=edition,
        stage=entry.stage,
        case_id=entry.case_id,
        referred_to=sheet.refer_to.strip(),
        question=entry.reason,
        referred_by_id=actor.account_id,
        referred_by=actor.name,
        referred_at=clock.now(),
    )
    workflow.hold_case(
        actor=actor,
        subject_type=SUBJECT,
        subject_id=edition.pk,
        reason=f"报{referral.referred_to}确定是否可以公开：{referral.question}",
    )
    return referral


@command(InformationTag.SECRECY_ANSWER)
def register_answer(
    *,
    actor: Actor,
    referral_id: int,
    conclusion: SecrecyConclusion,
    answer: str,
    answer_number: str = "",
) -> SecrecyReferral:
    """登记答复: the case goes on where it stood; what may not be public goes back to its author.

    Raises:
        InvalidInput: the answer decides nothing, or has no text.
        Conflict: it was registered already.
    """
    referral = queries.lock_referral(referral_id)
    edition = queries.lock_edition(referral.edition_id)
    require(policies.may_answer_referral(actor, edition))
    if referral.answered_at is not None:
        raise Conflict(f"该报请的答复已由{referral.answered_by}登记，无需重复登记。")
    InvalidInput.raise_for(**rules.answer_faults(conclusion, answer=answer, number=answer_number))
    referral.conclusion, referral.answer = conclusion, answer.strip()
    referral.answer_number = answer_number.strip()
    referral.answered_by, referral.answered_at = actor.name, clock.now()
    referral.save(update_fields=["conclusion", "answer", "answer_number", "answered_by", "answered_at"])
    words = f"{referral.referred_to}答复{f'（{referral.answer_number}）' if referral.answer_number else ''}："
    words += f"{SecrecyConclusion(conclusion).label}。{referral.answer}"
    workflow.resume_case(actor=actor, subject_type=SUBJECT, subject_id=edition.pk, reason=words)
    if rules.course_of(conclusion, edition.openness) is rules.Course.BACK:
        case = workflow_queries.lock_open_case(SUBJECT, edition.pk)
        step = workflow_queries.current_step(case, actor)
        workflow.return_case(
            actor=actor, subject_type=SUBJECT, subject_id=edition.pk, kind=step.kind, opinion=words
        )
        EDITION.apply(edition, "return")
        edition.save(update_fields=["state"])
    note(subject=edition, referral=referral.pk, conclusion=conclusion)
    return referral
