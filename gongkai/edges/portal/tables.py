"""Files to take away, and the catalogue's among them."""

from __future__ import annotations

import hashlib
from typing import cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from gongkai.edges.components.catalogue_files import XLSX, CatalogueFile

KEPT_SECONDS = 24 * 3600
"""How long a workbook is kept; its key is what is in it, so a changed catalogue is never served from here."""


def attachment(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A file to save under `name`."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def workbook(request: HttpRequest, file: CatalogueFile) -> HttpResponseBase:
    """The catalogue as .xlsx, a sheet for each area; not made again for who has it already."""
    contents = repr((file.title, file.imprint, file.rows))
    etag = f'"{hashlib.sha256(contents.encode()).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    content = cache.get_or_set(f"portal.workbook.{etag}", file.workbook, KEPT_SECONDS)
    response = attachment(cast("bytes", content), XLSX, file.name("xlsx"))
    response.headers["ETag"] = etag
    return response
