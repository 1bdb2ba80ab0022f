from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, head, tables
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

COLUMN = "公开目录"

_FORMATS = (
    ("Excel 工作簿", "catalogue_workbook", "file-sheet", "每个领域一张表，可按 A3 打印"),
    ("CSV 数据表", "catalogue_csv", "download", "一行一个事项，便于统计"),
    ("JSON 数据", "catalogue_json", "download", "供程序读取"),
)


@public_page
def catalogue(request: HttpRequest, site: Site) -> HttpResponse:
    """Where the whole catalogue, or the part of one area, is taken away."""
    overview = publishing.overview(site)
    path = reverse("portal:catalogue")
    page = Page(
        title=COLUMN,
        path=path,
        section="catalogue",
        crumbs=[shapes.NavLink(COLUMN, path)],
        tags=head.column_tags(
            COLUMN, "信息公开目录", f"{_title(site)}的查阅和下载", "标准目录,公开事项,目录下载"
        ),
    )
    context = {
        "title": _title(site),
        "overview": overview,
        "columns": [
            shapes.Column("领域"),
            shapes.Column("公开事项", "number"),
            shapes.Column("已公开信息", "number"),
            shapes.Column("最近发布", "date"),
            shapes.Column("下载本领域"),
        ],
        "areas": [
            {
                "name": area.name,
                "url": addresses.area(area.code),
                "items": area.items,
                "documents": area.documents,
                "latest": area.latest,
                "workbook_url": reverse("portal:area_workbook", kwargs={"code": area.code}),
                "csv_url": reverse("portal:area_csv", kwargs={"code": area.code}),
            }
            for area in overview.areas
        ],
        "formats": [
            shapes.QuickAction(label, reverse(f"portal:{name}"), icon, note)
            for label, name, icon, note in _FORMATS
        ],
    }
    return rendered(request, site, page, "portal/catalogue.html", context)


@public_page
def workbook(request: HttpRequest, site: Site) -> HttpResponseBase:
    title = _title(site)
    return tables.catalogue_workbook(request, publishing.catalogue_items(site), title, f"{title}.xlsx")


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    base = addresses.absolute(request, site, "")
    return tables.catalogue_csv(publishing.catalogue_items(site), f"{_title(site)}.csv", base)


@public_page
def as_json(request: HttpRequest, site: Site) -> HttpResponse:
    title = _title(site)
    base = addresses.absolute(request, site, "")
    return tables.catalogue_json(publishing.catalogue_items(site), title, f"{title}.json", base)


def _title(site: Site) -> str:
    return f"{site.division.name}基层政务公开标准目录"
