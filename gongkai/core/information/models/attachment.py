from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.information.models.edition import Edition


class Attachment(models.Model):
    """A file that belongs to an edition; a correction starts with the same files."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=180)
    position = models.PositiveSmallIntegerField()
    is_public = models.BooleanField("公开", default=True)
    """部分公开: a file with what is withheld stays inside."""

    original = models.ForeignKey("storage.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    """As it was handed in, where `file` is a clean or masked copy of it; never leaves the workbench."""
    removed = ArrayField(models.CharField(max_length=200), default=list, verbose_name="已清除", blank=True)
    """What is in the original and not in the copy, in words."""
    masked = models.PositiveIntegerField("已脱敏", default=0)
    """How many places of the public file are masked."""

    is_inline = models.BooleanField("正文图片", default=False)
    """A picture within the text: not among the files offered, public only while the public text shows it."""

    is_source = models.BooleanField("原件", default=False)
    """The file from which the text was taken: offered as the document itself, no 附件 that the text names."""

    class Meta:
        ordering = ["edition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="information_attachment_name",
                violation_error_message="已有同名附件，请改名或先移除原附件。",
            )
        ]

    def __str__(self) -> str:
        return self.name
