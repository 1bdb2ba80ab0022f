"""Reviews of subjects that are known by reference only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.workflow.enums import CaseState, StepKind, StepState
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock


class ReviewCase(models.Model):
    """One run of a subject through its steps."""

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_title = models.CharField("标题", max_length=300)
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    author_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="起草人")
    state = models.CharField("状态", max_length=12, choices=CaseState, default=CaseState.OPEN)
    opened_by_id = models.BigIntegerField(null=True)
    opened_by = models.CharField("送审人", max_length=80)
    opened_at = models.DateTimeField("送审时间", default=clock.now, editable=False)
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(state=CaseState.OPEN),
                name="workflow_one_open_case",
                violation_error_message="该文件已在审批中，请勿重复提交。",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.OPEN, closed_at__isnull=True)
                | ~models.Q(state=CaseState.OPEN) & models.Q(closed_at__isnull=False),
                name="workflow_case_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="workflow_case_subject")]

    def __str__(self) -> str:
        return self.subject_title


class ReviewStep(models.Model):
    """One decision that the case waits for."""

    case = models.ForeignKey(ReviewCase, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("环节", max_length=12, choices=StepKind)
    role = models.CharField("岗位", max_length=40, choices=Role)
    state = models.CharField("状态", max_length=12, choices=StepState, default=StepState.WAITING)
    waiting_since = models.DateTimeField("到达时间", null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField("办理人", max_length=80, blank=True)
    decided_at = models.DateTimeField("办理时间", null=True)
    opinion = models.TextField("意见", blank=True)

    class Meta:
        ordering = ["case_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="workflow_step_position"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state=StepState.CURRENT),
                name="workflow_one_current_step",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[StepState.APPROVED, StepState.RETURNED], decided_at__isnull=False
                )
                | ~models.Q(state__in=[StepState.APPROVED, StepState.RETURNED])
                & models.Q(decided_at__isnull=True),
                name="workflow_step_decided_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["role", "waiting_since"],
                name="workflow_inbox",
                condition=models.Q(state=StepState.CURRENT),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"
