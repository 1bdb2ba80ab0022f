from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongkai.foundation.organisations"
    label = "organisations"
    verbose_name = "机构"
