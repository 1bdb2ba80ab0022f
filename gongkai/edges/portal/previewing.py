"""The page of a document before it is public: drawn by the portal as it draws every other, for the workbench
to show to those who work on it. The settings name this function (`PUBLIC_PREVIEW`)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from gongkai.core.publishing import queries as publishing
from gongkai.edges.portal.views.document import shown_page
from gongkai.kernel.errors import NotFound


def preview(request: HttpRequest, edition_id: int) -> HttpResponse:
    """What the public would see if the edition came out now. Nobody is asked who wants to know.

    Raises:
        NotFound: there is no site to show it, or the item is in no published catalogue yet.
    """
    found = publishing.foreseen_document(edition_id)
    site = publishing.site_above(found.document.body.division.lineage)
    if site is None:
        raise NotFound("本地区还没有开设站点，公众看不到任何信息。请网站运维员先开设站点。")
    return shown_page(request, site, found)
