"""Events waiting for, and delivered to, their subscribers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from gongkai.foundation.outbox.enums import DeliveryState


class OutboxEvent(models.Model):
    """A fact written in the transaction that made it true."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField("事件", max_length=80)
    payload = models.JSONField("内容")
    created_at = models.DateTimeField("发生时间", db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Delivery(models.Model):
    """One event on its way to one subscriber; each is retried on its own."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField("接收方", max_length=120)
    state = models.CharField("状态", max_length=12, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_attempt_at = models.DateTimeField("下次投递", db_default=Now())
    last_error = models.TextField("最近错误", blank=True)
    delivered_at = models.DateTimeField("投递时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "subscriber"], name="outbox_one_delivery_per_subscriber"
            ),
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.DELIVERED, delivered_at__isnull=False)
                | models.Q(delivered_at__isnull=True) & ~models.Q(state=DeliveryState.DELIVERED),
                name="outbox_delivered_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_pending",
                condition=models.Q(state=DeliveryState.PENDING),
            ),
            models.Index(fields=["-id"], name="outbox_dead", condition=models.Q(state=DeliveryState.DEAD)),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} ← {self.event_id}"
