from __future__ import annotations

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "gongkai.foundation.deadlines"
    label = "deadlines"
    verbose_name = "法定期限"
