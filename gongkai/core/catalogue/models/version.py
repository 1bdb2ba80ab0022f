from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.catalogue.enums import VersionState
from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.kernel import clock

_OPEN = models.Q(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
_PUBLISHED = models.Q(state=VersionState.PUBLISHED)


class CatalogueVersion(models.Model):
    """One version of a catalogue, from the first change to what was published.

    In force on a day is the published version with the latest `effective_on` up to that day; one of a
    later day is announced ahead.
    """

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=12, choices=VersionState, default=VersionState.DRAFT)
    effective_on = models.DateField("施行日期", null=True)
    change_note = models.TextField("调整说明", blank=True)
    editor_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="编制人")
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_by = models.CharField("提交人", max_length=80, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True)
    opinion = models.TextField("退回意见", blank=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by = models.CharField("审批人", max_length=80, blank=True)
    approved_at = models.DateTimeField("公布时间", null=True)
    item_count = models.PositiveIntegerField("事项", default=0)
    added_count = models.PositiveIntegerField("新增", default=0)
    changed_count = models.PositiveIntegerField("修改", default=0)
    removed_count = models.PositiveIntegerField("不再列入", default=0)
    exempt_count = models.PositiveIntegerField("不适用", default=0)
    missing_count = models.PositiveIntegerField("上级有而本级没有", default=0)
    content_hash = models.CharField("内容校验值", max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="catalogue_version_number"),
            models.UniqueConstraint(
                fields=["catalogue"],
                condition=_OPEN,
                name="catalogue_one_open_version",
                violation_error_message="该目录已有一个版本正在编制或审核。",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="catalogue_version_counts_from_one"
            ),
            models.CheckConstraint(
                condition=_PUBLISHED
                & models.Q(approved_at__isnull=False, effective_on__isnull=False)
                & ~models.Q(content_hash="")
                | ~_PUBLISHED & models.Q(approved_at__isnull=True),
                name="catalogue_published_version_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(state=VersionState.DRAFT)
                | models.Q(submitted_at__isnull=False) & ~models.Q(change_note=""),
                name="catalogue_submitted_version_says_why",
                violation_error_message="提交目录时必须写明调整说明。",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by_id__isnull=True)
                | models.Q(submitted_by_id__isnull=True)
                | ~models.Q(approved_by_id=models.F("submitted_by_id")),
                name="catalogue_version_four_eyes",
                violation_error_message="提交人不能审批自己提交的目录。",
            ),
        ]
        indexes = [models.Index(fields=["catalogue", "state", "-effective_on"], name="catalogue_in_force")]

    def __str__(self) -> str:
        return f"第{self.number}版"
