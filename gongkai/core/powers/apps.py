from __future__ import annotations

from django.apps import AppConfig


class PowersConfig(AppConfig):
    name = "gongkai.core.powers"
    label = "powers"
    verbose_name = "权责清单与事项梳理"
