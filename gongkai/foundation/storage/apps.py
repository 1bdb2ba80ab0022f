from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "gongkai.foundation.storage"
    label = "storage"
    verbose_name = "文件存储"
