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
from gongkai.edges.portal import addresses, asof, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
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
    LogAction.ENDED: "neutral",
    LogAction.VALIDITY: "info",
}

_ALWAYS = (LogAction.PUBLISHED, LogAction.CORRECTED, LogAction.WITHDRAWN)
"""What the tabs name even when nothing of it has happened yet."""

HIDDEN_TITLE = "（内容已不再展示）"
"""Of a document whose title may not be read any more; the log keeps line, number and hash."""


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

    @property
    def tells_time(self) -> bool:
        """An old site may have told the day of a publication and no more."""
        return clock.as_told(self.at) == self.at


@dataclass(frozen=True, slots=True)
class LogDay:
    day: date
    lines: Sequence[LogLine]


@public_page
def log(request: HttpRequest, site: Site) -> HttpResponse:
    """What was published, corrected, withdrawn and adjusted, day by day."""
    action, after = inputs.choice(request, "action", LogAction.values), inputs.day(request, "since")
    day = asof.day_of(request)
    counts = publishing.log_counts(site, on=day, after=after)
    total = counts.get(action, 0) if action else sum(counts.values())
    shown = paging.pages(
        total, inputs.page(request), lambda number: _address(action, after, number), size=PAGE, unit="条"
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
        indexed=not action and not after and shown.number == 1,
        shows_days=True,
    )
    entries = publishing.publication_log(site, action=action, on=day, after=after)
    context = {
        "days": _days(paging.cut(entries, shown, size=PAGE)),
        "after": after,
        "today": clock.today(),
        "path": path,
        "pages": shown,
        "tabs": [
            shapes.NavLink("全部", _address("", after), current=not action, count=sum(counts.values())),
            *(
                shapes.NavLink(
                    kind.label, _address(kind, after), current=kind == action, count=counts.get(kind, 0)
                )
                for kind in LogAction
                if counts.get(kind) or kind in _ALWAYS
            ),
        ],
        "csv_url": addresses.with_query(reverse("portal:log_csv"), action=action, since=_iso(after)),
    }
    return rendered(request, site, page, "portal/log.html", context)


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    """The log as a table, newest first."""
    action = inputs.choice(request, "action", LogAction.values)
    entries = publishing.publication_log(
        site, action=action, on=asof.day_of_file(request), after=inputs.day(request, "since")
    )[:CSV_LIMIT]
    hidden = publishing.hidden_documents(entries)
    rows = (
        (
            _when(entry.at),
            entry.get_action_display(),
            entry.title if entry.document_public_id not in hidden else HIDDEN_TITLE,
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


def _address(action: str, after: date | None, page: int | None = None) -> str:
    return addresses.with_query(reverse("portal:log"), action=action, since=_iso(after), page=page)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _days(entries: Sequence[PublicationEntry]) -> list[LogDay]:
    hidden = publishing.hidden_documents(entries)
    return [
        LogDay(day, [_line(entry, hidden) for entry in lines])
        for day, lines in groupby(entries, key=lambda entry: clock.day_of(entry.at))
    ]


def _address_of(entry: PublicationEntry) -> str:
    if entry.subject == LogSubject.CATALOGUE:
        return addresses.version(entry.document_public_id, entry.edition_number)
    return addresses.document(entry.document_public_id)


def _line(entry: PublicationEntry, hidden: Container[str]) -> LogLine:
    return LogLine(
        badge=shapes.Badge(LogAction(entry.action).label, _TONES[entry.action]),
        title=entry.title if entry.document_public_id not in hidden else HIDDEN_TITLE,
        url=_address_of(entry),
        body=entry.body_name,
        index_number=entry.index_number,
        edition_number=entry.edition_number,
        at=entry.at.astimezone(clock.CHINA),
        basis=entry.basis,
    )


def _when(at: datetime) -> str:
    """To the second, or the day alone where nobody knows more."""
    told = clock.as_told(at)
    return f"{at.astimezone(clock.CHINA):%Y-%m-%d %H:%M:%S}" if told == at else told.isoformat()
