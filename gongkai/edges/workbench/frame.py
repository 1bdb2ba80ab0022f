"""What every workbench page has around it: site, person, menu with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.core.importing.enums import IMPORTERS
from gongkai.core.information.enums import (
    READERS,
    REEXAMINERS,
    RESCANNERS,
    SHEET_READERS,
    WRITERS,
)
from gongkai.core.publishing import queries as publishing
from gongkai.core.wording.enums import KEEPERS as WORD_KEEPERS
from gongkai.core.workflow.enums import INBOX, OFFICE
from gongkai.edges.components import shapes
from gongkai.edges.workbench import waiting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.deadlines.enums import WATCHERS
from gongkai.kernel.actor import Actor

_SHOWN_ROLES = 2
_OF_CATALOGUES = ("/workbench/uploads/", "/workbench/items/", "/workbench/exemptions/")


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry for holders of one of `roles` (empty: everybody)."""

    label: str
    name: str
    icon: str
    roles: frozenset[Role] = frozenset()
    counted: str = ""


_ORGANISERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.OPEN_AFFAIRS_OFFICE, Role.TOWNSHIP_CLERK})
_OPERATORS = frozenset({Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR})

MENU: Sequence[tuple[str, Sequence[Entry]]] = (
    (
        "办理",
        (
            Entry("今天要办", "home", "inbox", counted="home"),
            Entry("批量签发", "batch_signing", "check", frozenset({Role.APPROVER})),
            Entry("起草文件", "document_new", "pen", WRITERS),
            Entry("文件库", "documents", "file", READERS),
            Entry("保密审查", "secrecy", "shield", SHEET_READERS, counted="referrals"),
            Entry("定期评估", "reexaminations", "history", REEXAMINERS, counted="reexaminations"),
            Entry("文件有效性", "validities", "seal", READERS),
            Entry("文件体检", "check_up", "search", READERS),
            Entry("文本更新", "official_texts", "copy", READERS),
        ),
    ),
    (
        "目录和清单",
        (
            Entry("标准目录", "catalogues", "tree"),
            Entry("领域责任矩阵", "matrix", "swap", READERS, counted="empty_areas"),
            Entry("权责清单", "powers", "seal", READERS),
            Entry("事项梳理", "sorting_overview", "filter", READERS, counted="sortings"),
            Entry("负面清单", "negative_list", "eye-off", READERS, counted="examinations"),
        ),
    ),
    (
        "期限",
        (
            Entry("期限", "deadlines", "clock", WATCHERS),
            Entry("期限规则", "deadline_rules", "scales"),
            Entry("工作日历", "calendar", "calendar"),
        ),
    ),
    (
        "机构与账号",
        (
            Entry("机关", "bodies", "building"),
            Entry("行政区划", "divisions", "map", _ORGANISERS),
            Entry("审批流程", "routes", "swap", OFFICE),
            Entry("账号", "accounts", "users", ADMINISTRATORS, counted="locked"),
            Entry("权限一览", "permissions", "lock", ADMINISTRATORS),
        ),
    ),
    (
        "系统",
        (
            Entry("审计日志", "audit", "log", frozenset({Role.AUDIT_ADMINISTRATOR})),
            Entry("投递失败", "dead_letters", "mail", _OPERATORS, counted="dead"),
            Entry("站点设置", "sites", "gear", _OPERATORS),
            Entry("旧站迁移", "moving", "upload", IMPORTERS),
            Entry("用语词表", "word_lists", "pen", WORD_KEEPERS),
            Entry("个人信息识别规则", "guard_rules", "shield", RESCANNERS),
            Entry("界面组件", "gallery", "eye", _OPERATORS),
        ),
    ),
)


def page(
    request: StaffRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = HTTPStatus.OK,
    counts: Counter[str] | None = None,
) -> HttpResponse:
    """A whole page inside the frame. `context` may hold `title` and `crumbs`.

    Args:
        counts: as `waiting.counts` gave them, for who has asked already.
    """
    known = waiting.counts(request.actor) if counts is None else counts
    return render(request, template, {**_frame(request, known), **context}, status=status)


def card(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """A page of one card without the frame: for those who are not signed in yet."""
    return render(request, template, {"site": site_shape(request), **context}, status=status)


def fragment(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """A part of a page for htmx."""
    return render(request, template, dict(context), status=status)


def site_shape(request: HttpRequest) -> shapes.Site:
    site = publishing.site_for(request.get_host().partition(":")[0])
    name = site.name if site else "政务公开平台"
    mark = site.division.name[:1] if site else "政"
    return shapes.Site(name=name, mark=mark, home_url="/", search_url="")


def _frame(request: StaffRequest, counts: Counter[str]) -> dict[str, Any]:
    actor = request.actor
    return {
        "site": site_shape(request),
        "workbench": shapes.Workbench(
            menu=_menu(actor, request.path, counts),
            account_name=actor.name,
            role_label=role_label(actor),
            body_name=actor.body_name,
            home_url=reverse("workbench:home"),
            search_url=reverse("workbench:documents") if _sees(actor, READERS) else "",
            notices_url=reverse("workbench:notices"),
            notice_count=counts[waiting.UNREAD],
            account_url=reverse("workbench:profile"),
            sign_out_url=reverse("workbench:sign_out"),
        ),
    }


def role_label(actor: Actor) -> str:
    """The first roles held, in words."""
    held = [role.label for role in Role if role.value in actor.roles]
    more = f"等{len(held)}个角色" if len(held) > _SHOWN_ROLES else ""
    return "、".join(held[:_SHOWN_ROLES]) + more


def _menu(actor: Actor, path: str, counts: Counter[str]) -> list[shapes.MenuGroup]:
    entries = [(label, [entry for entry in group if _sees(actor, entry.roles)]) for label, group in MENU]
    addresses = {entry.name: reverse(f"workbench:{entry.name}") for _, group in entries for entry in group}
    present = _entry_of(path, addresses.values())
    return [
        shapes.MenuGroup(
            label,
            [
                shapes.NavLink(
                    entry.label,
                    addresses[entry.name],
                    current=addresses[entry.name] == present,
                    icon=entry.icon,
                    count=counts[entry.counted],
                )
                for entry in group
            ],
        )
        for label, group in entries
        if group
    ]


def _entry_of(path: str, addresses: Iterable[str]) -> str:
    """The address of the entry that a page belongs to; pages of nobody belong to none."""
    if path == reverse("workbench:home") or path.startswith(INBOX):
        return reverse("workbench:home")
    if path.startswith(_OF_CATALOGUES):
        return reverse("workbench:catalogues")
    fitting = [url for url in addresses if path.startswith(url) and url != reverse("workbench:home")]
    return max(fitting, key=len, default="")


def _sees(actor: Actor, roles: frozenset[Role]) -> bool:
    """Whether an entry is of use; what may be done behind it is decided by policies."""
    return not roles or bool(actor.roles & {role.value for role in roles})
