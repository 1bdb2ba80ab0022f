from __future__ import annotations

from django.db.models import TextChoices


class DeliveryState(TextChoices):
    PENDING = "pending", "待投递"
    DELIVERED = "delivered", "已投递"
    DEAD = "dead", "投递失败"
