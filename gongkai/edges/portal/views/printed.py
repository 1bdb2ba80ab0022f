"""The PDF of a public document, drawn from its page when somebody asks for it."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from gongkai.core.publishing import queries as publishing
from gongkai.edges.portal import asof
from gongkai.edges.portal.answers import missing, public_page
from gongkai.edges.portal.printed_page import printed_page
from gongkai.edges.portal.tables import KEPT_SECONDS, attachment
from gongkai.edges.portal.views.document import of_site
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import NotFound
from gongkai.text.printing import NotPrinted, PrintedPage, print_page

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

PDF = "application/pdf"
_AT_ONCE = 2
_PATIENCE = 10
"""Seconds that a reader waits for others' PDFs; drawing one takes a fraction of a second."""

_COME_BACK = 10
"""Seconds after which a reader who waited in vain may try again."""

_KEPT_SIZE = 512 * 1024
"""Bytes; a larger PDF is drawn anew, since memory is dearer."""

_drawing = threading.BoundedSemaphore(_AT_ONCE)


@public_page
def pdf(request: HttpRequest, site: Site, public_id: str, number: int | None = None) -> HttpResponseBase:
    """The page as a PDF, to be saved."""
    found = of_site(publishing.public_document(public_id, number, asof.day_of_file(request)), site)
    if found.is_hidden:
        raise NotFound("这件信息已不再公开，没有 PDF。")
    page = printed_page(request, site, found)
    etag = _mark(page)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    try:
        content = _made(page, f"portal.pdf.{etag}")
    except NotPrinted as refusal:
        raise NotFound(refusal.message) from refusal
    if content is None:
        response = missing(request, site, "正在生成 PDF 的人较多，请稍后再试，或使用浏览器的打印功能。")
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response.headers["Retry-After"] = str(_COME_BACK)
        return response
    response = attachment(content, PDF, clean_name(f"{page.title}.pdf"))
    response.headers["ETag"] = etag
    return response


def _mark(page: PrintedPage) -> str:
    """Made of all that is printed, so that a PDF is never served that says something else."""
    seen = hashlib.sha256(repr(replace(page, pictures={})).encode())
    for content in page.pictures.values():
        seen.update(hashlib.sha256(content).digest())
    return f'"{seen.hexdigest()[:32]}"'


def _made(page: PrintedPage, key: str) -> bytes | None:
    """The PDF; None when too many are being drawn. Raises NotPrinted."""
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return kept
    if not _drawing.acquire(timeout=_PATIENCE):
        return None
    try:
        content = print_page(page)
    finally:
        _drawing.release()
    if len(content) <= _KEPT_SIZE:
        cache.set(key, content, KEPT_SECONDS)
    return content
