from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.portal import addresses, asof, filters, head, presenting
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.kernel import clock
from gongkai.reference.information_kinds import information_kinds

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

COLUMN = "政府信息公开"


def section_link() -> shapes.NavLink:
    return shapes.NavLink(COLUMN, reverse("portal:documents"))


@public_page
def documents(request: HttpRequest, site: Site) -> HttpResponse:
    """Everything public, newest first, with filters."""
    wanted = filters.Wanted(
        area=inputs.area_code(request),
        body=inputs.number(request, "body"),
        year=inputs.year(request),
        kind=inputs.choice(request, "kind", information_kinds()),
        words=inputs.words(request),
    )
    day = asof.day_of(request)
    groups = publishing.public_groups(site, day)
    editions = publishing.published_editions(
        site,
        area_code=wanted.area,
        body_id=wanted.body,
        year=wanted.year,
        kind=wanted.kind,
        words=wanted.words,
        on=day,
    )
    total = editions.count() if wanted.words else filters.count(groups, wanted)
    shown = paging.pages(total, inputs.page(request), wanted.address)
    chosen = filters.chips(groups, wanted)
    page = Page(
        title=COLUMN,
        path=reverse("portal:documents"),
        section="documents",
        shows_days=True,
        crumbs=[section_link()],
        tags=head.column_tags(
            COLUMN,
            "信息公开目录",
            f"{site.division.name}各机关公开的全部政府信息",
            "政府信息公开,主动公开,文件",
        ),
        indexed=not chosen and shown.number == 1,
    )
    context = {
        "documents": presenting.document_rows(paging.cut(editions, shown), summaries=True, on=day),
        "pages": shown,
        "selects": filters.selects(groups, wanted),
        "chips": chosen,
        "words": wanted.words,
        "everything_url": reverse("portal:documents"),
        "search_url": addresses.with_query(reverse("portal:search"), q=wanted.words),
        "nothing_yet": not groups,
        "hidden": publishing.count_hidden(site, day) if day else 0,
        "today": clock.today(),
        "path": page.path,
    }
    return rendered(request, site, page, "portal/documents.html", context)
