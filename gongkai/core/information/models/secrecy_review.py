from __future__ import annotations

from django.db import models

from gongkai.core.information.enums import SecrecyConclusion
from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class SecrecyReview(models.Model):
    """保密审查单: one sheet for each document before it is published (保守国家秘密法实施条例 art. 42)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="secrecy_reviews")
    title = models.CharField("文件名称", max_length=200)
    summary = models.TextField("内容摘要", blank=True)
    method = models.CharField("拟公开方式", max_length=200)
    scope = models.CharField("拟公开范围", max_length=200)
    conclusion = models.CharField("审查结论", max_length=20, choices=SecrecyConclusion)
    reason = models.TextField("理由和依据", blank=True)
    reviewer_id = models.BigIntegerField(null=True)
    reviewer = models.CharField("审查人", max_length=80)
    reviewed_at = models.DateTimeField("审查时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion=SecrecyConclusion.MAY_PUBLISH) | ~models.Q(reason=""),
                name="information_secrecy_refusal_has_reason",
                violation_error_message="不得公开或报请确定的，必须写明理由和依据。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_conclusion_display()}"
