"""One's own account: password, second factor."""

from __future__ import annotations

from http import HTTPStatus

import segno
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.forms.signing_in import CodeForm, PasswordForm, RemoveSecondFactorForm
from gongkai.edges.workbench.frame import card, page
from gongkai.edges.workbench.presenting.people import grant_rows
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.identity import commands, queries
from gongkai.kernel.errors import Conflict
from gongkai.kernel.secret import Secret

_QR_SCALE = 5


def _own_id(request: StaffRequest) -> int:
    assert request.actor.account_id is not None
    return request.actor.account_id


@require_GET
def profile(request: StaffRequest) -> HttpResponse:
    return _profile(request, RemoveSecondFactorForm())


def _profile(request: StaffRequest, form: RemoveSecondFactorForm) -> HttpResponse:
    account = queries.get_account(_own_id(request))
    return page(
        request,
        "workbench/profile.html",
        {
            "title": "账号与密码",
            "account": account,
            "grants": grant_rows(queries.grants_of(account.pk)),
            "must_enrol": queries.must_enrol_second_factor(account),
            "form": form,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: StaffRequest) -> HttpResponse:
    """A card of its own: the person may have nothing else open until this is done."""
    next_path = sessions.own_path(request.POST.get("next") or request.GET.get("next") or "")
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        account = form.attempt(
            lambda: commands.change_password(
                actor=request.actor,
                current=Secret(form.cleaned_data["current"]),
                new=Secret(form.cleaned_data["new"]),
            )
        )
        if account is not None:
            sessions.go_on(request, epoch=account.session_epoch)
            messages.success(request, "密码已修改。其他地方的登录已全部退出。")
            return HttpResponseRedirect(next_path)
    account = queries.get_account(_own_id(request))
    return card(
        request,
        "workbench/password.html",
        {"form": form, "next_path": next_path, "forced": queries.must_change_password(account)},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@require_POST
def totp_begin(request: StaffRequest) -> HttpResponse:
    """Show the new key; it is neither in the session nor in an address, so going back begins anew."""
    try:
        enrolment = commands.begin_totp(actor=request.actor)
    except Conflict as error:
        messages.error(request, error.message)
        return redirect("workbench:profile")
    return _enrolment(request, CodeForm(), enrolment.secret.reveal(), enrolment.uri.reveal())


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def totp_confirm(request: StaffRequest) -> HttpResponse:
    """Bind, and show the recovery codes this one time."""
    if request.method == "GET":
        return redirect("workbench:profile")
    form = CodeForm(request.POST)
    codes = form.attempt(lambda: commands.confirm_totp(actor=request.actor, code=form.secret()))
    if codes is None:
        return _enrolment(request, form, "", "", status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return page(
        request,
        "workbench/recovery_codes.html",
        {
            "title": "恢复码",
            "crumbs": _crumbs("恢复码"),
            "codes": [code.reveal() for code in codes],
        },
    )


@sensitive_post_parameters()
@require_POST
def totp_remove(request: StaffRequest) -> HttpResponse:
    form = RemoveSecondFactorForm(request.POST)
    account = form.attempt(
        lambda: commands.remove_totp(
            actor=request.actor,
            account_id=_own_id(request),
            password=Secret(form.cleaned_data["password"]),
        )
    )
    if account is None:
        return _profile(request, form)
    sessions.go_on(request, epoch=account.session_epoch)
    messages.success(request, "已解除动态口令。其他地方的登录已全部退出。")
    return redirect("workbench:profile")


def _enrolment(
    request: StaffRequest, form: CodeForm, secret: str, uri: str, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """After a wrong code the key is not shown again: it is in the phone already, or one begins anew."""
    context = {
        "title": "绑定动态口令",
        "crumbs": _crumbs("绑定动态口令"),
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "qr": segno.make(uri, error="m").svg_data_uri(scale=_QR_SCALE, border=2) if uri else "",
    }
    return page(request, "workbench/totp.html", context, status=status)


def _crumbs(last: str) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("账号与密码", reverse("workbench:profile")),
        NavLink(last, ""),
    ]
