"""Registration of the design system."""

from __future__ import annotations

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """Templates, template tags and static files only: no models."""

    name = "gongkai.edges.components"
    label = "components"
    verbose_name = "界面组件"
