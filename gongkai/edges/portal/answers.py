"""From a view to an answer: the site is found, refusals become pages, caches are told what they may keep."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, asof
from gongkai.edges.portal.frame import Page, frame
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

P = ParamSpec("P")

CACHE = "public, max-age=60"
"""A correction or a withdrawal is seen a minute later at most; until then a cache may answer."""

SAFE_METHODS = ("GET", "HEAD")


def public_page(
    view: Callable[Concatenate[HttpRequest, Site, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view of a site: it gets the site of the request, may only read, and may raise NotFound."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: P.args, **captured: P.kwargs) -> HttpResponseBase:
        if request.method not in SAFE_METHODS:
            return HttpResponseNotAllowed(SAFE_METHODS)
        site = publishing.site_for(split_domain_port(request.get_host())[0])
        if site is None:
            return not_open()
        moved = asof.former_address(request)
        if moved:
            return HttpResponsePermanentRedirect(moved)
        try:
            response = view(request, site, *args, **captured)
        except NotFound as reason:
            return missing(request, site, reason.message)
        return settled(request, response)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", answer)


def undated(
    view: Callable[Concatenate[HttpRequest, Site, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Site, P], HttpResponseBase]:
    """For machines that look for what is new: asked for as of a day it leads to its address without one."""

    @functools.wraps(view)
    def answer(request: HttpRequest, site: Site, *args: P.args, **captured: P.kwargs) -> HttpResponseBase:
        if asof.of(request).is_asked:
            return HttpResponseRedirect(asof.without_day(request))
        return view(request, site, *args, **captured)

    return cast("Callable[Concatenate[HttpRequest, Site, P], HttpResponseBase]", answer)


def rendered(
    request: HttpRequest,
    site: Site,
    page: Page,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """A page. The template never sees the request: what is public is the same for everybody.

    As of an earlier day it says so, leads on to the same day, and is no page for search engines.
    """
    asked = asof.of(request)
    if asked.is_asked:
        page = replace(page, indexed=False)
    bar = asof.bar(request, shows_days=page.shows_days, shows_later=page.shows_later, about=page.about_days)
    whole: dict[str, Any] = {**frame(request, site, page), "asof_bar": bar, **context}
    html = render_to_string(template, whole)
    day = asked.day or asked.later
    return HttpResponse(asof.keep_day(html, day) if day else html, status=status)


def settled(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say how long the answer holds; answer 304 to who has it already."""
    response.headers.setdefault("Cache-Control", CACHE)
    if response.status_code != HTTPStatus.OK or response.streaming:
        return response
    whole = cast("HttpResponse", response)
    if not whole.has_header("ETag"):
        whole.headers["ETag"] = f'"{hashlib.sha256(whole.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=whole.headers["ETag"], response=whole) or whole


def missing(request: HttpRequest, site: Site, reason: str = "") -> HttpResponse:
    """404 that helps on: what is wrong, a search box, the areas."""
    page = Page(title="没有找到", path=request.path, indexed=False, shows_days=True)
    response = rendered(
        request,
        site,
        page,
        "portal/not_found.html",
        {
            "reason": reason or "这个网址没有对应的页面，可能是输入有误，或者网址已经变更。",
            "areas": [
                shapes.NavLink(area.name, addresses.area(area.code)) for area in catalogue.policy_areas()
            ],
        },
        status=HTTPStatus.NOT_FOUND,
    )
    response.headers["Cache-Control"] = "public, max-age=10"
    return response


def not_open() -> HttpResponse:
    """There is no site yet: say so, and what the operator runs."""
    response = HttpResponse(render_to_string("portal/not_open.html"), status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = "300"
    return response
