from __future__ import annotations

from django.apps import AppConfig


class GuardingConfig(AppConfig):
    name = "gongkai.core.guarding"
    label = "guarding"
    verbose_name = "个人信息保护"
