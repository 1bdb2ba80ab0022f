from __future__ import annotations

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "gongkai.core.importing"
    label = "importing"
    verbose_name = "旧站迁移"
