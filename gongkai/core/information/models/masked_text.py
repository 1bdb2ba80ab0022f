from __future__ import annotations

from django.db import models

from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class MaskedText(models.Model):
    """What a draft said before it was masked, so that this can be undone. It lies here encrypted, and is gone
    when that is over: the draft is changed, handed in or deleted, or some days have passed."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="masked_text")
    sealed = models.TextField("脱敏前的内容（加密）")
    """JSON: `texts`, field of the edition → its value before; `tables`, code of a table → its rows before."""
    places = models.PositiveIntegerField("处数")
    masked_by = models.CharField("脱敏人", max_length=80)
    masked_at = models.DateTimeField("脱敏时间", default=clock.now, editable=False)

    class Meta:
        constraints = [
            # as `kernel.sealing` writes it; no JSON begins so
            models.CheckConstraint(
                condition=models.Q(sealed__startswith="gAAAAA"), name="information_masked_text_sealed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}：{self.places}处"
