from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "gongkai.core.catalogue"
    label = "catalogue"
    verbose_name = "标准目录"
