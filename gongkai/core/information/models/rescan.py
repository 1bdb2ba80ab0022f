from __future__ import annotations

from django.db import models

from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class Rescan(models.Model):
    """按新规则复查: everything that the public can read, scanned anew in the background."""

    rules = models.CharField("规则版本", max_length=80)
    total = models.PositiveIntegerField("应查")
    done = models.PositiveIntegerField("已查", default=0)
    hits = models.PositiveIntegerField("发现问题", default=0)
    reached = models.BigIntegerField(default=0)
    """Key of the last edition that was looked at."""
    started_by = models.CharField("发起人", max_length=80)
    started_at = models.DateTimeField("开始时间", default=clock.now, editable=False)
    worked_at = models.DateTimeField("最近进展", default=clock.now)
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(finished_at__isnull=True),
                name="information_one_rescan",
                violation_error_message="复查正在进行，请等它完成后再开始新的一次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rules}：{self.done}/{self.total}"


class RescanHit(models.Model):
    """A public edition in which a scan found what nobody has dealt with."""

    rescan = models.ForeignKey(Rescan, on_delete=models.CASCADE, related_name="found")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    hard = models.PositiveIntegerField("必须处理")
    review = models.PositiveIntegerField("请核对")
    counts = models.JSONField("分类计数", default=dict)

    class Meta:
        ordering = ["-hard", "-review", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rescan", "edition"], name="information_rescan_hit_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition}：{self.hard}/{self.review}"
