from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import shapes
from gongkai.edges.portal import asof, head, presenting
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

NEWEST = 8

_ACTIONS = (
    ("按条件查", "documents", "filter", "按领域、机构、年份筛选全部信息"),
    ("查公开目录", "catalogue", "file-sheet", "哪些事项必须公开，可整本下载"),
    ("看公开日志", "log", "log", "发布、更正、撤下，逐条有记录"),
    ("订阅更新", "feed_atom", "bell", "用阅读软件接收新公开的信息"),
)


@public_page
def home(request: HttpRequest, site: Site) -> HttpResponse:
    """What is new, what can be looked up, and how much there is."""
    day = asof.day_of(request)
    overview = publishing.overview(site, day)
    place = site.division.name
    page = Page(
        title="首页",
        path=reverse("portal:home"),
        section="home",
        shows_days=True,
        description=f"{place}政府信息、26个领域公开事项和标准目录的统一公开平台。",
        tags=head.column_tags(
            "首页", "首页", f"{place}政府信息公开的首页", f"{place},政务公开,政府信息公开,基层政务公开"
        ),
    )
    return rendered(
        request,
        site,
        page,
        "portal/home.html",
        {
            "place": place,
            "newest": presenting.document_rows(publishing.newest(site, NEWEST, day), on=day),
            "areas": presenting.area_tiles(overview.areas),
            "figures": [
                shapes.Statistic("公开信息", overview.documents, "件", url=reverse("portal:documents")),
                shapes.Statistic("公开事项", overview.items, "项", url=reverse("portal:catalogue")),
                shapes.Statistic("发布机构", overview.bodies, "个"),
            ],
            "actions": [
                shapes.QuickAction(label, reverse(f"portal:{name}"), icon, note)
                for label, name, icon, note in _ACTIONS
            ],
        },
    )
