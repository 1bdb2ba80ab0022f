from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import ReexaminationOutcome
from gongkai.core.information.models.edition import Edition


class Reexamination(models.Model):
    """定期评估审查 of what is withheld (政府信息公开条例 art. 18); a new one follows until it is opened."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reexaminations")
    due_on = models.DateField("应评估日")
    outcome = models.CharField("结论", max_length=16, choices=ReexaminationOutcome, blank=True)
    reason = models.TextField("理由", blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField("评估人", max_length=80, blank=True)
    decided_at = models.DateTimeField("评估时间", null=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(decided_at__isnull=True),
                name="information_one_open_reexamination",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="information_reexamination_has_reason",
                violation_error_message="评估结论须写明理由。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="information_reexamine", condition=Q(decided_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.due_on}"
