from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from gongkai.core.workflow.enums import DECIDED, RUNNING, CaseState, SecrecyStage, StepKind, StepState
from gongkai.core.workflow.rules.routes import TITLE_LENGTH
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock


class ReviewCase(models.Model):
    """One run of a subject through its steps."""

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_title = models.CharField("标题", max_length=300)
    subject_kind = models.CharField("类型", max_length=40, blank=True)
    """By which the route was chosen; empty where the subject has no kinds."""
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
                condition=models.Q(state__in=RUNNING),
                name="workflow_one_open_case",
                violation_error_message="该文件已在审批中，请勿重复提交。",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=RUNNING, closed_at__isnull=True)
                | ~models.Q(state__in=RUNNING) & models.Q(closed_at__isnull=False),
                name="workflow_case_closed_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CaseState.values), name="workflow_case_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="workflow_case_subject"),
            models.Index(fields=["opened_by_id", "-opened_at"], name="workflow_case_sender"),
        ]

    def __str__(self) -> str:
        return self.subject_title

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


class ReviewStep(models.Model):
    """One decision that the case waits for.

    `body` decides: the case's own, or another one that is asked. Steps of one position run side by side.
    When a case goes back to an earlier step, the way from there on is laid out anew as the next `round`.
    """

    case = models.ForeignKey(ReviewCase, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("环节", max_length=12, choices=StepKind)
    title = models.CharField("环节名称", max_length=TITLE_LENGTH, blank=True)
    role = models.CharField("岗位", max_length=40, choices=Role)
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="办理单位"
    )
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True)
    secrecy_stage = models.CharField("保密审查环节", max_length=10, choices=SecrecyStage, blank=True)
    state = models.CharField("状态", max_length=12, choices=StepState, default=StepState.WAITING)
    waiting_since = models.DateTimeField("到达时间", null=True)
    assignee_id = models.BigIntegerField(null=True)
    """The person to whom the step was handed (转办); None: any holder of the role."""
    assignee = models.CharField("承办人", max_length=80, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField("办理人", max_length=80, blank=True)
    decided_for_id = models.BigIntegerField(null=True)
    decided_for = models.CharField("代谁办理", max_length=80, blank=True)
    """The person who is away and in whose name `decided_by` has decided."""
    decided_at = models.DateTimeField("办理时间", null=True)
    opinion = models.TextField("意见", blank=True)

    class Meta:
        ordering = ["case_id", "round", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round", "position", "body"], name="workflow_step_position"
            ),
            ExclusionConstraint(
                name="workflow_one_current_step",
                expressions=[("case", RangeOperators.EQUAL), ("position", RangeOperators.NOT_EQUAL)],
                condition=models.Q(state=StepState.CURRENT),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DECIDED, decided_at__isnull=False)
                | ~models.Q(state__in=DECIDED) & models.Q(decided_at__isnull=True),
                name="workflow_step_decided_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=StepState.WAITING, waiting_since__isnull=True)
                | ~models.Q(state=StepState.WAITING),
                name="workflow_step_arrived_later",
            ),
            models.CheckConstraint(
                condition=models.Q(assignee_id__isnull=True, assignee="")
                | models.Q(assignee_id__isnull=False) & ~models.Q(assignee=""),
                name="workflow_step_assignee_named",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=StepState.values), name="workflow_step_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["role", "waiting_since"],
                name="workflow_inbox",
                condition=models.Q(state=StepState.CURRENT),
            ),
            models.Index(
                fields=["decided_by_id", "-decided_at"],
                name="workflow_decided",
                condition=models.Q(state__in=DECIDED),
            ),
            models.Index(
                fields=["assignee_id"],
                name="workflow_assigned",
                condition=models.Q(state=StepState.CURRENT, assignee_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"

    @property
    def label(self) -> str:
        """What the step is called: its own title, or the word of its kind."""
        return self.title or StepKind(self.kind).label
