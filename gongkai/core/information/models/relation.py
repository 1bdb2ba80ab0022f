from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import RelationKind, Validity
from gongkai.core.information.models.document import Document
from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class Relation(models.Model):
    """What an edition does to, or has to do with, another document: one in the base, or one named only."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField("关系", max_length=12, choices=RelationKind)
    target = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="relations_to", null=True, verbose_name="文件"
    )
    target_title = models.CharField("文件名称", max_length=200, blank=True)
    target_number = models.CharField("发文字号", max_length=100, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "target"],
                name="information_relation_once",
                violation_error_message="已登记过与该文件的这一关系。",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(target_title=""),
                name="information_relation_has_target",
                violation_error_message="请选择文件，或者写明文件名称。",
            ),
        ]
        indexes = [models.Index(fields=["target", "kind"], name="information_relation_target")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target_title or self.target_id}"


class ValidityChange(models.Model):
    """From a day on a document is valid, amended, lapsed or repealed; rows are only ever added."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="validity_changes")
    validity = models.CharField("有效性", max_length=16, choices=Validity)
    on = models.DateField("起算日")
    cause = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="依据文件"
    )
    basis = models.TextField("依据", blank=True)
    recorded_by = models.CharField("登记人", max_length=80)
    recorded_at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["document_id", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__isnull=False) | ~Q(basis=""),
                name="information_validity_has_basis",
                violation_error_message="变更有效性必须写明依据。",
            )
        ]
        indexes = [models.Index(fields=["on"], name="information_validity_on")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_validity_display()} {self.on}"
