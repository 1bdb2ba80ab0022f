from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import MatchVerdict
from gongkai.core.catalogue.models.item import CatalogueItem
from gongkai.kernel import clock


class MatchDecision(models.Model):
    """A person's word on whether two rows of like names are the same item."""

    item = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="match_decisions")
    upper = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField("结论", max_length=12, choices=MatchVerdict)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField("认定人", max_length=80)
    decided_at = models.DateTimeField("认定时间", default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "upper"],
                name="catalogue_one_match_decision",
                violation_error_message="这两个事项已有认定结论。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_verdict_display()}"
