from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.core.publishing"
    label = "publishing"
    verbose_name = "发布"
