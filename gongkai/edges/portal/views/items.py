from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.portal import addresses, asof, head, item_course, presenting
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.views.areas import section_link
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.catalogue.queries import PublicItem
    from gongkai.core.publishing.models import Site


@public_page
def item(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """One item: its elements, then what has been published under it, here and in the layers below."""
    day = asof.day_of(request)
    public = _item_on(site, public_id, day)
    found = public.row
    editions = publishing.published_editions(site, item_id=found.item_id, on=day)
    path = addresses.item(public_id)
    shown = paging.pages(
        editions.count(), inputs.page(request), lambda number: addresses.with_query(path, page=number)
    )
    page = Page(
        title=found.name,
        path=path,
        section="areas",
        shows_days=True,
        crumbs=[
            section_link(),
            shapes.NavLink(found.area.name, addresses.area(found.area_id)),
            shapes.NavLink(found.name, path),
        ],
        tags=head.column_tags(
            found.name,
            "信息公开目录",
            f"{found.area.name}领域公开事项“{found}”的公开要素和已公开信息",
            ",".join(part for part in (found.area.name, found.level1, found.level2) if part),
        ),
    )
    context = {
        "item": found,
        "is_in_force": public.is_in_force,
        "kicker": " › ".join(part for part in (found.area.name, found.level2 and found.level1) if part),
        "facts": [*presenting.item_facts(found), *item_course.layer_facts(found)],
        "standard": catalogue.content_standard_for(found.item_id),
        "history": item_course.history(found, day),
        "documents": presenting.document_rows(paging.cut(editions, shown), summaries=True, on=day),
        "pages": shown,
        "empty_reason": _why_empty(found),
        "area_url": addresses.area(found.area_id),
    }
    return rendered(request, site, page, "portal/item.html", context)


def _item_on(site: Site, public_id: str, on: date | None) -> PublicItem:
    """Raises NotFound: no such item; or it was in no version in force by that day, which is said."""
    try:
        return publishing.catalogue_item(site, public_id, on)
    except NotFound:
        if on is None:
            raise
        publishing.catalogue_item(site, public_id)
        raise NotFound("该事项在所选的日期还没有列入目录。") from None


def _why_empty(item: ItemRevision) -> str:
    who = f"该事项由{item.responsible}负责公开" if item.responsible else "目录没有载明该事项的公开主体"
    when = f"公开时限为“{item.time_limit}”" if item.time_limit else "目录没有载明公开时限"
    return f"{who}，{when}。目前还没有可以公开的信息，发布后会列在这里。"
