from __future__ import annotations

from django.db import models

from gongkai.core.information.models.edition import Edition


class EditionTable(models.Model):
    """A table of an edition: a budget table, a list of recipients, a series of figures."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tables")
    code = models.CharField(max_length=40)
    """Of the table in the kind's declaration; "" + position for one of its own."""
    title = models.CharField("表名", max_length=200)
    columns = models.JSONField("列", default=list)
    """Objects with `code`, `name` and `type`, as the kind declares them or as they were uploaded."""
    rows = models.JSONField("行", default=list)
    """Lists of texts, one for each column; a figure is kept as it was written."""
    unit = models.CharField("单位", max_length=10, blank=True)
    """Of its money."""
    row_count = models.PositiveIntegerField("行数", default=0)
    note = models.TextField("说明", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="information_table_once",
                violation_error_message="该表已经有了，请替换或先移除原表。",
            )
        ]

    def __str__(self) -> str:
        return self.title
