"""The gallery: every component in all states on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.edges.components import gallery_samples

LAYOUTS = {
    "portal": "components/layouts/portal_base.html",
    "workbench": "components/layouts/workbench_base.html",
}


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components inside the workbench frame, or with `?layout=portal` inside the portal's."""
    layout = request.GET.get("layout", "workbench")
    context = {
        **gallery_samples.samples(),
        "layout": LAYOUTS.get(layout, LAYOUTS["workbench"]),
        "is_portal": layout == "portal",
        "site": gallery_samples.site(),
        "navigation": gallery_samples.navigation(),
        "workbench": gallery_samples.workbench(),
    }
    return render(request, "components/gallery.html", context)
