"""What the workbench keeps in a session, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.kernel import clock

ROOT = "/workbench/"

_ACCOUNT, _EPOCH, _STARTED, _SEEN = "account", "epoch", "started", "seen"
_SECOND_STEP, _FAREWELL = "second_step", "farewell"
_SEEN_EVERY = timedelta(minutes=1)
"""The last moment of use is written once a minute at most: a write for every click would cost more than
it says, and the idle limit is counted in tens of minutes."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and since when."""

    account_id: int
    epoch: int
    started: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A password was right; the one-time code is still to come."""

    account_id: int
    epoch: int
    accepted_at: datetime
    next_path: str


def current(request: HttpRequest) -> Session | None:
    data = request.session
    if _ACCOUNT not in data:
        return None
    return Session(
        account_id=data[_ACCOUNT],
        epoch=data[_EPOCH],
        started=datetime.fromisoformat(data[_STARTED]),
        seen=datetime.fromisoformat(data[_SEEN]),
    )


def begin(request: HttpRequest, *, account_id: int, epoch: int) -> None:
    """A session under a new key: whoever knew the old one has nothing."""
    request.session.flush()
    now = clock.now().isoformat()
    request.session.update({_ACCOUNT: account_id, _EPOCH: epoch, _STARTED: now, _SEEN: now})
    rotate_token(request)


def go_on(request: HttpRequest, *, epoch: int) -> None:
    """Keep this session when a change of password or second factor has ended all others."""
    request.session.cycle_key()
    request.session[_EPOCH] = epoch


def touch(request: HttpRequest, session: Session) -> None:
    now = clock.now()
    if now - session.seen >= _SEEN_EVERY:
        request.session[_SEEN] = now.isoformat()


def end(request: HttpRequest, farewell: str = "") -> None:
    """Forget everything; `farewell` is told on the sign-in page."""
    request.session.flush()
    if farewell:
        request.session[_FAREWELL] = farewell


def take_farewell(request: HttpRequest) -> str:
    return str(request.session.pop(_FAREWELL, "")) if _FAREWELL in request.session else ""


def await_second_step(request: HttpRequest, step: SecondStep) -> None:
    request.session.flush()
    request.session[_SECOND_STEP] = {
        "account": step.account_id,
        "epoch": step.epoch,
        "at": step.accepted_at.isoformat(),
        "next": step.next_path,
    }


def second_step(request: HttpRequest) -> SecondStep | None:
    data = request.session.get(_SECOND_STEP)
    if data is None:
        return None
    return SecondStep(data["account"], data["epoch"], datetime.fromisoformat(data["at"]), data["next"])


def own_path(path: str, default: str = ROOT) -> str:
    """`path` if it lies in the workbench, else `default`: nobody is led elsewhere by a crafted link."""
    is_here = path.startswith(ROOT) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_here else default


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as far as it can be believed."""
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return str(request.META.get("REMOTE_ADDR", ""))
