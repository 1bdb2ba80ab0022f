"""保密审查台账: the archive of sheets, and one sheet to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.information import policies, queries
from gongkai.core.information.enums import SHEET_READERS, SecrecyConclusion, SecrecyStage
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, NavLink, TableRow, Tone
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from gongkai.core.information.models import Edition, SecrecyReview
    from gongkai.kernel.actor import Actor

COLUMNS = (
    Column("文件"), Column("单位"), Column("环节"), Column("结论"), Column("审查人"),
    Column("审查日期", "date"),
)  # fmt: skip
CSV_HEADER = (
    "文件名称", "发文字号", "单位", "拟定公开属性", "内容摘要", "拟公开方式", "拟公开范围", "拟公开时间",
    "环节", "结论", "理由和依据", "审查人", "审查时间", "备注",
)  # fmt: skip
MOST_EXPORTED = 20_000

TONES: dict[str, Tone] = {
    SecrecyConclusion.MAY_PUBLISH: "good",
    SecrecyConclusion.MAY_NOT_PUBLISH: "alarm",
    SecrecyConclusion.REFER_UPWARD: "warn",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    conclusion: str = ""
    stage: str = ""
    body: int | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None

    def address(self, page: int | None = None, *, name: str = "secrecy") -> str:
        chosen = {
            "conclusion": self.conclusion,
            "stage": self.stage,
            "body": self.body or "",
            "q": self.words,
            "since": self.since or "",
            "until": self.until or "",
            "page": page or "",
        }
        query = urlencode({key: value for key, value in chosen.items() if value})
        return f"{reverse(f'workbench:{name}')}{'?' if query else ''}{query}"

    def rows(self, actor: Actor) -> QuerySet[SecrecyReview]:
        return queries.list_sheets(
            actor,
            conclusion=self.conclusion,
            stage=self.stage,
            body_id=self.body,
            words=self.words,
            since=self.since,
            until=self.until,
        )


def _wanted(request: StaffRequest) -> Wanted:
    return Wanted(
        conclusion=inputs.choice(request, "conclusion", SecrecyConclusion.values),
        stage=inputs.choice(request, "stage", SecrecyStage.values),
        body=inputs.number(request, "body"),
        words=inputs.words(request),
        since=inputs.day(request, "since"),
        until=inputs.day(request, "until"),
    )


@require_GET
def sheets(request: StaffRequest) -> HttpResponse:
    demand(policies.may_see_sheets(request.actor))
    wanted = _wanted(request)
    found = wanted.rows(request.actor)
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, unit="条")
    context = {
        "title": "保密审查",
        "tabs": tabs(request.actor, sheets=True),
        "wanted": wanted,
        "narrowed": wanted != Wanted(),
        "conclusions": SecrecyConclusion.choices,
        "stages": SecrecyStage.choices,
        "bodies": organisations.bodies_covered(request.actor, SHEET_READERS),
        "columns": COLUMNS,
        "rows": [_row(each) for each in paging.cut(found, shown)],
        "pages": shown,
        "export_url": wanted.address(name="secrecy_export"),
    }
    return page(request, "workbench/secrecy_sheets.html", context)


@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """台账 of what the filters leave, as a table to take away."""
    demand(policies.may_see_sheets(request.actor))
    found = _wanted(request).rows(request.actor)[:MOST_EXPORTED]
    return csv_download(CSV_HEADER, _exported(found), f"保密审查台账-{clock.today().isoformat()}.csv")


@require_GET
def sheet(request: StaffRequest, edition_id: int) -> HttpResponse:
    """保密审查单 of an edition, to print on A4: the newest review, earlier ones below."""
    edition = readable_edition(request.actor, edition_id)
    entries = queries.sheet_of(edition.pk)
    if not entries:
        raise NotFound("该版本还没有保密审查记录。")
    case = entries[-1].case_id
    context = {
        "title": f"保密审查单：{edition.title}",
        "edition": edition,
        "facts": _facts(edition, entries[-1]),
        "entries": [entry for entry in entries if entry.case_id == case],
        "earlier": [entry for entry in entries if entry.case_id != case],
        "referrals": queries.referrals_of(edition.pk),
        "printed_on": clock.today(),
        "crumbs": crumbs_to(
            NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
            NavLink("保密审查单", ""),
        ),
    }
    return page(request, "workbench/secrecy_sheet.html", context)


def _row(each: SecrecyReview) -> TableRow:
    return TableRow(
        [
            Cell(each.title, url=reverse("workbench:secrecy_sheet", args=[each.edition_id])),
            Cell(each.edition.document.body.name),
            Cell(SecrecyStage(each.stage).label),
            Cell(badge=Badge(SecrecyConclusion(each.conclusion).label, TONES[each.conclusion])),
            Cell(each.reviewer, note=each.remark),
            Cell(day=clock.day_of(each.reviewed_at)),
        ]
    )


def _exported(found: Iterable[SecrecyReview]) -> Iterator[tuple[str, ...]]:
    for each in found:
        yield (
            each.title,
            each.edition.document_number,
            each.edition.document.body.name,
            each.get_openness_display(),
            each.summary,
            each.method,
            each.scope,
            each.planned_for,
            SecrecyStage(each.stage).label,
            SecrecyConclusion(each.conclusion).label,
            each.reason,
            each.reviewer,
            f"{each.reviewed_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}",
            each.remark,
        )


def _facts(edition: Edition, entry: SecrecyReview) -> list[Fact]:
    return [
        Fact("文件名称", entry.title),
        Fact("发文字号", edition.document_number or "无"),
        Fact("信息产生单位", edition.document.body.name),
        Fact("拟稿人", edition.author_name),
        Fact("拟定公开属性", entry.get_openness_display() or edition.get_openness_display()),
        Fact("内容摘要", entry.summary),
        Fact("拟公开方式", entry.method),
        Fact("拟公开范围", entry.scope),
        Fact("拟公开时间", entry.planned_for),
    ]


def tabs(actor: Actor, *, sheets: bool) -> list[NavLink]:
    """The archive, and what was referred upward with the number that waits."""
    waiting = queries.list_referrals(actor, answered=False).count()
    return [
        NavLink("审查台账", reverse("workbench:secrecy"), current=sheets),
        NavLink("报请确定", reverse("workbench:secrecy_referrals"), current=not sheets, count=waiting),
    ]


def crumbs_to(*last: NavLink) -> list[NavLink]:
    """The way to a page below 保密审查."""
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("保密审查", reverse("workbench:secrecy")),
        *last,
    ]
