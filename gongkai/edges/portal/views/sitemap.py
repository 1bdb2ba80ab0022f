from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse

from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.enums import LogSubject
from gongkai.edges.portal import addresses
from gongkai.edges.portal.answers import public_page, undated
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gongkai.core.publishing.models import Site

PART = 5_000
"""Documents in one part of the map; the format allows 50,000 addresses."""

_FIXED = ("home", "documents", "areas", "catalogue", "powers", "log")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, "datetime | None"]


@public_page
@undated
def robots(request: HttpRequest, site: Site) -> HttpResponse:
    """Everything public may be read by machines; search results are not pages of their own."""
    lines = (
        "User-agent: *",
        "Disallow: /workbench/",
        f"Disallow: {reverse('portal:search')}",
        f"Sitemap: {addresses.absolute(request, site, reverse('portal:sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
@undated
def sitemap(request: HttpRequest, site: Site) -> HttpResponse:
    """One map, or an index of its parts where there are more documents than fit in one."""
    total = publishing.published_editions(site).count()
    if total <= PART:
        entries = [*_pages(site), *_documents(site, 0, PART)]
        return _xml("urlset", "url", ((_full(request, site, path), at) for path, at in entries))
    parts = range(-(-total // PART) + 1)
    paths = (reverse("portal:sitemap_part", kwargs={"part": part}) for part in parts)
    return _xml("sitemapindex", "sitemap", ((_full(request, site, path), None) for path in paths))


@public_page
@undated
def sitemap_part(request: HttpRequest, site: Site, part: int) -> HttpResponse:
    """Part 0 has the columns, areas, catalogues and items; each further one 5,000 documents."""
    entries = _documents(site, (part - 1) * PART, part * PART) if part else _pages(site)
    if not entries:
        raise NotFound("网站地图没有这一部分。")
    return _xml("urlset", "url", ((_full(request, site, path), at) for path, at in entries))


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address unasked; the icon itself is a static file."""
    response = HttpResponseRedirect(static("gongkai/icons/favicon.svg"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _full(request: HttpRequest, site: Site, path: str) -> str:
    return addresses.absolute(request, site, path)


def _pages(site: Site) -> list[Entry]:
    overview = publishing.overview(site)
    return [
        *((reverse(f"portal:{name}"), None) for name in _FIXED),
        *((addresses.area(area.code), area.latest) for area in overview.areas),
        *_catalogue_versions(site),
        *((addresses.item(item.public_id), item.created_at) for item in publishing.catalogue_items(site)),
    ]


def _catalogue_versions(site: Site) -> list[Entry]:
    """The catalogues of the division and of those below, and every version of them."""
    published = list(publishing.publication_log(site, subject=LogSubject.CATALOGUE))
    catalogues = dict.fromkeys(entry.document_public_id for entry in published)
    return [
        *((addresses.catalogue(public_id), None) for public_id in catalogues),
        *(
            (addresses.version(entry.document_public_id, entry.edition_number), entry.at)
            for entry in published
        ),
    ]


def _documents(site: Site, start: int, end: int) -> list[Entry]:
    return [
        (addresses.document(edition.document.public_id), edition.published_at)
        for edition in publishing.published_editions(site)[start:end]
    ]


def _xml(root: str, element: str, entries: Iterable[Entry]) -> HttpResponse:
    body = "".join(
        f"<{element}><loc>{escape(address)}</loc>{_last_changed(at)}</{element}>\n" for address, at in entries
    )
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{body}</{root}>\n',
        content_type="application/xml; charset=utf-8",
    )


def _last_changed(at: datetime | None) -> str:
    return f"<lastmod>{at.astimezone(clock.CHINA).isoformat(timespec='seconds')}</lastmod>" if at else ""
