from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import UploadState
from gongkai.core.powers.enums import PowerList
from gongkai.kernel import clock


class PowerUpload(models.Model):
    """A list of powers or services that somebody handed in as .xlsx, kept as evidence of the import."""

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    body = models.ForeignKey(
        "organisations.PublicBody",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="表中没有写明时的行使主体",
    )
    list_kind = models.CharField("清单", max_length=10, choices=PowerList)
    file = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    state = models.CharField("状态", max_length=10, choices=UploadState, default=UploadState.RECEIVED)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by = models.CharField("上传人", max_length=80)
    uploaded_at = models.DateTimeField("上传时间", default=clock.now, editable=False)
    imported_at = models.DateTimeField("导入时间", null=True)
    created_count = models.PositiveIntegerField("新增", default=0)
    changed_count = models.PositiveIntegerField("调整", default=0)
    unchanged_count = models.PositiveIntegerField("未变", default=0)
    problems = models.JSONField("问题", default=list)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=UploadState.IMPORTED, imported_at__isnull=False)
                | models.Q(imported_at__isnull=True) & ~models.Q(state=UploadState.IMPORTED),
                name="power_upload_imported_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
