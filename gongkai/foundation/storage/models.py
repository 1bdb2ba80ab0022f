"""Files by what is in them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """A file known by the SHA-256 of its content; the same content is kept once."""

    sha256 = models.CharField("内容校验值", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField("存入时间", db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="storage_sha256_form"
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
