"""A draft as the public will see it, as wide as a telephone or a desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from gongkai.core.information import policies
from gongkai.edges.components.middleware import CONTENT_POLICY
from gongkai.edges.components.public_view import public_preview
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.frame import card
from gongkai.edges.workbench.presenting.documents import for_staff
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import NotFound

WIDTHS = (("phone", "手机（390 像素）"), ("desk", "电脑（1280 像素）"))

_OWN_FRAME = "frame-ancestors 'self'"
_FRAMED = CONTENT_POLICY.replace("frame-ancestors 'none'", _OWN_FRAME)
_FRAMING = f"{CONTENT_POLICY}; frame-src 'self'"


@require_GET
def preview(request: StaffRequest, edition_id: int) -> HttpResponse:
    """A window of the chosen width, with the public page in it."""
    edition = readable_edition(request.actor, edition_id)
    chosen = request.GET.get("width", "")
    width = chosen if chosen in dict(WIDTHS) else "desk"
    home = reverse("workbench:document_preview", args=[edition_id])
    context = {
        "edition": edition,
        "width": width,
        "page_url": reverse("workbench:document_preview_page", args=[edition_id]),
        "widths": [NavLink(label, f"{home}?width={name}", current=name == width) for name, label in WIDTHS],
        "can_edit": policies.may_edit(request.actor, edition).allowed,
    }
    response = card(request, "workbench/preview.html", context)
    response.headers["Content-Security-Policy"] = _FRAMING
    return response


@require_GET
@xframe_options_sameorigin
def page(request: StaffRequest, edition_id: int) -> HttpResponse:
    """The public page itself; its files come from the workbench, as they are not public yet."""
    edition = readable_edition(request.actor, edition_id)
    try:
        drawn = public_preview(request, edition_id)
    except NotFound as reason:
        drawn = card(request, "workbench/preview_none.html", {"reason": reason.message})
    else:
        drawn.content = for_staff(drawn.content.decode(), edition).encode()
    drawn.headers["Content-Security-Policy"] = _FRAMED
    drawn.headers["Cache-Control"] = "no-store"
    return drawn
