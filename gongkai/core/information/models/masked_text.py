from __future__ import annotations

from django.db import models

from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class MaskedText(models.Model):
    """What a draft said before it was masked, so that this can be undone; gone when it is handed in."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="masked_text")
    texts = models.JSONField(default=dict)
    """Field of the edition → its value before."""
    tables = models.JSONField(default=dict)
    """Code of a table → its rows before."""
    revision = models.PositiveIntegerField()
    """Of the edition after it was masked: another one means that somebody has worked on it since."""
    places = models.PositiveIntegerField("处数")
    masked_by = models.CharField("脱敏人", max_length=80)
    masked_at = models.DateTimeField("脱敏时间", default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.edition}：{self.places}处"
