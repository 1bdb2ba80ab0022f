from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gongkai.foundation.organisations.enums import DivisionLevel
from gongkai.foundation.organisations.models.lineage import lineage_constraint, lineage_field


class Division(models.Model):
    """An administrative division: 省、市、县、乡、村."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField("区划代码", max_length=12)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=100, blank=True)
    level = models.CharField("层级", max_length=10, choices=DivisionLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    lineage = lineage_field()
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="division_code_unique",
                violation_error_message="该区划代码已被使用，请核对。",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=models.Q(is_active=True),
                nulls_distinct=False,
                name="division_name_unique",
                violation_error_message="同一上级区划下已有同名的区划。",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{6}(\d{3}){0,2}$"),
                name="division_code_digits",
                violation_error_message="区划代码应为6位、9位或12位数字。",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=DivisionLevel.values), name="division_level_known"
            ),
            lineage_constraint("division_lineage_consistent"),
        ]
        indexes = [GinIndex(fields=["lineage"], name="division_lineage")]

    def __str__(self) -> str:
        return self.name
