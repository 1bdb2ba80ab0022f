from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.guarding.enums import ReleaseGround
from gongkai.kernel import clock


class Confirmation(models.Model):
    """A person looked at a finding that wants a look and says that it may be public. Rows are only added."""

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    """Of the value, or the digest of a whole part whose findings were too many to list."""
    label = models.CharField("类型名称", max_length=40)
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by = models.CharField("核对人", max_length=80)
    confirmed_at = models.DateTimeField("核对时间", default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "fingerprint"],
                name="guarding_confirmed_once",
                violation_error_message="已由他人核对，请刷新页面。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.confirmed_by}"


class Release(models.Model):
    """A second person lets findings through that must be dealt with. Rows are only added.

    It holds for the content as it was (`digest`) under the rules as they were: a change of either voids it.
    """

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    rules = models.CharField("规则版本", max_length=80)
    hard = models.PositiveIntegerField("处数")
    ground = models.CharField("法律依据", max_length=20, choices=ReleaseGround)
    reason = models.TextField("理由")
    scope = ArrayField(models.CharField(max_length=110), default=list, verbose_name="范围")
    """Keys of what was let through (`rules.Scope`); none: everything, as before scopes could be chosen."""
    covers = ArrayField(models.CharField(max_length=300), default=list, verbose_name="范围说明")
    """The same in words: 正文的身份证号码."""
    released_by_id = models.BigIntegerField()
    released_by = models.CharField("批准人", max_length=80)
    released_at = models.DateTimeField("批准时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="guarding_release_has_reason",
                violation_error_message="批准公开个人信息须写明理由。",
            )
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="guarding_release_subject")]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}：{self.released_by}"


class Proof(models.Model):
    """What the scan said when a subject became public, and how each finding was dealt with. Only added.

    The database publishes no edition without one that names its text and its files.
    """

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    text_digest = models.CharField("正文校验值", max_length=64)
    files = ArrayField(models.CharField(max_length=64), default=list, verbose_name="附件校验值")
    digest = models.CharField("全部内容校验值", max_length=64)
    rules = models.CharField("规则版本", max_length=80)
    parts = models.JSONField("检查范围", default=list)
    """Objects with `label`, `digest`, `counts`, `unread`."""
    findings = models.JSONField("发现和处理", default=list)
    """Objects with `part`, `place`, `label`, `weight`, `masked`, `handling`."""
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", null=True)
    made_by = models.CharField("检查人", max_length=80)
    made_at = models.DateTimeField("检查时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="guarding_proof_subject")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}：{self.rules}"
