from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.policy_area import PolicyArea
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id


class CatalogueItem(models.Model):
    """公开事项 with the eight elements that a catalogue must have at least (S0 二(一)1, S1 二(一), S4-1)."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="items")
    area = models.ForeignKey(PolicyArea, on_delete=models.PROTECT, related_name="items", verbose_name="领域")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    code = models.CharField("序号", max_length=40)
    position = models.PositiveIntegerField("排序")
    level1 = models.CharField("一级事项", max_length=200, blank=True)
    level2 = models.CharField("二级事项", max_length=300, blank=True)
    content_elements = models.TextField("公开内容（要素）", blank=True)
    legal_basis = ArrayField(models.TextField(), default=list, verbose_name="公开依据")
    time_limit = models.TextField("公开时限", blank=True)
    responsible_text = models.TextField("公开主体", blank=True)
    responsible_body = models.ForeignKey(
        "organisations.PublicBody",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="公开主体",
    )
    channels = ArrayField(models.TextField(), default=list, verbose_name="公开渠道和载体")
    for_everyone = models.BooleanField("全社会", default=True)
    for_groups = models.TextField("特定群体", blank=True)
    disclosure_method = models.CharField(
        "公开方式", max_length=12, choices=DisclosureMethod, default=DisclosureMethod.PROACTIVE
    )
    tiers = ArrayField(models.TextField(), default=list, verbose_name="公开层级")
    inherits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对应上级事项"
    )
    sources = models.JSONField("出处", default=dict)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["area_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "area", "code"],
                name="catalogue_item_code_unique",
                deferrable=models.Deferrable.DEFERRED,  # a re-import may shift every number by one
                violation_error_message="本领域已有相同序号的公开事项。",
            ),
            models.CheckConstraint(
                condition=~models.Q(level1="", level2=""),
                name="catalogue_item_named",
                violation_error_message="公开事项必须有一级或二级事项名称。",
            ),
        ]
        indexes = [models.Index(fields=["catalogue", "area", "position"], name="catalogue_item_order")]

    def __str__(self) -> str:
        return " / ".join(part for part in (self.level1, self.level2) if part)

    @property
    def name(self) -> str:
        """What the item is called: its second level, or the first where there is no second."""
        return self.level2 or self.level1

    @property
    def responsible(self) -> str:
        """The body as it is called now, or as the table wrote it where it is not known here."""
        return self.responsible_body.name if self.responsible_body else self.responsible_text
