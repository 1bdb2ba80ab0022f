from __future__ import annotations

from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "gongkai.core.wording"
    label = "wording"
    verbose_name = "用语核对"
