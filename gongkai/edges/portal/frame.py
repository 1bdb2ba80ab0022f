"""What every page has around it: the site's name, navigation, breadcrumb and head tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, head

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

SECTIONS = (
    ("home", "首页"),
    ("documents", "政府信息公开"),
    ("library", "政策文件库"),
    ("areas", "基层政务公开"),
    ("catalogue", "公开目录"),
    ("powers", "权责清单"),
    ("log", "公开日志"),
    ("search", "检索"),
)
"""The navigation: what works, in the order in which it is printed."""

HOME = shapes.NavLink("首页", "/")


@dataclass(frozen=True, slots=True)
class Page:
    """What a view says about its page.

    `section` is the entry of the navigation that it belongs to; `path` its one address, for the canonical
    link; `tags` the head tags of its own beside those of the site.
    """

    title: str
    path: str
    section: str = ""
    crumbs: Sequence[shapes.NavLink] = ()
    tags: Sequence[head.Tag] = ()
    description: str = ""
    query: str = ""
    indexed: bool = True
    shows_days: bool = False
    """Whether the page can show how it stood on an earlier day (`?asof=`)."""
    shows_later: bool = False
    """Whether it can show what is announced for a day to come as well."""
    about_days: str = ""
    """Of a page that shows today's content and remarks what of it was there on the day: how to read it."""


def frame(request: HttpRequest, site: Site, page: Page) -> dict[str, Any]:
    """The context that the layout reads."""
    return {
        "site": site_shape(site),
        "navigation": [
            shapes.NavLink(label, reverse(f"portal:{name}"), current=name == page.section)
            for name, label in SECTIONS
        ],
        "crumbs": [HOME, *page.crumbs] if page.crumbs else (),
        "query": page.query,
        "page": page,
        "canonical": addresses.absolute(request, site, page.path),
        "tags": [*head.site_tags(request, site), *page.tags],
    }


def site_shape(site: Site) -> shapes.Site:
    owner = site.owner_body
    return shapes.Site(
        name=site.name,
        subtitle=f"{owner.name}主办",
        mark=site.division.name[:1],
        home_url=reverse("portal:home"),
        search_url=reverse("portal:search"),
        organiser=owner.name,
        telephone=owner.telephone,
        address=owner.address,
        identity_code=site.identification_code,
        icp_number=site.record_number,
        notice=site.notice,
        footer_links=(
            shapes.NavLink("公开目录", reverse("portal:catalogue")),
            shapes.NavLink("公开日志", reverse("portal:log")),
            shapes.NavLink("订阅最新公开（Atom）", reverse("portal:feed_atom")),
            shapes.NavLink("网站地图", reverse("portal:sitemap")),
        ),
    )
