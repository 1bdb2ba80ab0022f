"""How the public will see what is not public yet.

Edges stand side by side and do not know each other: the settings name who draws the public's pages, and who
wants to show one asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

Preview = Callable[[HttpRequest, int], HttpResponse]


def public_preview(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The public page of an edition as if it were published now; the caller has asked who may see it.

    Raises:
        NotFound: it could not be seen anywhere; the message says why.
    """
    draw = cast("Preview", import_string(settings.PUBLIC_PREVIEW))
    return draw(request, edition_id)
