from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import UploadState
from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.kernel import clock


class CatalogueUpload(models.Model):
    """A table somebody handed in; the file is kept as evidence of what was imported."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="uploads")
    file = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    state = models.CharField("状态", max_length=12, choices=UploadState, default=UploadState.RECEIVED)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by = models.CharField("上传人", max_length=80)
    uploaded_at = models.DateTimeField("上传时间", default=clock.now, editable=False)
    imported_at = models.DateTimeField("导入时间", null=True)
    created_count = models.PositiveIntegerField("新增", default=0)
    updated_count = models.PositiveIntegerField("更新", default=0)
    unchanged_count = models.PositiveIntegerField("未变", default=0)
    problems = models.JSONField("问题", default=list)
    corrections = models.JSONField("更正", default=list)
    """Cells that a person put right before the import: where, what stood there, what, who, when."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=UploadState.IMPORTED, imported_at__isnull=False)
                | models.Q(imported_at__isnull=True) & ~models.Q(state=UploadState.IMPORTED),
                name="catalogue_upload_imported_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
