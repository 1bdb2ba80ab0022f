from __future__ import annotations

from django.apps import AppConfig


class ResponsibilitiesConfig(AppConfig):
    name = "gongkai.core.responsibilities"
    label = "responsibilities"
    verbose_name = "领域责任"
