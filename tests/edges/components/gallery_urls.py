"""The one address of the gallery when it stands alone."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.components.views import gallery

urlpatterns = [path("", gallery)]
