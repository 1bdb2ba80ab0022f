from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.catalogue.enums import DisclosureMethod, Relation
from gongkai.core.catalogue.models.policy_area import PolicyArea


class ItemValues(models.Model):
    """What a row says, the same for the row being worked on and for what was published of it.

    The eight elements that a catalogue must have at least (S0 二(一)1, S1 二(一), S4-1), and what the
    row is to the layer above.
    """

    area = models.ForeignKey(PolicyArea, on_delete=models.PROTECT, related_name="+", verbose_name="领域")
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
    relation = models.CharField("与上级的关系", max_length=12, choices=Relation, default=Relation.ADDS)
    inherits = models.ForeignKey(
        "catalogue.CatalogueItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="对应上级事项",
    )
    aligned_with = models.ForeignKey(
        "catalogue.ItemRevision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="最近对齐的上级内容",
    )

    class Meta:
        abstract = True

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


VALUES = tuple(field.attname for field in ItemValues._meta.local_concrete_fields)
"""The columns of a row, by the names under which a model holds them."""


def relation_fits(name: str) -> models.CheckConstraint:
    """A row that stands for none of the layer above is the catalogue's own, and no other is."""
    is_own = models.Q(relation=Relation.ADDS)
    return models.CheckConstraint(
        condition=models.Q(inherits__isnull=True) & is_own | models.Q(inherits__isnull=False) & ~is_own,
        name=name,
    )
