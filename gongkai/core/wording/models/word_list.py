from __future__ import annotations

from django.db import models

from gongkai.core.wording.enums import NOTE_LENGTH, WORDS_LENGTH
from gongkai.kernel import clock
from gongkai.text.wording import LIST_LENGTH


class WordListVersion(models.Model):
    """One version of the words that a division has of its own beside the shipped ones; rows are only added,
    the highest number holds."""

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    number = models.PositiveIntegerField("版本")
    text = models.TextField("词表", max_length=LIST_LENGTH, blank=True)
    note = models.CharField("修改说明", max_length=NOTE_LENGTH)
    saved_by = models.CharField("修改人", max_length=80)
    saved_at = models.DateTimeField("修改时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["division_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "number"],
                name="wording_one_version",
                violation_error_message="该词表在您编辑期间已被他人修改，请打开最新版本核对后再保存。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.division_id} 第{self.number}版"


class IgnoredWording(models.Model):
    """That somebody who writes a document has looked at a wording and leaves it as it is."""

    document = models.ForeignKey("information.Document", on_delete=models.CASCADE, related_name="+")
    words = models.CharField("原文", max_length=WORDS_LENGTH)
    suggestion = models.CharField("建议", max_length=WORDS_LENGTH, blank=True)
    is_granted = models.BooleanField("准予保留", default=False)
    """By the office that asks for the change of a required word."""
    ignored_by = models.CharField("忽略人", max_length=80)
    ignored_at = models.DateTimeField("忽略时间", default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "words", "suggestion"], name="wording_ignored_once")
        ]

    def __str__(self) -> str:
        return self.words
