"""先审查后公开，一事一审: how the three stages of the secrecy review end, and in whose hands they may lie.

政府信息公开条例 art. 17; 保守国家秘密法实施条例 art. 42; the stages are those of local rules (provider,
reviewer, whoever answers for it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.information.enums import PUBLISHABLE, SecrecyConclusion, SecrecyStage

FEWEST_PEOPLE = 2
NUMBER_LENGTH = 100
REASON_LENGTH = 2_000
NAME_LENGTH = 200

_APART = {
    SecrecyStage.FIRST: frozenset({SecrecyStage.SECOND, SecrecyStage.APPROVAL}),
    SecrecyStage.SECOND: frozenset({SecrecyStage.FIRST}),
    SecrecyStage.APPROVAL: frozenset({SecrecyStage.FIRST}),
}
"""Stages that one person never decides both of: the body's own review is nobody else's."""


@dataclass(frozen=True, slots=True)
class StageEntry:
    """The latest entry of one stage in the review that counts."""

    stage: SecrecyStage
    conclusion: SecrecyConclusion
    reviewer_id: int | None
    reviewer: str


class Course(StrEnum):
    """Where a conclusion leads."""

    ON = "on"
    BACK = "back"
    WAIT = "wait"


def course_of(conclusion: SecrecyConclusion, openness: str) -> Course:
    """What follows from a conclusion.

    不得公开 sends back what was to be public; what is to be withheld anyway goes on to be signed so.
    """
    if conclusion is SecrecyConclusion.REFER_UPWARD:
        return Course.WAIT
    if conclusion is SecrecyConclusion.MAY_NOT_PUBLISH and openness in PUBLISHABLE:
        return Course.BACK
    return Course.ON


def clearance_fault(entries: Sequence[StageEntry]) -> str:
    """Why what the stages say does not allow publication, or nothing."""
    by_stage = {entry.stage: entry for entry in entries}
    missing = [stage.label for stage in SecrecyStage if stage not in by_stage]
    if missing:
        return f"保密审查单缺少{'、'.join(missing)}，先审查后公开，不能发布。"
    against = [entry for entry in entries if entry.conclusion is not SecrecyConclusion.MAY_PUBLISH]
    if against:
        entry = against[0]
        return f"保密审查{entry.stage.label}的结论是“{entry.conclusion.label}”，不能发布。"
    if len({entry.reviewer_id or entry.reviewer for entry in entries}) < FEWEST_PEOPLE:
        return "保密审查的三个环节由同一人办理，不能发布。请退回后由不同的人审查。"
    return ""


def same_hand_fault(
    stage: SecrecyStage, reviewer_id: int | None, entries: Sequence[StageEntry], *, has_others: bool
) -> str:
    """Why a person may not decide one more stage, or nothing.

    复审 and 批准 may lie in one hand where nobody else of the body can take them; 初审 never goes together
    with another.

    Args:
        entries: the other stages as they were decided in this review.
        has_others: somebody else can take the stage.
    """
    own = [entry.stage for entry in entries if reviewer_id is not None and entry.reviewer_id == reviewer_id]
    for other in own:
        if other is stage:
            continue
        if other in _APART[stage]:
            return f"您已办理本件的保密审查{other.label}，{stage.label}须由其他人办理。"
        if has_others:
            return f"您已办理本件的保密审查{other.label}，本单位还有其他人可以办理{stage.label}，请由其办理。"
    return ""


def same_hand_remark(stage: SecrecyStage, reviewer_id: int | None, entries: Sequence[StageEntry]) -> str:
    """What the sheet says where 复审 and 批准 lie in one hand; else nothing."""
    own = [entry.stage for entry in entries if entry.reviewer_id == reviewer_id and entry.stage != stage]
    if reviewer_id is None or not own:
        return ""
    return f"本单位没有其他人可以办理，{own[0].label}和{stage.label}由同一人办理。"


def name_fault(name: str, what: str) -> str:
    if not name.strip():
        return f"请填写{what}。"
    return f"{what}不能超过{NAME_LENGTH}字，现有{len(name)}字。" if len(name) > NAME_LENGTH else ""


def sheet_faults(conclusion: SecrecyConclusion, *, reason: str, summary: str) -> dict[str, str]:
    """What is wrong with an entry, by field; empty texts where nothing is."""
    needs_reason = conclusion is not SecrecyConclusion.MAY_PUBLISH and not reason.strip()
    return {
        "reason": "不得公开或报请确定的，必须写明理由和依据。"
        if needs_reason
        else _too_long(reason, "理由和依据"),
        "summary": _too_long(summary, "内容摘要"),
    }


def answer_faults(conclusion: SecrecyConclusion, *, answer: str, number: str) -> dict[str, str]:
    """What is wrong with an answer from above, by field."""
    decides = conclusion in {SecrecyConclusion.MAY_PUBLISH, SecrecyConclusion.MAY_NOT_PUBLISH}
    return {
        "conclusion": "" if decides else "登记答复时须写明可以公开还是不得公开。",
        "answer": _too_long(answer, "答复内容") if answer.strip() else "请填写答复内容。",
        "answer_number": f"答复文号不能超过{NUMBER_LENGTH}字。" if len(number) > NUMBER_LENGTH else "",
    }


def _too_long(text: str, what: str) -> str:
    return f"{what}不能超过{REASON_LENGTH}字，现有{len(text)}字。" if len(text) > REASON_LENGTH else ""
