from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "gongkai.foundation.identity"
    label = "identity"
    verbose_name = "账号与角色"
