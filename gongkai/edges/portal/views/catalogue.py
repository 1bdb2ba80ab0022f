from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, asof, head, shown_version, tables
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.shown_version import ShownVersion
from gongkai.edges.portal.views.versions import csv_answer, download_links, json_answer, part_links
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.dates import in_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, PolicyArea
    from gongkai.core.publishing.models import Site
    from gongkai.edges.components.catalogue_files import CatalogueFile

COLUMN = "公开目录"


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of the catalogue with what can be taken away of it."""

    name: str
    url: str
    items: int
    documents: int
    latest: datetime | None
    downloads: Sequence[shapes.NavLink]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list of all of them."""

    label: str
    url: str
    badge: shapes.Badge
    effective_on: date | None
    change_note: str
    counts: str
    changes_url: str


@public_page
def catalogue_page(request: HttpRequest, site: Site) -> HttpResponse:
    """The catalogue that holds for the site: its version in force, or as it stood on a day (`?asof=`)."""
    version = publishing.catalogue_version(site)
    if version is None:
        return _none_yet(request, site)
    return _catalogue(request, site, version.catalogue, reverse("portal:catalogue"))


@public_page
def one_catalogue(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """A catalogue of the site's line: its own, that of a township or a village, or one above."""
    found = publishing.site_catalogue(site, public_id)
    return _catalogue(request, site, found, addresses.catalogue(public_id))


def _catalogue(request: HttpRequest, site: Site, found: Catalogue, path: str) -> HttpResponse:
    on, remark = _day_asked(request)
    past = asof.day_of(request)
    in_force = catalogue.version_in_force(found.pk)
    version = catalogue.version_in_force(found.pk, on) if on else in_force
    versions = catalogue.public_versions(found.pk)
    if version is None:
        raise NotFound(_too_early(on or clock.today(), versions))
    version.catalogue = found
    shown = ShownVersion(found, version, in_force)
    title = shown_version.title_of(found)
    own = found.division_id == site.division_id
    page = Page(
        title=COLUMN if own else title,
        path=path,
        section="catalogue",
        crumbs=[
            shapes.NavLink(COLUMN, reverse("portal:catalogue")),
            *([] if own else [shapes.NavLink(shown_version.place_of(found), path)]),
        ],
        tags=head.column_tags(COLUMN, "信息公开目录", f"{title}的查阅和下载", "标准目录,公开事项,目录下载"),
        indexed=on is None,
        shows_days=True,
        shows_later=True,
    )
    context = {
        "title": title,
        "shown": shown,
        "publisher": shown_version.publisher_of(found),
        "on": on,
        "today": clock.today(),
        "remark": remark,
        "announced": next((later for later in reversed(versions) if _is_later(later) and on is None), None),
        "announced_url": addresses.version(found.public_id, versions[0].number),
        "statistics": shown_version.relation_facts(shown),
        "upper": _upper_words(found),
        "areas": _area_rows(site, shown, past, with_documents=own and on == past),
        "with_documents": own and on == past,
        "parts": part_links(shown),
        "downloads": download_links(shown),
        "exempt_url": f"{shown.address()}#exempt",
        "versions": [_line(later, in_force, found) for later in versions],
        "below": [
            shapes.NavLink(
                shown_version.place_of(lower.catalogue),
                addresses.catalogue(lower.catalogue.public_id),
                count=lower.item_count,
            )
            for lower in (catalogue.versions_below(found.division_id) if found.division_id else [])
        ],
    }
    return rendered(request, site, page, "portal/catalogue.html", context)


def _area_rows(site: Site, shown: ShownVersion, on: date | None, *, with_documents: bool) -> list[AreaRow]:
    """The areas of a version; of the site's own in force with what is public in each."""
    counts = catalogue.area_counts(shown.catalogue.pk, shown.number)
    areas = publishing.overview(site, on).areas if with_documents else ()
    summaries = {summary.code: summary for summary in areas}
    return [
        AreaRow(
            name=area.name,
            url=addresses.area(area.code) if with_documents else shown.address("table", area=area.code),
            items=count,
            documents=summaries[area.code].documents if with_documents else 0,
            latest=summaries[area.code].latest if with_documents else None,
            downloads=[
                shapes.NavLink("目录表", shown.address("table", area=area.code)),
                *download_links(shown, area),
            ],
        )
        for area, count in counts
    ]


def _none_yet(request: HttpRequest, site: Site) -> HttpResponse:
    path = reverse("portal:catalogue")
    page = Page(title=COLUMN, path=path, section="catalogue", crumbs=[shapes.NavLink(COLUMN, path)])
    return rendered(request, site, page, "portal/catalogue_none.html", {"place": site.division.name})


def _day_asked(request: HttpRequest) -> tuple[date | None, str]:
    """The day asked for, also one to come, and what has to be said about it beside the bar."""
    asked = asof.of(request)
    if asked.later:
        words = f"{in_chinese(asked.later)}还没有到，显示的是按已公布的版本届时施行的内容，以后可能调整。"
        return asked.later, words
    return asked.day, ""


def _too_early(on: date, versions: Sequence[CatalogueVersion]) -> str:
    first = min((found.effective_on for found in versions if found.effective_on), default=None)
    since = f"第一个版本自{in_chinese(first)}起施行。" if first else ""
    return f"{in_chinese(on)}还没有施行中的目录。{since}"


def _is_later(version: CatalogueVersion) -> bool:
    return version.effective_on is not None and version.effective_on > clock.today()


def _upper_words(found: Catalogue) -> str:
    """细化自……: what stands above the catalogue, the nearest first."""
    above = catalogue.catalogues_above(found)
    return "、".join(upper.title for upper in above)


def _line(version: CatalogueVersion, in_force: CatalogueVersion | None, found: Catalogue) -> VersionLine:
    counts = (
        f"共 {version.item_count} 项",
        f"新增 {version.added_count} 项" if version.added_count else "",
        f"修改 {version.changed_count} 项" if version.changed_count else "",
        f"不再列入 {version.removed_count} 项" if version.removed_count else "",
        f"不适用 {version.exempt_count} 项" if version.exempt_count else "",
    )
    return VersionLine(
        label=str(version),
        url=addresses.version(found.public_id, version.number),
        badge=shown_version.standing(version, in_force),
        effective_on=version.effective_on,
        change_note=version.change_note,
        counts="，".join(part for part in counts if part),
        changes_url=addresses.version(found.public_id, version.number, "changes")
        if version.number > 1
        else "",
    )


@public_page
def workbook(request: HttpRequest, site: Site) -> HttpResponseBase:
    return tables.workbook(request, file_in_force(request, site)[0])


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    return csv_answer(file_in_force(request, site)[0])


@public_page
def as_json(request: HttpRequest, site: Site) -> HttpResponse:
    return json_answer(*file_in_force(request, site))


def file_in_force(
    request: HttpRequest, site: Site, area: PolicyArea | None = None
) -> tuple[CatalogueFile, CatalogueVersion]:
    """What holds for the site today, or on the day asked for, also one to come.

    Raises:
        NotFound: nothing was published by then, or what was asked for is no day.
    """
    version = publishing.catalogue_version(site, asof.day_of_file(request, shows_later=True))
    if version is None:
        raise NotFound("本地区还没有公布目录，暂时没有可以下载的内容。")
    return shown_version.file_of(request, site, version, area), version
