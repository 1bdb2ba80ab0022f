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
    withheld = models.JSONField("不公开的列和行", default=dict)
    """Of a partly open document: `rules.partial_tables.Withheld`. Columns and rows above are those that the
    public gets; what they were made from stands below and is empty where nothing is withheld."""
    full_columns = models.JSONField("全部的列", default=list)
    full_rows = models.JSONField("全部的行", default=list)
    needs_look = models.BooleanField("需要重新核对公开范围", default=False)
    """Rows that are withheld were changed since they were chosen."""
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="information_table_once",
                violation_error_message="该表已经有了，请替换或先移除原表。",
            ),
            models.CheckConstraint(
                condition=models.Q(withheld={}, full_columns=[], full_rows=[], needs_look=False)
                | ~models.Q(withheld={}) & ~models.Q(full_columns=[]),
                name="information_table_withheld_of_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
