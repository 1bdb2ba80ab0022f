"""What was done, by whom; sealed into a hash chain. Rows are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class AuditEvent(models.Model):
    """One deed. The actor is a snapshot, not a key: the row outlives the account."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间", db_default=Now(), editable=False)
    tag = models.CharField("操作", max_length=80)
    actor = models.JSONField("操作人")
    subject_type = models.CharField("对象类型", max_length=80, blank=True)
    subject_id = models.CharField("对象编号", max_length=64, blank=True)
    subject_label = models.CharField("对象", max_length=300, blank=True)
    detail = models.JSONField("内容", default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_subject"),
            models.Index(fields=["tag", "-id"], name="audit_tag"),
            models.Index(models.F("actor__account_id"), name="audit_account"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} #{self.pk}"


class AuditSeal(models.Model):
    """A link of the chain: a batch of rows and the hash over them and over the link before."""

    id = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField(db_default=Now(), editable=False)
    count = models.PositiveIntegerField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"seal {self.pk}"


class AuditLeaf(models.Model):
    """The hash that a row had when it was sealed, and its place in the batch.

    Membership is explicit because rows commit out of the order of their keys.
    """

    event_id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="audit_leaf_position")]

    def __str__(self) -> str:
        return f"leaf {self.event_id}"
