from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from gongkai.core.publishing import queries as publishing
from gongkai.edges.portal import asof
from gongkai.edges.portal.answers import public_page
from gongkai.foundation.storage import queries as storage

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

CONTENT_POLICY = "default-src 'none'; sandbox"
"""A file that a browser opens all the same runs nothing and loads nothing."""


@public_page
def file(request: HttpRequest, site: Site, public_id: str, attachment_id: int) -> HttpResponseBase:
    """An attachment, streamed; always offered for saving, under the name that its author gave it."""
    attachment = publishing.public_attachment(public_id, attachment_id, asof.day_of_file(request))
    stored = attachment.file
    etag = f'"{stored.sha256}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    response = FileResponse(
        storage.open_file(stored.sha256),
        as_attachment=True,
        filename=attachment.name,
        content_type=stored.media_type,
    )
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response
