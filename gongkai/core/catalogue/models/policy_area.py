from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PolicyArea(models.Model):
    """领域: one of the 26 areas of the national standard, or one that a region adds."""

    code = models.CharField("代码", max_length=2, primary_key=True)
    name = models.CharField("名称", max_length=40, unique=True)
    aliases = ArrayField(models.CharField(max_length=40), default=list, verbose_name="别名")
    icon = models.CharField("图标", max_length=30, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
