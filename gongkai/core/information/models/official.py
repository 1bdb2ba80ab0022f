from __future__ import annotations

from django.db import models

from gongkai.kernel import clock


class OfficialText(models.Model):
    """One version of an official text (a law, a regulation, a rule) as whoever issues it has published it.

    The office loads such lists; local copies of older versions are found by them.
    """

    title = models.CharField("名称", max_length=200)
    title_key = models.CharField(max_length=200)
    """The title without the signs in which copies differ (`rules.relations.plain_title`)."""
    number = models.CharField("文号", max_length=100, blank=True)
    version_on = models.DateField("公布或修订日期")
    source = models.CharField("出处", max_length=300, blank=True)
    loaded_by = models.CharField("载入人", max_length=80)
    loaded_at = models.DateTimeField("载入时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["title", "-version_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["title_key", "version_on"],
                name="information_official_once",
                violation_error_message="清单里已有同一名称、同一日期的正式文本。",
            )
        ]
        indexes = [models.Index(fields=["number"], name="information_official_number")]

    def __str__(self) -> str:
        return f"{self.title} {self.version_on}"
