from __future__ import annotations

from django.db import models

from gongkai.core.guarding.enums import Sort, Weight
from gongkai.kernel import clock


class Scan(models.Model):
    """What the scan of a table or a file said under one version of the rules.

    It hangs on the content and not on a document: the same file is scanned once, wherever it is used, and
    changed content or changed rules have no result until they are scanned.
    """

    digest = models.CharField("内容校验值", max_length=64)
    rules = models.CharField("规则版本", max_length=80)
    sort = models.CharField(max_length=8, choices=Sort)
    hard = models.PositiveIntegerField("必须处理", default=0)
    review = models.PositiveIntegerField("请核对", default=0)
    counts = models.JSONField("分类计数", default=dict)
    """Label of a type → how many."""
    unread = models.CharField("不能读取的原因", max_length=300, blank=True)
    is_cut = models.BooleanField("只列出前一部分", default=False)
    people = models.PositiveIntegerField("名单人数", default=0)
    """How many rows a list of persons in it has; 0 where there is none."""
    remark = models.CharField("提示", max_length=300, blank=True)
    """Who could still be recognised after masking, and what to do."""
    columns = models.JSONField("各列的信息类型", null=True)
    """Heading of a column → types found below it in any table; null where that was not kept."""
    scanned_by = models.CharField("检查人", max_length=80)
    scanned_at = models.DateTimeField("检查时间", default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "rules"], name="guarding_scan_once")]

    def __str__(self) -> str:
        return f"{self.digest[:12]}（{self.rules}）"


class Finding(models.Model):
    """One place in a table or a file. The value itself is kept nowhere: only how it reads when masked."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="findings")
    place = models.CharField("位置", max_length=200)
    type = models.CharField("类型", max_length=40)
    label = models.CharField("类型名称", max_length=40)
    weight = models.CharField("程度", max_length=8, choices=Weight)
    masked = models.CharField("脱敏后", max_length=200)
    reason = models.CharField("说明", max_length=300)
    is_hidden = models.BooleanField("打开文件时看不到", default=False)
    fingerprint = models.CharField(max_length=32)
    """Keyed with the installation's secret: the same value is known again, and cannot be guessed."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.place}：{self.label}"
