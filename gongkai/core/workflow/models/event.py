from __future__ import annotations

from django.db import models

from gongkai.core.workflow.enums import CaseEventKind
from gongkai.core.workflow.models.case import ReviewCase, ReviewStep
from gongkai.kernel import clock


class CaseEvent(models.Model):
    """Something that happened to a case beside decisions; rows are only added."""

    case = models.ForeignKey(ReviewCase, on_delete=models.CASCADE, related_name="events")
    step = models.ForeignKey(ReviewStep, on_delete=models.CASCADE, related_name="events", null=True)
    kind = models.CharField("事由", max_length=12, choices=CaseEventKind)
    on = models.DateField("日期", default=clock.today, editable=False)
    at = models.DateTimeField("时间", default=clock.now, editable=False)
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("操作人", max_length=80)
    to_id = models.BigIntegerField(null=True)
    to = models.CharField("接办人", max_length=80, blank=True)
    text = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "on"],
                condition=models.Q(kind=CaseEventKind.REMINDED),
                name="workflow_reminded_once_a_day",
                violation_error_message="该环节今天已经催办过，请明天再催。",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CaseEventKind.values), name="workflow_event_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"
