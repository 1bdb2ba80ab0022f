from __future__ import annotations

from django.db.models import TextChoices


class WorkflowTag(TextChoices):
    CASE_OPEN = "workflow.case.open", "送审"
    STEP_APPROVE = "workflow.step.approve", "审批通过"
    STEP_RETURN = "workflow.step.return", "审批退回"
    CASE_RECALL = "workflow.case.recall", "撤回送审"


class CaseState(TextChoices):
    OPEN = "open", "审批中"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    RECALLED = "recalled", "已撤回"


class StepKind(TextChoices):
    REVIEW = "review", "审核"
    SECRECY = "secrecy", "保密审查"
    SIGN_OFF = "sign_off", "签发"


class StepState(TextChoices):
    WAITING = "waiting", "未到"
    CURRENT = "current", "待办"
    APPROVED = "approved", "通过"
    RETURNED = "returned", "退回"
    CANCELLED = "cancelled", "终止"
