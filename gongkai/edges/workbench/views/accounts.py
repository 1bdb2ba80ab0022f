"""Accounts: the list, one of them, a new one, roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Badge, Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.accounts import NewAccountForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.panels import Panel, reasons, with_refused
from gongkai.edges.workbench.permissions import matrix
from gongkai.edges.workbench.presenting.people import grant_rows
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.account_changes import KEEPER, panels_of, temporary_password
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.identity import commands, policies, queries
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, NotFound
from gongkai.kernel.secret import Secret

if TYPE_CHECKING:
    from gongkai.foundation.identity.models import Account

COLUMNS = (Column("姓名"), Column("用户名"), Column("单位"), Column("状态"), Column("最近登录", "date"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    words: str = ""
    role: str = ""
    state: str = ""

    def address(self, page: int | None = None) -> str:
        chosen = {"q": self.words, "role": self.role, "state": self.state, "page": page or ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{reverse('workbench:accounts')}{'?' if query else ''}{query}"


@require_GET
def accounts(request: StaffRequest) -> HttpResponse:
    demand(policies.may_list_accounts(request.actor))
    wanted = Wanted(
        words=inputs.words(request),
        role=inputs.choice(request, "role", Role.values),
        state=inputs.choice(request, "state", ("active", "disabled")),
    )
    found = queries.list_accounts(
        request.actor,
        words=wanted.words,
        role=Role(wanted.role) if wanted.role else None,
        is_active=wanted.state == "active" if wanted.state else None,
    )
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, unit="个")
    context = {
        "title": "账号",
        "wanted": wanted,
        "roles": Role.choices,
        "columns": COLUMNS,
        "rows": _rows(paging.cut(found, shown)),
        "pages": shown,
        "may_create": Role.SYSTEM_ADMINISTRATOR.value in request.actor.roles,
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/accounts_results.html", context)
    return page(request, "workbench/accounts.html", context)


@require_GET
def account(request: StaffRequest, account_id: int) -> HttpResponse:
    return _account(request, _overseen(request, account_id))


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    bodies = organisations.bodies_covered(request.actor, KEEPER)
    if Role.SYSTEM_ADMINISTRATOR.value not in request.actor.roles:
        demand(decide(request.actor, KEEPER, None, "新增账号"))
    form = NewAccountForm(
        request.POST if request.method == "POST" else None,
        bodies=[(str(pk), name) for pk, name in bodies.values_list("pk", "name")],
        initial={"body": inputs.number(request, "body")},
    )
    if form.is_bound:
        password = temporary_password()
        created = form.attempt(
            lambda: commands.create_account(
                actor=request.actor,
                username=form.text("username"),
                display_name=form.text("display_name"),
                body_id=form.cleaned_data["body"],
                password=password,
                telephone=form.text("telephone"),
            )
        )
        if created is not None:
            return _password_slip(request, created, password, is_new=True)
    context = {"title": "新增账号", "form": form, "crumbs": _crumbs("新增账号")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_account.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, account_id: int, name: str) -> HttpResponse:
    """Carry out one of the changes on the page."""
    found = _overseen(request, account_id)
    panel = next(
        (row for row in panels_of(request.actor, found, request.POST, name) if row.name == name), None
    )
    if request.method == "GET" or panel is None:
        return _to(found.pk)
    demand(panel.decision)
    if panel.form.attempt(lambda: panel.act(request.actor, found, panel.form)) is None:
        return _account(request, found, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已办理：{panel.label}。")
    return _to(found.pk)


@require_POST
def reset_password(request: StaffRequest, account_id: int) -> HttpResponse:
    """Show a temporary password this one time."""
    found = _overseen(request, account_id)
    password = temporary_password()
    commands.reset_password(actor=request.actor, account_id=found.pk, temporary=password)
    return _password_slip(request, found, password, is_new=False)


@require_POST
def revoke(request: StaffRequest, account_id: int, grant_id: int) -> HttpResponse:
    found = _overseen(request, account_id)
    if queries.get_grant(grant_id).account_id != found.pk:
        raise NotFound("没有这条授权记录。")
    try:
        commands.revoke_role(
            actor=request.actor, grant_id=grant_id, basis=request.POST.get("basis", "")[:200]
        )
    except (Denied, Conflict) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "已撤销该角色，立即生效。")
    return _to(found.pk)


@require_GET
def permissions(request: StaffRequest) -> HttpResponse:
    """Which role may do what."""
    demand(policies.may_list_accounts(request.actor))
    return page(request, "workbench/permissions.html", {"title": "权限一览", "groups": matrix()})


def _overseen(request: StaffRequest, account_id: int) -> Account:
    """The account, if the administrator's right reaches its body; else as if it did not exist."""
    demand(policies.may_list_accounts(request.actor))
    found = queries.list_accounts(request.actor).filter(pk=account_id).first()
    if found is None:
        raise NotFound("没有这个账号，或者不在您的权限范围内。")
    return found


def _account(
    request: StaffRequest, found: Account, refused: Panel | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    panels = with_refused(panels_of(request.actor, found), refused)
    may_revoke = policies.may_revoke_role(request.actor, found, organisations.place_of_body(found.body_id))
    context = {
        "title": str(found),
        "account": found,
        "badge": _state(found),
        "grants": grant_rows(queries.grants_of(found.pk, include_revoked=True)),
        "may_revoke": may_revoke,
        "may_reset": policies.may_reset_password(request.actor, found),
        "panels": panels,
        "refusals": reasons(panels),
        "crumbs": _crumbs(found.display_name),
    }
    return page(request, "workbench/account.html", context, status=status)


def _password_slip(
    request: StaffRequest, found: Account, password: Secret[str], *, is_new: bool
) -> HttpResponse:
    context = {
        "title": "临时密码",
        "account": found,
        "password": password.reveal(),
        "is_new": is_new,
        "crumbs": _crumbs("临时密码"),
    }
    return page(request, "workbench/password_slip.html", context)


def _rows(found: Iterable[Account]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(row.display_name, url=reverse("workbench:account", args=[row.pk])),
                Cell(row.username),
                Cell(row.body.name),
                Cell(badge=_state(row)),
                Cell(day=row.last_sign_in_at) if row.last_sign_in_at else Cell("从未登录"),
            ]
        )
        for row in found
    ]


def _state(found: Account) -> Badge:
    if not found.is_active:
        return Badge("已停用", "off")
    if found.locked_until is not None and found.locked_until > clock.now():
        return Badge("已锁定", "alarm")
    return Badge("在用", "good")


def _crumbs(last: str) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("账号", reverse("workbench:accounts")),
        NavLink(last, ""),
    ]


def _to(account_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:account", args=[account_id]))
