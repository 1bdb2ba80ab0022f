from __future__ import annotations

from django.db import models

from gongkai.core.information.enums import Openness, SecrecyConclusion, SecrecyStage
from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class SecrecyReview(models.Model):
    """One entry of 保密审查单 (初审, 复审 or 批准), for each document before it is published
    (保守国家秘密法实施条例 art. 42). Rows are only ever added."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="secrecy_reviews")
    stage = models.CharField("环节", max_length=10, choices=SecrecyStage, default=SecrecyStage.SECOND)
    case_id = models.BigIntegerField(null=True)
    """The review in whose course it was written: what earlier ones said does not count any more."""
    openness = models.CharField("拟定公开属性", max_length=12, choices=Openness, blank=True)
    title = models.CharField("文件名称", max_length=200)
    summary = models.TextField("内容摘要", blank=True)
    method = models.CharField("拟公开方式", max_length=200)
    scope = models.CharField("拟公开范围", max_length=200)
    planned_for = models.CharField("拟公开时间", max_length=100, blank=True)
    conclusion = models.CharField("审查结论", max_length=20, choices=SecrecyConclusion)
    reason = models.TextField("理由和依据", blank=True)
    reviewer_id = models.BigIntegerField(null=True)
    reviewer = models.CharField("审查人", max_length=80)
    remark = models.CharField("备注", max_length=300, blank=True)
    """What is unusual about the review: two stages in one hand, and why."""
    reviewed_at = models.DateTimeField("审查时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["-reviewed_at", "-id"], name="information_secrecy_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion=SecrecyConclusion.MAY_PUBLISH) | ~models.Q(reason=""),
                name="information_secrecy_refusal_has_reason",
                violation_error_message="不得公开或报请确定的，必须写明理由和依据。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_conclusion_display()}"


class SecrecyReferral(models.Model):
    """What could not be decided went upward, and the answer (政府信息公开条例 art. 17)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="secrecy_referrals")
    stage = models.CharField("环节", max_length=10, choices=SecrecyStage, default=SecrecyStage.SECOND)
    case_id = models.BigIntegerField(null=True)
    referred_to = models.CharField("报请机关", max_length=200)
    question = models.TextField("报请事由")
    referred_by_id = models.BigIntegerField(null=True)
    referred_by = models.CharField("报请人", max_length=80)
    referred_at = models.DateTimeField("报请时间", default=clock.now, editable=False)
    conclusion = models.CharField("答复结论", max_length=20, choices=SecrecyConclusion, blank=True)
    answer = models.TextField("答复", blank=True)
    answer_number = models.CharField("答复文号", max_length=100, blank=True)
    answered_by = models.CharField("登记人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(answered_at__isnull=True),
                name="information_one_open_referral",
                violation_error_message="该文件已在报请确定中。",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, conclusion="")
                | models.Q(
                    answered_at__isnull=False,
                    conclusion__in=[SecrecyConclusion.MAY_PUBLISH, SecrecyConclusion.MAY_NOT_PUBLISH],
                ),
                name="information_referral_answer_decides",
                violation_error_message="登记答复时须写明可以公开还是不得公开。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.referred_to}"
