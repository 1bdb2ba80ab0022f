from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import ProcessingSort
from gongkai.core.information.models.attachment import Attachment
from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class Processing(models.Model):
    """后台处理: work on files of an edition that takes longer than a person waits.

    While the row has no fault the work is under way; when it is done the row goes. Nothing of the edition
    changes before the work is done as a whole.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="processings")
    sort = models.CharField("事项", max_length=8, choices=ProcessingSort)
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+", null=True)
    """Of which a masked copy is made."""
    file = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    """What was handed in and becomes an attachment; the public file as it was when masking was asked for."""
    name = models.CharField("文件", max_length=200, blank=True)
    """Name of the file; of a scan what is being looked through."""
    without = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """Headings of columns that the masked copy leaves out."""

    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("共", default=0)
    unit = models.CharField("单位", max_length=4, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    fault = models.TextField("没有成功的原因", blank=True)

    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField("发起人", max_length=80)
    asked_at = models.DateTimeField("发起时间", default=clock.now, editable=False)
    worked_at = models.DateTimeField("最近进展", default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                condition=Q(sort=ProcessingSort.CLEAN),
                name="information_processing_name",
                violation_error_message="同名附件正在处理，请等它完成，或者改名后上传。",
            ),
            models.UniqueConstraint(
                fields=["attachment"],
                condition=Q(sort=ProcessingSort.MASK),
                name="information_processing_mask",
                violation_error_message="该附件正在生成脱敏副本，请等它完成。",
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(sort=ProcessingSort.SCAN),
                name="information_processing_scan",
                violation_error_message="该文件正在检查个人信息，请等它完成。",
            ),
            models.CheckConstraint(
                condition=Q(sort=ProcessingSort.SCAN, file__isnull=True, attachment__isnull=True)
                | Q(sort=ProcessingSort.MASK, file__isnull=False, attachment__isnull=False)
                | Q(sort=ProcessingSort.CLEAN, file__isnull=False, attachment__isnull=True),
                name="information_processing_has_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}：{self.name}"
