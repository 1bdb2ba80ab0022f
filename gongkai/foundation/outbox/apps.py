from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "gongkai.foundation.outbox"
    label = "outbox"
    verbose_name = "事件投递"

    def ready(self) -> None:
        """Find every app's subscribers."""
        autodiscover_modules("subscribers")
