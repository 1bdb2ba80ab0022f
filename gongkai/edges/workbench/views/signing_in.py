"""Signing in and out."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.forms.signing_in import CodeForm, SignInForm
from gongkai.edges.workbench.frame import card
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.commands import SignIn
from gongkai.foundation.identity.enums import SignInResult
from gongkai.kernel import clock


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: StaffRequest) -> HttpResponse:
    next_path = sessions.own_path(request.POST.get("next") or request.GET.get("next") or "")
    if sessions.current(request) is not None:
        return HttpResponseRedirect(next_path)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = identity.sign_in(
            actor=request.actor, username=form.text("username"), password=form.secret()
        )
        if outcome.result == SignInResult.OK:
            return _welcome(request, outcome, next_path)
        if outcome.result == SignInResult.NEEDS_SECOND_FACTOR and outcome.account_id is not None:
            step = sessions.SecondStep(outcome.account_id, outcome.session_epoch, clock.now(), next_path)
            sessions.await_second_step(request, step)
            return redirect("workbench:second_step")
        form.add_error(None, outcome.reason)
    return _answer(
        request,
        "workbench/sign_in.html",
        form,
        next_path=next_path,
        farewell="" if form.is_bound else sessions.take_farewell(request),
    )


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_step(request: StaffRequest) -> HttpResponse:
    waiting = sessions.second_step(request)
    if waiting is None:
        return redirect("workbench:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = identity.complete_sign_in(
            actor=request.actor,
            account_id=waiting.account_id,
            session_epoch=waiting.epoch,
            password_accepted_at=waiting.accepted_at,
            code=form.secret(),
        )
        if outcome.result == SignInResult.OK:
            return _welcome(request, outcome, waiting.next_path)
        form.add_error(None, outcome.reason)
    return _answer(request, "workbench/second_step.html", form)


@require_POST
def sign_out(request: StaffRequest) -> HttpResponse:
    identity.sign_out(actor=request.actor)
    sessions.end(request, "您已退出登录。")
    return redirect("workbench:sign_in")


def _welcome(request: StaffRequest, outcome: SignIn, next_path: str) -> HttpResponse:
    """Middleware leads on to what has to be done first: a new password, a second factor."""
    assert outcome.account_id is not None
    sessions.begin(request, account_id=outcome.account_id, epoch=outcome.session_epoch)
    return HttpResponseRedirect(next_path)


def _answer(
    request: StaffRequest, template: str, form: SignInForm | CodeForm, **context: str
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return card(request, template, {"form": form, **context}, status=status)
