from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.enums import LogAction, LogSubject
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.portal import addresses, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from gongkai.core.publishing.models import PublicationEntry, Site

COLUMN = "公开日志"
PAGE = 50
CSV_LIMIT = 50_000
"""Rows of one table; beyond it office software has trouble and the reader is better served by years."""

CSV_COLUMNS = ("时间", "动作", "标题", "索引号", "版次", "发布机构", "说明", "内容校验值（SHA-256）", "网址")

_TONES: dict[str, shapes.Tone] = {
    LogAction.PUBLISHED: "good",
    LogAction.CORRECTED: "info",
    LogAction.WITHDRAWN: "warn",
    LogAction.ADJUSTED: "info",
}


@dataclass(frozen=True, slots=True)
class LogLine:
    badge: shapes.Badge
    title: str
    url: str
    body: str
    index_number: str
    edition_number: int
    at: datetime
    basis: str


@dataclass(frozen=True, slots=True)
class LogDay:
    day: date
    lines: Sequence[LogLine]


@public_page
def log(request: HttpRequest, site: Site) -> HttpResponse:
    """What was published, corrected, withdrawn and adjusted, day by day."""
    action = inputs.choice(request, "action", LogAction.values)
    counts = publishing.log_counts(site)
    total = counts.get(action, 0) if action else sum(counts.values())
    shown = paging.pages(
        total, inputs.page(request), lambda number: _address(action, number), size=PAGE, unit="条"
    )
    path = reverse("portal:log")
    page = Page(
        title=COLUMN,
        path=path,
        section="log",
        crumbs=[shapes.NavLink(COLUMN, path)],
        tags=head.column_tags(
            COLUMN,
            "数据发布",
            f"{site.division.name}政府信息发布、更正和撤下的记录",
            "公开日志,更正,撤下",
        ),
        indexed=not action and shown.number == 1,
    )
    context = {
        "days": _days(paging.cut(publishing.publication_log(site, action=action), shown, size=PAGE)),
        "pages": shown,
        "tabs": [
            shapes.NavLink("全部", _address(""), current=not action, count=sum(counts.values())),
            *(
                shapes.NavLink(kind.label, _address(kind), current=kind == action, count=counts.get(kind, 0))
                for kind in LogAction
            ),
        ],
        "csv_url": addresses.with_query(reverse("portal:log_csv"), action=action),
    }
    return rendered(request, site, page, "portal/log.html", context)


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    """The log as a table, newest first."""
    action = inputs.choice(request, "action", LogAction.values)
    entries = publishing.publication_log(site, action=action)[:CSV_LIMIT]
    rows = (
        (
            f"{entry.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M:%S}",
            entry.get_action_display(),
            entry.title,
            entry.index_number,
            str(entry.edition_number),
            entry.body_name,
            entry.basis,
            entry.content_hash,
            addresses.absolute(request, site, _address_of(entry)),
        )
        for entry in entries
    )
    return csv_download(CSV_COLUMNS, rows, f"{site.division.name}政府信息公开日志.csv")


def _address(action: str, page: int | None = None) -> str:
    return addresses.with_query(reverse("portal:log"), action=action, page=page)


def _days(entries: Iterable[PublicationEntry]) -> list[LogDay]:
    return [
        LogDay(day, [_line(entry) for entry in lines])
        for day, lines in groupby(entries, key=lambda entry: clock.day_of(entry.at))
    ]


def _address_of(entry: PublicationEntry) -> str:
    if entry.subject == LogSubject.CATALOGUE:
        return addresses.version(entry.document_public_id, entry.edition_number)
    return addresses.document(entry.document_public_id)


def _line(entry: PublicationEntry) -> LogLine:
    return LogLine(
        badge=shapes.Badge(LogAction(entry.action).label, _TONES[entry.action]),
        title=entry.title,
        url=_address_of(entry),
        body=entry.body_name,
        index_number=entry.index_number,
        edition_number=entry.edition_number,
        at=entry.at.astimezone(clock.CHINA),
        basis=entry.basis,
    )
