from __future__ import annotations

from django.db import models

from gongkai.core.wording.enums import NOTE_LENGTH
from gongkai.kernel import clock
from gongkai.text.wording import WORD_LENGTH


class RequiredWord(models.Model):
    """A word of the lists that has to be changed in every paper of a division and below it (必须改)."""

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    word = models.CharField("用语", max_length=WORD_LENGTH)
    reason = models.CharField("理由", max_length=NOTE_LENGTH)
    """Said to whoever is stopped by it."""
    required_by = models.CharField("设定人", max_length=80)
    required_at = models.DateTimeField("设定时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["division_id", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "word"],
                name="wording_required_once",
                violation_error_message="这个用语已经设为必须改，请刷新页面。",
            ),
            models.CheckConstraint(
                condition=~models.Q(word="") & ~models.Q(reason=""), name="wording_required_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.word
