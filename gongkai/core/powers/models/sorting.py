from __future__ import annotations

from django.db import models

from gongkai.core.powers.enums import Openness
from gongkai.core.powers.models.negative_list import NegativeListEntry
from gongkai.core.powers.models.power import PowerItem
from gongkai.kernel import clock

_REASONED = (Openness.PARTIAL, Openness.ON_REQUEST, Openness.WITHHELD)


class PowerLink(models.Model):
    """环节: one link in the running of a power, in order (S1 一)."""

    power = models.ForeignKey(PowerItem, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("环节", max_length=60)

    class Meta:
        ordering = ["power_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["power", "position"],
                name="power_link_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["power", "name"],
                name="power_link_name",
                violation_error_message="这个事项已有同名的环节。",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="power_link_named",
                violation_error_message="请填写环节名称。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LinkInformation(models.Model):
    """What a link produces, and whether it is open: the smallest thing that is sorted.

    What is not fully open cites an entry of the negative list or an article (条例 arts. 14–16).
    """

    link = models.ForeignKey(PowerLink, on_delete=models.CASCADE, related_name="information")
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("产生的信息", max_length=200)
    openness = models.CharField("公开属性", max_length=12, choices=Openness, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    negative_entry = models.ForeignKey(
        NegativeListEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name="负面清单条目",
    )
    article = models.CharField("依据条款", max_length=200, blank=True)
    item = models.ForeignKey(
        "catalogue.CatalogueItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="目录事项",
    )

    class Meta:
        ordering = ["link_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(openness__in=_REASONED)
                | ~models.Q(reason="") & (models.Q(negative_entry__isnull=False) | ~models.Q(article="")),
                name="power_withholding_cited",
                violation_error_message="不是全部主动公开的信息，必须写明理由，并引用负面清单条目或法规条款。",
            ),
            models.CheckConstraint(
                condition=~models.Q(openness__in=("", Openness.PROACTIVE))
                | models.Q(reason="", negative_entry__isnull=True, article=""),
                name="power_open_needs_no_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="power_information_named",
                violation_error_message="请填写这个环节产生的信息。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SortingChange(models.Model):
    """One step of the sorting: what was done, and how all links of the power stood before, to undo it."""

    power = models.ForeignKey(PowerItem, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField("操作", max_length=300)
    before = models.JSONField()
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("操作人", max_length=80)
    at = models.DateTimeField("时间", default=clock.now, editable=False)
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        ordering = ["power_id", "-id"]

    def __str__(self) -> str:
        return self.what
