from __future__ import annotations

from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "gongkai.core.information"
    label = "information"
    verbose_name = "政府信息"
