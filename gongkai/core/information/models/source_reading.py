from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class SourceReading(models.Model):
    """Where in a file the fields of a draft were read, for everybody who checks it after its writer."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="source_reading")
    filename = models.CharField("文件名", max_length=180)
    lines = models.JSONField("读入的内容", default=list)
    """As `rules.ReadLine`; the line of a field goes when somebody changes the field."""
    notes = ArrayField(models.TextField(), default=list, verbose_name="请留意", blank=True)
    read_by = models.CharField("读入人", max_length=80)
    read_at = models.DateTimeField("读入时间", default=clock.now)

    def __str__(self) -> str:
        return f"{self.edition}：{self.filename}"
