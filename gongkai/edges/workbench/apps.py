from __future__ import annotations

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Where officials write, review, publish and administer: no models."""

    name = "gongkai.edges.workbench"
    label = "workbench"
    verbose_name = "工作台"
