from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "gongkai.foundation.notifications"
    label = "notifications"
    verbose_name = "消息"
