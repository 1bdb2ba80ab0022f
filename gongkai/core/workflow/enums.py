from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import Role


class WorkflowTag(TextChoices):
    CASE_OPEN = "workflow.case.open", "送审"
    CASE_RECALL = "workflow.case.recall", "撤回送审"
    CASE_HOLD = "workflow.case.hold", "暂停审批"
    CASE_RESUME = "workflow.case.resume", "恢复审批"
    STEP_APPROVE = "workflow.step.approve", "审批通过"
    STEP_RETURN = "workflow.step.return", "审批退回"
    STEP_SEND_BACK = "workflow.step.send_back", "退回前面环节"
    STEP_DELEGATE = "workflow.step.delegate", "转办"
    STEP_REMIND = "workflow.step.remind", "催办"
    STEPS_HAND_OVER = "workflow.step.hand_over", "移交待办"
    STEPS_RELEASE = "workflow.step.release", "退还转办"
    ROUTE_SAVE = "workflow.route.save", "设定审批流程"
    ROUTE_REMOVE = "workflow.route.remove", "删除审批流程"
    PHRASE_ADD = "workflow.phrase.add", "添加常用语"
    PHRASE_REMOVE = "workflow.phrase.remove", "删除常用语"


class CaseState(TextChoices):
    OPEN = "open", "审批中"
    HELD = "held", "暂停审批"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    RECALLED = "recalled", "已撤回"


RUNNING = (CaseState.OPEN, CaseState.HELD)
"""A case that has not come to its end."""


class StepKind(TextChoices):
    REVIEW = "review", "审核"
    LEGAL = "legal", "合法性审查"
    SECRECY = "secrecy", "保密审查"
    COUNTERSIGN = "countersign", "会签"
    SIGN_OFF = "sign_off", "签发"


class StepState(TextChoices):
    WAITING = "waiting", "未到"
    CURRENT = "current", "待办"
    APPROVED = "approved", "通过"
    RETURNED = "returned", "退回"
    CANCELLED = "cancelled", "终止"


DECIDED = (StepState.APPROVED, StepState.RETURNED)


class SecrecyStage(TextChoices):
    """先审查后公开: the body's own review, the reviewer's, the approval of whoever answers for it."""

    FIRST = "first", "初审"
    SECOND = "second", "复审"
    APPROVAL = "approval", "批准"


class CaseEventKind(TextChoices):
    """What happens to a case beside decisions."""

    DELEGATED = "delegated", "转办"
    HANDED_OVER = "handed_over", "移交"
    RELEASED = "released", "退还岗位"
    REMINDED = "reminded", "催办"
    HELD = "held", "暂停审批"
    RESUMED = "resumed", "恢复审批"


OFFICE = frozenset({Role.OPEN_AFFAIRS_OFFICE})
"""Who sets routes for a body or a division."""

DECIDERS = frozenset(
    {Role.REVIEWER, Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE}
)
"""Roles at which a step can stand."""

ROLES_OF_STEP: dict[StepKind, tuple[Role, ...]] = {
    StepKind.REVIEW: (Role.REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    StepKind.LEGAL: (Role.LEGAL_REVIEWER, Role.REVIEWER, Role.APPROVER),
    StepKind.SECRECY: (Role.SECRECY_REVIEWER,),
    StepKind.COUNTERSIGN: (Role.REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE),
    StepKind.SIGN_OFF: (Role.APPROVER,),
}
"""Which roles may decide a step of each kind; the first one is what a new step begins with."""

STEP_SUBJECT, STEP_PURPOSE = "workflow.step", "step"
"""How deadlines call a step, and for what its limit runs."""

INBOX = "/workbench/inbox/"
"""Where a notice about a step leads."""
