from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import Layer
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id


class Catalogue(models.Model):
    """标准目录 of one division, or of the state (no division)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    layer = models.CharField("层级", max_length=12, choices=Layer)
    division = models.OneToOneField(
        "organisations.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="地区",
        error_messages={"unique": "该地区已有标准目录，请在原目录中导入。"},
    )
    title = models.CharField("名称", max_length=200)
    source = models.CharField("来源", max_length=300, blank=True)
    shipped_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the shipped reference that was loaded last; empty where the catalogue is a division's."""
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(layer=Layer.NATIONAL, division__isnull=True)
                | models.Q(division__isnull=False) & ~models.Q(layer=Layer.NATIONAL),
                name="catalogue_layer_fits_division",
            ),
            models.UniqueConstraint(
                fields=["layer"], condition=models.Q(layer=Layer.NATIONAL), name="catalogue_one_national"
            ),
        ]

    def __str__(self) -> str:
        return self.title
