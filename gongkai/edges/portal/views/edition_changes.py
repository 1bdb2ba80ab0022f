"""版本比较: what an edition of a document changed against an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from gongkai.core.information import queries as information
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import edition_changes, inputs, paging, shapes
from gongkai.edges.portal import addresses, asof
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.views.document import of_site
from gongkai.edges.portal.views.documents import section_link
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.publishing.models import Site


@public_page
def changes(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """Against the edition before, or against the one named by `?from=`."""
    before = inputs.number(request, "from")
    old, new = publishing.two_editions(public_id, number, before, asof.day_of(request))
    of_site(new, site)
    if new.is_hidden:
        raise NotFound("这件信息已不再公开，各版本的内容不再展示。")
    difference = information.edition_difference(old.edition, new.edition)

    def address(page: int | None = None) -> str:
        return addresses.edition_changes(public_id, number, before, page)

    shown = paging.pages(
        len(difference.lines), inputs.page(request), address, size=edition_changes.LINES, unit="处"
    )
    first = (shown.number - 1) * edition_changes.LINES
    lines = difference.lines[first : first + edition_changes.LINES]
    present = addresses.document(public_id)
    page = Page(
        title=f"第{number}版的变化 - {new.edition.title}",
        path=addresses.edition_changes(public_id, number),
        section="documents",
        crumbs=[
            section_link(),
            shapes.NavLink("正文", present),
            shapes.NavLink("版本比较", addresses.edition_changes(public_id, number)),
        ],
        indexed=False,
        shows_days=True,
    )
    context = {
        "kicker": new.edition.title,
        "heading": f"第{old.edition.number}版与第{number}版比较",
        "lead": f"{_published(old.edition)}；{_published(new.edition)}。",
        "note": new.edition.change_note,
        "changes": edition_changes.changes(difference, lines),
        "pages": shown,
        "present_url": present,
        "others": _others(new, old.edition.number),
    }
    return rendered(request, site, page, "portal/edition_changes.html", context)


def _published(edition: Edition) -> str:
    moment = edition.published_at
    on = f"{moment.astimezone(clock.CHINA):%Y年%-m月%-d日}" if moment else ""
    return f"第{edition.number}版，{on}公开"


def _others(new: publishing.PublicDocument, before: int) -> list[shapes.NavLink]:
    """The other editions with which this one can be compared."""
    return [
        shapes.NavLink(
            f"与第{version.number}版比较",
            addresses.edition_changes(new.document.public_id, new.edition.number, version.number),
        )
        for version in new.versions
        if version.number not in (before, new.edition.number)
    ]
