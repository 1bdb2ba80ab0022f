from __future__ import annotations

from django.db import models

from gongkai.kernel import clock

PHRASE_LENGTH = 100


class Phrase(models.Model):
    """常用语 for opinions: a person's own, or a body's for all who decide there."""

    account = models.ForeignKey(
        "identity.Account", on_delete=models.CASCADE, related_name="+", null=True, verbose_name="本人"
    )
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.CASCADE, related_name="+", null=True, verbose_name="单位"
    )
    text = models.CharField("常用语", max_length=PHRASE_LENGTH)
    added_by = models.CharField("添加人", max_length=80)
    added_at = models.DateTimeField("添加时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=True, body__isnull=False)
                | models.Q(account__isnull=False, body__isnull=True),
                name="workflow_phrase_of_one",
            ),
            models.UniqueConstraint(
                fields=["account", "body", "text"],
                nulls_distinct=False,
                name="workflow_phrase_once",
                violation_error_message="已有这条常用语。",
            ),
        ]

    def __str__(self) -> str:
        return self.text
