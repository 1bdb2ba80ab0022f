from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import FollowUpState
from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.item import CatalogueItem
from gongkai.core.catalogue.models.policy_area import PolicyArea
from gongkai.core.catalogue.models.version import CatalogueVersion
from gongkai.kernel import clock

_IS_DONE = models.Q(state=FollowUpState.DONE)


class Standard(models.Model):
    """A new or revised standard of an area, issued by the layer that keeps the catalogue."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="standards")
    area = models.ForeignKey(PolicyArea, on_delete=models.PROTECT, related_name="+", verbose_name="领域")
    title = models.CharField("文件名称", max_length=300)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    issued_on = models.DateField("印发日期")
    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="standards")
    file = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    """The table that its rows were read from, as evidence; none where a program handed in the rows."""
    file_name = models.CharField("文件名", max_length=200, blank=True)
    registered_by_id = models.BigIntegerField(null=True)
    registered_by = models.CharField("登记人", max_length=80)
    registered_at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "area", "document_number", "title"],
                name="catalogue_standard_once",
                violation_error_message="该领域的这份标准已经登记过。",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="catalogue_standard_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class FollowUp(models.Model):
    """跟进任务: that one lower catalogue has to deal with a standard, within three months (S4-1)."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="follow_ups")
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="follow_ups")
    state = models.CharField("状态", max_length=12, choices=FollowUpState, default=FollowUpState.OPEN)
    done_version = models.PositiveIntegerField("办结版次", null=True)
    done_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["standard_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "catalogue"], name="catalogue_one_follow_up"),
            models.CheckConstraint(
                condition=_IS_DONE & models.Q(done_at__isnull=False, done_version__isnull=False)
                | ~_IS_DONE & models.Q(done_at__isnull=True, done_version__isnull=True),
                name="catalogue_follow_up_done_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["catalogue"],
                name="catalogue_open_follow_ups",
                condition=models.Q(state=FollowUpState.OPEN),
            )
        ]

    def __str__(self) -> str:
        return f"{self.catalogue}：{self.standard}"


class ContentStandard(models.Model):
    """内容标准: what the text under an item must contain, with a sample; holds for every layer below.

    A row is never changed: another one takes its place, and the old one says when.
    """

    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="content_standards")
    requirement = models.TextField("内容要求")
    sample = models.TextField("样例", blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    set_by_id = models.BigIntegerField(null=True)
    set_by = models.CharField("制定人", max_length=80)
    set_at = models.DateTimeField("制定时间", default=clock.now, editable=False)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(ended_at__isnull=True),
                name="catalogue_one_content_standard",
                violation_error_message="他人刚刚为该事项制定了内容标准，请刷新后再改。",
            ),
            models.CheckConstraint(
                condition=~models.Q(requirement=""),
                name="catalogue_content_standard_says_something",
                violation_error_message="内容标准必须写明要求。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}：内容标准"
