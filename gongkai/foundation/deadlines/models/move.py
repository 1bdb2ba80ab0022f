from __future__ import annotations

from django.db import models

from gongkai.foundation.deadlines.enums import CauseKind
from gongkai.foundation.deadlines.models.deadline import StandingDeadline
from gongkai.kernel import clock


class DeadlineMove(models.Model):
    """An open deadline that was derived anew for a cause and came out differently; rows are only added."""

    id = models.BigAutoField(primary_key=True)
    deadline = models.ForeignKey(StandingDeadline, on_delete=models.PROTECT, related_name="moves")
    cause_kind = models.CharField("原因类别", max_length=10, choices=CauseKind)
    cause = models.CharField("原因编号", max_length=80)
    cause_words = models.CharField("原因", max_length=300)
    calendar_stamp = models.BigIntegerField()
    old_due_on = models.DateField("原届满日", null=True)
    new_due_on = models.DateField("新届满日", null=True)
    old_provisional = models.BooleanField("原为暂定")
    new_provisional = models.BooleanField("现为暂定")
    old_sentence = models.TextField("原推算过程")
    new_sentence = models.TextField("新推算过程")
    at = models.DateTimeField("时间", default=clock.now, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["cause", "id"], name="move_by_cause"),
            models.Index(fields=["deadline", "-id"], name="move_by_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on} → {self.new_due_on}"
