"""The audit log, for audit administrators."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.operations import AuditFilterForm, VerifyForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.audit import queries as audit
from gongkai.foundation.calendars.enums import CalendarsTag
from gongkai.foundation.execution import COMMANDS
from gongkai.foundation.operations import commands, policies, queries
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.foundation.audit.models import AuditEvent

COLUMNS = (Column("时间"), Column("操作"), Column("操作人"), Column("单位"), Column("对象"))
EXPORT_HEADER = (
    "编号",
    "时间",
    "操作",
    "操作代码",
    "操作人",
    "单位",
    "地址",
    "对象类型",
    "对象编号",
    "对象",
    "内容",
)
PAGE = 50
MOST_EXPORTED = 20_000
"""Rows of one file; a longer period is taken in parts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the auditor asked for; an empty value is no choice."""

    tag: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    subject: str = ""

    def address(self, page: int | None = None, name: str = "audit") -> str:
        chosen = {
            "tag": self.tag,
            "q": self.words,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "subject": self.subject,
            "page": page or "",
        }
        query = urlencode({key: value for key, value in chosen.items() if value})
        return f"{reverse(f'workbench:{name}')}{'?' if query else ''}{query}"

    def pair(self) -> tuple[str, str] | None:
        """Type and key of the object, as they stand in the log."""
        kind, _, key = self.subject.partition(":")
        return (kind, key) if key else None


def labels() -> dict[str, str]:
    """What every deed is called, by its tag."""
    known = {tag.value: str(tag.label) for tag in CalendarsTag}
    return {**known, **{tag: command.label for tag, command in COMMANDS.items()}}


@require_GET
def events(request: StaffRequest) -> HttpResponse:
    demand(policies.may_read_audit(request.actor))
    wanted, form = _wanted(request)
    found = queries.audit_events(
        request.actor,
        tag=wanted.tag,
        words=wanted.words,
        since=wanted.since,
        until=wanted.until,
        subject=wanted.pair(),
    )
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, size=PAGE, unit="条")
    context = {
        "title": "审计日志",
        "wanted": wanted,
        "form": form,
        "columns": COLUMNS,
        "rows": _rows(paging.cut(found.defer("detail"), shown, size=PAGE)),
        "pages": shown,
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/audit_results.html", context)
    number, head = audit.head()
    context |= {
        "labels": sorted(labels().items(), key=lambda pair: pair[0]),
        "head_number": number,
        "head": head,
        "unsealed": audit.unsealed().count(),
        "export_query": wanted.address(name="audit_export"),
    }
    return page(request, "workbench/audit.html", context)


@require_GET
def event(request: StaffRequest, event_id: int) -> HttpResponse:
    demand(policies.may_read_audit(request.actor))
    found = queries.get_audit_event(request.actor, event_id)
    subject = f"{found.subject_type}:{found.subject_id}" if found.subject_id else ""
    context = {
        "title": labels().get(found.tag, found.tag),
        "event": found,
        "detail": json.dumps(found.detail, ensure_ascii=False, indent=2),
        "same_subject": Wanted(subject=subject).address() if subject else "",
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("审计日志", reverse("workbench:audit")),
            NavLink(f"第{found.pk}号", ""),
        ],
    }
    return page(request, "workbench/audit_event.html", context)


@require_http_methods(["GET", "POST"])
def verify(request: StaffRequest) -> HttpResponse:
    """Recompute the chain now, and compare it with a link noted down earlier if one is given."""
    demand(policies.may_read_audit(request.actor))
    form = VerifyForm(request.POST if request.method == "POST" else None)
    outcome = None
    if form.is_bound:
        outcome = form.attempt(
            lambda: commands.verify_audit(
                actor=request.actor,
                noted_number=form.cleaned_data["number"],
                noted_hash=form.text("hash").lower(),
            )
        )
    context = {
        "title": "核验审计日志",
        "form": form,
        "outcome": outcome,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("审计日志", reverse("workbench:audit")),
            NavLink("核验", ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/audit_verification.html", context, status=status)


@require_POST
def export(request: StaffRequest) -> HttpResponse:
    """The rows that the filters leave, as a file; that it was taken is in the log itself."""
    wanted, _ = _wanted(request)
    ids = commands.export_audit(
        actor=request.actor,
        tag=wanted.tag,
        words=wanted.words,
        since=wanted.since,
        until=wanted.until,
        most=MOST_EXPORTED,
    )
    found = queries.audit_events(request.actor).filter(pk__in=ids)
    name = f"审计日志-{clock.today().isoformat()}.csv"
    return csv_download(EXPORT_HEADER, (_exported(row) for row in found.iterator(chunk_size=2_000)), name)


def _wanted(request: StaffRequest) -> tuple[Wanted, AuditFilterForm]:
    form = AuditFilterForm(request.GET)
    form.is_valid()
    return (
        Wanted(
            tag=inputs.choice(request, "tag", labels()),
            words=inputs.words(request),
            since=form.cleaned_data.get("since"),
            until=form.cleaned_data.get("until"),
            subject=request.GET.get("subject", "")[:160],
        ),
        form,
    )


def _rows(found: Iterable[AuditEvent]) -> list[TableRow]:
    names = labels()
    return [
        TableRow(
            [
                Cell(
                    f"{row.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M:%S}",
                    url=reverse("workbench:audit_event", args=[row.pk]),
                ),
                Cell(names.get(row.tag, row.tag)),
                Cell(str(row.actor.get("name", "")), note=str(row.actor.get("address", ""))),
                Cell(str(row.actor.get("body_name", ""))),
                Cell(row.subject_label),
            ]
        )
        for row in found
    ]


def _exported(row: AuditEvent) -> tuple[str, ...]:
    return (
        str(row.pk),
        f"{row.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M:%S}",
        labels().get(row.tag, row.tag),
        row.tag,
        str(row.actor.get("name", "")),
        str(row.actor.get("body_name", "")),
        str(row.actor.get("address", "")),
        row.subject_type,
        row.subject_id,
        row.subject_label,
        json.dumps(row.detail, ensure_ascii=False),
    )
