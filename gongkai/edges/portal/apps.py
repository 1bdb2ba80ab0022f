from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public sites: reads only, no models, no sessions."""

    name = "gongkai.edges.portal"
    label = "portal"
    verbose_name = "公众门户"
