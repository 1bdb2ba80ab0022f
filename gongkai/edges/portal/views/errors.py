"""Pages for what is not there and for what went wrong."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.template.loader import render_to_string

from gongkai.core.importing import queries as importing
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components.refusals import refusal
from gongkai.edges.portal import addresses
from gongkai.edges.portal.answers import missing, not_open

logger = logging.getLogger(__name__)

NOT_FOUND = "没有找到这个页面，网址可能有误或已经变更。"

LAST_RESORT = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>系统出错</title>'
    "<h1>系统出错</h1><p>页面暂时无法显示，问题已记录。请稍后再试。</p>"
    '<p><a href="/">返回首页</a></p></html>'
)
"""When even the template cannot be rendered."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address of the old site leads to what it meant; any other 404 is plainer for staff, and plainer
    when the database is away."""
    if request.path.startswith("/workbench/"):
        return refusal(request, status=404, message=NOT_FOUND)
    try:
        host = split_domain_port(request.get_host())[0]
        moved = importing.redirect_for(host, request.get_full_path())
        if moved is not None:
            return HttpResponsePermanentRedirect(_new_address(moved))
        site = publishing.site_for(host)
        return missing(request, site) if site else not_open()
    except DatabaseError:
        logger.exception("no database for the page of a missing address")
        return refusal(request, status=404, message=NOT_FOUND)


def _new_address(moved: importing.Redirect) -> str:
    if moved.attachment_id is not None:
        return addresses.file(moved.public_id, moved.attachment_id)
    return addresses.document(moved.public_id)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: touches neither database nor request, so that it cannot fail for the same reason."""
    try:
        content = str(render_to_string("portal/server_error.html"))
    except Exception:
        logger.exception("the error page itself failed")
        content = LAST_RESORT
    response = HttpResponse(content, status=500)
    response.headers["Cache-Control"] = "no-store"
    return response
