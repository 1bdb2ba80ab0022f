"""Who is asking: from the session of a workbench request to `request.actor`."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode, urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from gongkai.edges.components.middleware import Refusals
from gongkai.edges.components.refusals import refusal
from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.requests import StaffRequest, wants_json
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.identity.queries import SessionState
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Denied, NotFound

Handler = Callable[[HttpRequest], HttpResponse]

OPEN_TO_ALL = ("sign_in", "second_step")
BEFORE_PASSWORD = ("password", "sign_out")
"""What a person may do whose password has to be changed first."""

BEFORE_SECOND_FACTOR = (*BEFORE_PASSWORD, "profile", "totp_begin", "totp_confirm")


def actor(get_response: Handler) -> Handler:
    """Set `request.actor`. Outside the workbench nobody is known and no session is read."""

    def answer(request: HttpRequest) -> HttpResponse:
        staff = cast("StaffRequest", request)
        staff.actor = Actor.public(sessions.address_of(request))
        if not request.path.startswith(sessions.ROOT):
            return get_response(request)
        try:
            response = _turned_away(staff) or get_response(request)
        except (OperationalError, InterfaceError) as error:
            response = cast("HttpResponse", Refusals(get_response).process_exception(request, error))
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _turned_away(request: StaffRequest) -> HttpResponse | None:
    """The answer to who may not go on, or `None` after `request.actor` is set."""
    if _is(request, OPEN_TO_ALL):
        return None
    session = sessions.current(request)
    if session is None:
        return _ask_to_sign_in(request, "")
    try:
        state = _admitted(request, session)
    except Denied as over:
        sessions.end(request, over.message)
        return _ask_to_sign_in(request, over.message)
    if state.must_change_password and not _is(request, BEFORE_PASSWORD):
        return _detour(request, "password")
    if state.must_enrol_second_factor and not _is(request, BEFORE_SECOND_FACTOR):
        return _detour(request, "profile")
    return None


def _admitted(request: StaffRequest, session: sessions.Session) -> SessionState:
    """Know the person by the session. Raises Denied with the words for the sign-in page when it is over."""
    state = identity.session_state(session.account_id, session.epoch, session.seen, session.started)
    if not state.is_valid:
        raise Denied(state.fault)
    try:
        request.actor = identity.actor_for(session.account_id, sessions.address_of(request))
    except NotFound as gone:
        raise Denied(gone.message) from gone
    sessions.touch(request, session)
    return state


def _is(request: HttpRequest, names: tuple[str, ...]) -> bool:
    return request.path in {reverse(f"workbench:{name}") for name in names}


def _ask_to_sign_in(request: StaffRequest, fault: str) -> HttpResponse:
    """A person is led to the sign-in page and back; a script is told, so that the page can say so and
    what was typed stays."""
    words = fault or "登录已过期，请重新登录。"
    if wants_json(request):
        return JsonResponse({"message": words}, status=401)
    if request.headers.get("HX-Request") == "true":
        return refusal(request, status=401, message=words)
    return HttpResponseRedirect(f"{reverse('workbench:sign_in')}?{urlencode({'next': _page(request)})}")


def _detour(request: StaffRequest, name: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(f'workbench:{name}')}?{urlencode({'next': _page(request)})}")


def _page(request: HttpRequest) -> str:
    """The page to come back to: of a form that was sent, the one it stands on."""
    if request.method in {"GET", "HEAD"}:
        return sessions.own_path(request.get_full_path())
    return sessions.own_path(urlsplit(request.headers.get("Referer", "")).path)
