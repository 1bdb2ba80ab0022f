from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from gongkai.core.publishing import queries as publishing
from gongkai.edges.components.offered_files import offered_file
from gongkai.edges.portal import asof
from gongkai.edges.portal.answers import public_page

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site


@public_page
def file(request: HttpRequest, site: Site, public_id: str, attachment_id: int) -> HttpResponseBase:
    """An attachment, streamed; always offered for saving, under the name that its author gave it."""
    attachment = publishing.public_attachment(public_id, attachment_id, asof.day_of_file(request))
    stored = attachment.file
    etag = f'"{stored.sha256}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    response = offered_file(stored, attachment.name)
    response.headers["ETag"] = etag
    return response
