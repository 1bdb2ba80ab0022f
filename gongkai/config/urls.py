"""Every address of the product."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("workbench/", include("gongkai.edges.workbench.urls")),
    path("", include("gongkai.edges.portal.urls")),
]

handler400 = "gongkai.edges.components.refusals.bad_request"
handler404 = "gongkai.edges.portal.views.errors.not_found"
handler500 = "gongkai.edges.portal.views.errors.server_error"
