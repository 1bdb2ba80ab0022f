from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.publishing import queries as publishing
from gongkai.core.responsibilities import queries as responsibilities
from gongkai.core.responsibilities.enums import Part
from gongkai.edges.components import inputs, shapes
from gongkai.edges.portal import addresses, asof, head, presenting, tables
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.views.catalogue import file_in_force
from gongkai.edges.portal.views.versions import csv_answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongkai.core.publishing.models import Site
    from gongkai.core.publishing.queries import ItemRow

NEWEST = 6


def section_link() -> shapes.NavLink:
    return shapes.NavLink("基层政务公开", reverse("portal:areas"))


@public_page
def areas(request: HttpRequest, site: Site) -> HttpResponse:
    """The areas with their figures."""
    overview = publishing.overview(site, asof.day_of(request))
    place = site.division.name
    page = Page(
        title="基层政务公开",
        path=reverse("portal:areas"),
        section="areas",
        shows_days=True,
        crumbs=[section_link()],
        tags=head.column_tags(
            "基层政务公开",
            "信息公开目录",
            f"{place}基层政务公开各领域的公开事项和已公开信息",
            "基层政务公开,公开事项,标准目录",
        ),
    )
    context = {
        "place": place,
        "overview": overview,
        "areas": presenting.area_tiles(overview.areas),
    }
    return rendered(request, site, page, "portal/areas.html", context)


@public_page
def area(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    """One area: its newest documents and its part of the standard catalogue."""
    found = catalogue.get_area(code)
    words, day = inputs.words(request), asof.day_of(request)
    rows = publishing.item_rows(site, found, words, day)
    newest = list(publishing.published_editions(site, area_code=code, on=day)[: NEWEST + 1])
    page = Page(
        title=found.name,
        path=addresses.area(code),
        section="areas",
        shows_days=True,
        crumbs=[section_link(), shapes.NavLink(found.name, addresses.area(code))],
        tags=head.column_tags(
            found.name,
            "信息公开目录",
            f"{site.division.name}{found.name}领域的公开事项、公开依据、时限、主体和已公开信息",
            ",".join((found.name, *found.aliases)),
        ),
        indexed=not words,
    )
    context = {
        "area": found,
        "words": words,
        "groups": presenting.table_groups(rows),
        "items": len(rows),
        "newest": presenting.document_rows(newest[:NEWEST], on=day),
        "more_url": addresses.documents(area=code) if len(newest) > NEWEST else "",
        "bodies": _responsible_bodies(rows),
        "owners": _owners(site, found.code, day),
        "downloads": [
            shapes.NavLink("下载本领域目录（Excel）", reverse("portal:area_workbook", kwargs={"code": code})),
            shapes.NavLink("CSV", reverse("portal:area_csv", kwargs={"code": code})),
        ],
    }
    return rendered(request, site, page, "portal/area.html", context)


def _owners(site: Site, code: str, on: date | None) -> list[shapes.Fact]:
    """责任单位 from the division's matrix, leading ones first, in a line for each part."""
    found = responsibilities.owners_of_area(code, site.division_id, on)
    return [
        shapes.Fact(f"{part.label}单位", "、".join(row.body.name for row in found if row.part == part))
        for part in Part
        if any(row.part == part for row in found)
    ]


def _responsible_bodies(rows: Iterable[ItemRow]) -> list[shapes.NavLink]:
    """Who answers for the items, those with most items first."""
    named: Counter[tuple[str, int | None]] = Counter(
        (row.item.responsible, row.item.responsible_body_id) for row in rows if row.item.responsible
    )
    return [
        shapes.NavLink(name, addresses.documents(body=body_id) if body_id else "", count=count)
        for (name, body_id), count in named.most_common()
    ]


@public_page
def area_workbook(request: HttpRequest, site: Site, code: str) -> HttpResponseBase:
    file, _ = file_in_force(request, site, catalogue.get_area(code))
    return tables.workbook(request, file)


@public_page
def area_csv(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    file, _ = file_in_force(request, site, catalogue.get_area(code))
    return csv_answer(file)
