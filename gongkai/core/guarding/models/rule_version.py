from __future__ import annotations

from django.db import models

from gongkai.kernel import clock


class RuleVersion(models.Model):
    """Local rules by which personal information is recognised, as a whole; rows are only added.

    In force on a day is the one with the latest `in_force_on` up to that day, of those the last one made.
    Before the first there are the rules that come with the product.
    """

    number = models.PositiveIntegerField("版次", unique=True)
    text = models.TextField("规则")
    note = models.CharField("修改说明", max_length=300)
    in_force_on = models.DateField("启用日期")
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField("制定人", max_length=80)
    made_at = models.DateTimeField("制定时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"第{self.number}版"
