from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from gongkai.core.information.enums import Validity
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.components.validity import TONES
from gongkai.edges.portal import addresses, asof, filters, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.highlight import highlight
from gongkai.foundation.search import queries as search_index
from gongkai.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai.core.publishing.models import Site

COLUMN = "检索"
ITEMS = 6
_FILTERS = ("area", "body")
"""What the index can be narrowed by."""


@dataclass(frozen=True, slots=True)
class Result:
    """A hit; title, number and snippet are markup with the words marked."""

    title: SafeString
    number: SafeString
    snippet: SafeString
    url: str
    body: str
    area: str
    published_on: date
    badge: shapes.Badge | None = None


@public_page
def search(request: HttpRequest, site: Site) -> HttpResponse:
    """Search in everything public of the site, or in what was public at the end of a day (`?asof=`)."""
    words, day = inputs.words(request), asof.day_of(request)
    area, body = inputs.area_code(request), inputs.number(request, "body")
    found = search_index.search(
        words, division_id=site.division_id, area_code=area, body_id=body, page=inputs.page(request), on=day
    )
    groups = publishing.public_groups(site, day)
    wanted = filters.Wanted(area=area, body=body)

    def address(page: int | None = None) -> str:
        return addresses.with_query(reverse("portal:search"), q=words, area=area, body=body, page=page)

    shown = paging.pages(
        found.count, found.page, address, size=search_index.PAGE, unit="条", more=found.more_than_counted
    )
    page = Page(
        title=f"“{words}”的检索结果" if words else COLUMN,
        path=reverse("portal:search"),
        section="search",
        crumbs=[shapes.NavLink(COLUMN, reverse("portal:search"))],
        tags=head.column_tags(COLUMN, "信息公开目录", "检索全部公开信息", "检索,查找"),
        query=words,
        indexed=False,
        shows_days=True,
    )
    context = {
        "words": words,
        "found": found,
        "longest": search_index.LONGEST_QUERY,
        "items": _items(site, words, area, day) if found.words and found.page == 1 else [],
        "results": _results(found, day),
        "hidden": publishing.count_hidden(site, day) if day else 0,
        "today": clock.today(),
        "kept": asof.kept(request),
        "pages": shown,
        "selects": [select for select in filters.selects(groups, wanted) if select.name in _FILTERS],
        "filtered": bool(area or body),
        "everywhere_url": addresses.with_query(reverse("portal:search"), q=words),
        "dropped": _dropped(found.words, words),
        "area_links": _area_links(groups),
    }
    return rendered(request, site, page, "portal/search.html", context)


def _items(site: Site, words: str, area: str, on: date | None) -> list[shapes.NavLink]:
    """Items of the catalogue with all the words: what must be public, even if nothing is yet."""
    return [
        shapes.NavLink(str(item), addresses.item(item.public_id), note=item.area.name)
        for item in publishing.catalogue_items(site, area_code=area, words=words, on=on)[:ITEMS]
    ]


def _results(found: search_index.Found, on: date | None) -> list[Result]:
    """The hits of a page with how their documents stand, or stood on a day.

    What is withdrawn is still in the index until the worker comes to it, and is left out.
    """
    public_ids = {str(hit.summary["public_id"]) for hit in found.hits}
    if on is None:
        present = publishing.public_among(public_ids) if public_ids else set()
        return [
            _result(hit, found.words, str(hit.summary.get("validity", "")))
            for hit in found.hits
            if str(hit.summary["public_id"]) in present
        ]
    then = publishing.validity_among(public_ids, on)
    return [
        _result(hit, found.words, then[public_id] or "")
        for hit in found.hits
        if (public_id := str(hit.summary["public_id"])) in then
    ]


def _result(hit: search_index.Hit, words: Sequence[str], validity: str) -> Result:
    summary = hit.summary
    return Result(
        title=highlight(str(summary.get("title", "")), words),
        number=highlight(str(summary.get("document_number", "")), words),
        snippet=highlight(hit.snippet, words),
        url=addresses.document(str(summary["public_id"])),
        body=str(summary.get("body", "")),
        area=str(summary.get("area", "")),
        published_on=clock.day_of(hit.published_at),
        badge=_badge(validity),
    )


def _badge(validity: str) -> shapes.Badge | None:
    """Only what is not simply in force says so."""
    if validity not in TONES or validity == Validity.IN_FORCE:
        return None
    return shapes.Badge(Validity(validity).label, TONES[validity])


def _dropped(used: Sequence[str], typed: str) -> bool:
    """Whether more words were typed than are looked for."""
    return len(used) == search_index.MOST_WORDS and len(typed.split()) > search_index.MOST_WORDS


def _area_links(groups: Sequence[publishing.PublicGroup]) -> list[shapes.NavLink]:
    names = dict(sorted((group.area_code, group.area_name) for group in groups))
    return [shapes.NavLink(name, addresses.area(code)) for code, name in names.items()]
