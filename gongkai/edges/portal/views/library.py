"""政策文件库: what is in force, what was amended, what has ended; and how documents hang together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.information.queries import validities
from gongkai.core.information.queries.validity import history_of
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.components.validity import reason_words, standing_words, validity_badge
from gongkai.edges.portal import addresses, asof, head
from gongkai.edges.portal.answers import public_page, rendered, undated
from gongkai.edges.portal.document_header import genre_name, relation_groups, validity_panel
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.library_filters import Wanted, selects, sorts, tabs
from gongkai.edges.portal.views.document import of_site
from gongkai.edges.portal.views.feeds import NEWEST, atom_feed, entry_of
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.information.queries import ShownValidity
    from gongkai.core.publishing.models import Site

COLUMN = "政策文件库"
MOST_TAKEN = 20_000
"""So many documents go into one file; the filters make it fewer."""

SHEET = (
    SheetColumn("标题", 48), SheetColumn("发文字号", 22), SheetColumn("索引号", 28),
    SheetColumn("发布机构", 24), SheetColumn("体裁", 10), SheetColumn("主题分类", 24),
    SheetColumn("成文日期", 12), SheetColumn("发布日期", 12), SheetColumn("施行日期", 12),
    SheetColumn("有效期至", 12), SheetColumn("有效性", 10), SheetColumn("说明", 50), SheetColumn("网址", 40),
)  # fmt: skip
KEYS = (
    "title", "document_number", "index_number", "body", "genre", "subject", "written_on", "published_on",
    "effective_on", "lapses_on", "validity", "remark", "url",
)  # fmt: skip
"""Names of the columns in JSON."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the library."""

    title: str
    url: str
    number: str
    body: str
    written_on: date | None
    effective_on: date | None
    badge: shapes.Badge | None
    remark: str


@public_page
def library(request: HttpRequest, site: Site) -> HttpResponse:
    """The lists with filters and sorting."""
    wanted = Wanted.of(request)
    choices = publishing.library_choices(site, wanted.on)
    editions = wanted.documents(site)
    shown = paging.pages(editions.count(), inputs.page(request), wanted.address)
    page = Page(
        title=f"{COLUMN}：{wanted.name}",
        path=reverse("portal:library"),
        section="library",
        shows_days=True,
        crumbs=[shapes.NavLink(COLUMN, reverse("portal:library"))],
        tags=head.column_tags(
            COLUMN, "政策文件", f"{site.division.name}行政规范性文件及其有效性", "政策文件,规范性文件,有效性"
        ),
        indexed=not wanted.narrowed and shown.number == 1,
    )
    query = {name: value for name, value in wanted.query().items() if name != "sort"}
    context = {
        "wanted": wanted,
        "tabs": tabs(wanted, choices),
        "sorts": sorts(wanted),
        "selects": selects(wanted, choices),
        "rows": _rows(paging.cut(editions, shown), wanted.on),
        "pages": shown,
        "everything_url": addresses.library(list=wanted.listed),
        "files": [
            shapes.NavLink(label, addresses.with_query(reverse(f"portal:library_{name}"), **query))
            for name, label in (("workbook", "Excel"), ("csv", "CSV"), ("json", "JSON"))
        ],
        "feed_url": reverse("portal:library_feed"),
        "today": clock.today(),
        "path": page.path,
    }
    return rendered(request, site, page, "portal/library.html", context)


@public_page
def workbook(request: HttpRequest, site: Site) -> HttpResponse:
    wanted = Wanted.of_file(request)
    return sheet_download(_file_name(site, wanted), SHEET, _lines(request, site, wanted), frozen_columns=1)


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    wanted = Wanted.of_file(request)
    header = [column.heading for column in SHEET]
    return csv_download(header, _lines(request, site, wanted), f"{_file_name(site, wanted)}.csv")


@public_page
def as_json(request: HttpRequest, site: Site) -> HttpResponse:
    wanted = Wanted.of_file(request)
    content = {
        "site": site.name,
        "list": wanted.name,
        "as_of": (wanted.on or clock.today()).isoformat(),
        "documents": [dict(zip(KEYS, line, strict=True)) for line in _lines(request, site, wanted)],
    }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )


@public_page
@undated
def feed(request: HttpRequest, site: Site) -> HttpResponse:
    """The newest of the library; what has ended since says so."""
    editions = Wanted(listed="all").documents(site)[:NEWEST]
    return atom_feed(
        request,
        site,
        f"{site.name}：{COLUMN}",
        reverse("portal:library"),
        reverse("portal:library_feed"),
        [entry for edition in editions if (entry := entry_of(edition))],
    )


@public_page
def relations(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """立改废沿革 of a document: all that amended, replaced or ended each other, and its other relations.

    Raises:
        NotFound: its content may not be seen any more.
    """
    found = of_site(publishing.public_document(public_id, on=asof.day_of(request)), site)
    if found.is_hidden:
        raise NotFound("这件信息已不再公开，不能查看它的沿革。")
    standing = publishing.standing_of(found)
    path = addresses.relations(public_id)
    page = Page(
        title=f"立改废沿革：{found.edition.title}",
        path=path,
        section="library",
        shows_days=True,
        crumbs=[
            shapes.NavLink(COLUMN, reverse("portal:library")),
            shapes.NavLink("正文", addresses.document(public_id)),
            shapes.NavLink("立改废沿革", path),
        ],
        indexed=False,
    )
    context = {
        "edition": found.edition,
        "document_url": addresses.document(public_id),
        "validity": validity_panel(standing),
        "course": [
            (_row(edition, shown), edition.document_id == found.document.pk)
            for edition, shown in publishing.lineage_of(found)
        ],
        "changes": [
            (
                reason.on,
                reason_words(reason),
                addresses.document(reason.public_id) if reason.public_id else "",
            )
            for reason in history_of(found.document.pk, found.on)
        ],
        "relations": relation_groups(standing),
    }
    return rendered(request, site, page, "portal/relations.html", context)


def _rows(editions: Sequence[Edition], on: date | None) -> list[Row]:
    standing = validities([edition.document for edition in editions], on)
    return [_row(edition, standing[edition.document_id]) for edition in editions]


def _row(edition: Edition, shown: ShownValidity) -> Row:
    return Row(
        title=edition.title,
        url=addresses.document(edition.document.public_id),
        number=edition.document_number,
        body=edition.document.body.name,
        written_on=edition.written_on,
        effective_on=edition.effective_on,
        badge=validity_badge(shown),
        remark=standing_words(shown),
    )


def _lines(request: HttpRequest, site: Site, wanted: Wanted) -> list[tuple[str, ...]]:
    editions = list(wanted.documents(site)[:MOST_TAKEN])
    standing = validities([edition.document for edition in editions], wanted.on)
    return [_line(request, site, edition, standing[edition.document_id]) for edition in editions]


def _line(request: HttpRequest, site: Site, edition: Edition, shown: ShownValidity) -> tuple[str, ...]:
    document = edition.document
    return (
        edition.title,
        edition.document_number,
        document.index_number or "",
        document.body.name,
        genre_name(document.genre),
        edition.subject_category,
        _day(edition.written_on),
        _day(clock.day_of(edition.published_at) if edition.published_at else None),
        _day(edition.effective_on),
        _day(document.lapses_on),
        shown.validity.label if shown.validity else "",
        standing_words(shown),
        addresses.absolute(request, site, addresses.document(document.public_id)),
    )


def _file_name(site: Site, wanted: Wanted) -> str:
    return f"{site.division.name}{COLUMN}（{wanted.name}）"


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
