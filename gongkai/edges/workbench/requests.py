"""A request inside the workbench, as middleware hands it to the views."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from gongkai.kernel.actor import Actor


class StaffRequest(HttpRequest):
    """What views may rely on. `actor` is the person signed in; only the sign-in pages see the public one."""

    actor: Actor
    htmx: HtmxDetails


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks (autosave) and not a person."""
    return request.headers.get("Accept", "").startswith("application/json")
