"""Signing in and out.

A refused sign-in is an outcome and not an error, see `failures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.failures import count_address, count_failure, forget_failures
from gongkai.foundation.identity.enums import IdentityTag, SignInCause, SignInResult
from gongkai.foundation.identity.models import Account, RecoveryCode
from gongkai.foundation.identity.models.sealing import unseal
from gongkai.foundation.identity.rules import second_factor
from gongkai.foundation.identity.rules import sign_in as rules
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret


@dataclass(frozen=True, slots=True)
class SignIn:
    """How an attempt ended. A session may be opened only when `result` is OK."""

    result: SignInResult
    reason: str = ""
    account_id: int | None = None
    session_epoch: int = 0
    must_change_password: bool = False
    must_enrol_second_factor: bool = False


@command(IdentityTag.SESSION_SIGN_IN)
def sign_in(*, actor: Actor, username: str, password: Secret[str], code: Secret[str] | None = None) -> SignIn:
    """Try a user name and a password, and the second factor where one is bound.

    Args:
        actor: `Actor.public(address)`; the address goes into the audit row.
        code: a one-time password or a recovery code. Without it an account with a second factor
            gets NEEDS_SECOND_FACTOR, and the edge goes on with `complete_sign_in`.
    """
    require(policies.may_sign_in(actor))
    seen = queries.find_account(username)
    note(subject=seen)
    if seen is None:
        note(username=rules.unknown_name(username))
    if queries.is_address_blocked(actor.address):
        return _blocked()
    matches = _password_matches(seen, password)
    if seen is None:
        return _refused(actor, SignInCause.UNKNOWN_NAME)
    account = queries.lock_account(seen.pk)
    cause = _barrier(account)
    if cause is not SignInCause.NONE:
        return _refused(actor, cause)
    if not matches or account.password != seen.password:
        return _failed(actor, account, SignInCause.WRONG_PASSWORD)
    if account.has_second_factor and not code:
        note(result=SignInResult.NEEDS_SECOND_FACTOR)
        return SignIn(
            SignInResult.NEEDS_SECOND_FACTOR,
            reason="请输入手机上显示的6位动态口令，或者一个恢复码。",
            account_id=account.pk,
            session_epoch=account.session_epoch,
        )
    return _finish(actor, account, code)


@command(IdentityTag.SESSION_SECOND_STEP)
def complete_sign_in(
    *, actor: Actor, account_id: int, session_epoch: int, password_accepted_at: datetime, code: Secret[str]
) -> SignIn:
    """The second step, after `sign_in` answered NEEDS_SECOND_FACTOR.

    Args:
        account_id, session_epoch: from that answer, kept on the server and never by the browser.
        password_accepted_at: when that answer was given; the step must follow within five minutes.
    """
    require(policies.may_sign_in(actor))
    account = queries.lock_account(account_id)
    note(subject=account)
    if queries.is_address_blocked(actor.address):
        return _blocked()
    cause = _barrier(account)
    if cause is not SignInCause.NONE:
        return _refused(actor, cause)
    is_late = clock.now() - password_accepted_at >= rules.SECOND_STEP
    if is_late or account.session_epoch != session_epoch:
        return _answer(SignInCause.STALE, "验证已超时，请重新输入用户名和密码。")
    return _finish(actor, account, code)


@command(IdentityTag.SESSION_SIGN_OUT)
def sign_out(*, actor: Actor) -> Account:
    """Leave a trace of the end of a session; the edge drops the session itself."""
    require(policies.may_sign_out(actor))
    return queries.get_account(actor.account_id or 0)


@command(IdentityTag.SESSION_END_ALL)
def end_sessions(*, actor: Actor, account_id: int) -> Account:
    """End every session of an account at its next request."""
    account = queries.lock_account(account_id)
    require(policies.may_end_sessions(actor, account))
    account.session_epoch += 1
    account.save(update_fields=["session_epoch"])
    return account


def _password_matches(account: Account | None, password: Secret[str]) -> bool:
    """Compute the slow hash before the row is locked, and for unknown names as well: attempts do not
    queue up holding connections, and the time taken does not tell whether a name exists."""
    if account is None:
        make_password(password.reveal())
        return False
    return account.check_password(password.reveal())


def _barrier(account: Account) -> SignInCause:
    """What refuses the attempt whatever was typed. Attempts at a locked account are not counted again."""
    if not account.is_active:
        return SignInCause.DISABLED
    if rules.is_locked(account.locked_until, clock.now()):
        return SignInCause.LOCKED
    return SignInCause.NONE


def _finish(actor: Actor, account: Account, code: Secret[str] | None) -> SignIn:
    if account.has_second_factor and not _second_factor_passes(account, code.reveal() if code else ""):
        return _failed(
            actor, account, SignInCause.WRONG_CODE, "动态口令不正确或已经用过，请输入新的动态口令。"
        )
    forget_failures(account)
    account.last_sign_in_at = clock.now()
    account.save(update_fields=["last_sign_in_at", "last_totp_step"])
    note(result=SignInResult.OK)
    return SignIn(
        SignInResult.OK,
        account_id=account.pk,
        session_epoch=account.session_epoch,
        must_change_password=queries.must_change_password(account),
        must_enrol_second_factor=queries.must_enrol_second_factor(account),
    )


def _second_factor_passes(account: Account, code: str) -> bool:
    secret = unseal(account.totp_secret)
    step = second_factor.matching_step(secret.reveal(), code, clock.now(), account.last_totp_step)
    if step is not None:
        account.last_totp_step = step
        return True
    spent = RecoveryCode.objects.filter(
        account=account, hash=second_factor.recovery_hash(code), used_at__isnull=True
    ).update(used_at=clock.now())
    if spent:
        left = RecoveryCode.objects.filter(account=account, used_at__isnull=True).count()
        note(recovery_codes_left=left)
    return bool(spent)


def _failed(actor: Actor, account: Account, cause: SignInCause, reason: str = "") -> SignIn:
    count_failure(account)
    return _refused(actor, cause, reason)


def _refused(actor: Actor, cause: SignInCause, reason: str = "") -> SignIn:
    count_address(actor.address)
    return _answer(cause, reason or rules.refusal(queries.limits()))


def _blocked() -> SignIn:
    """Before the slow hash, and not counted again."""
    return _answer(SignInCause.BLOCKED_ADDRESS, rules.address_refusal(queries.limits()))


def _answer(cause: SignInCause, reason: str) -> SignIn:
    note(result=SignInResult.REFUSED, cause=cause)
    return SignIn(SignInResult.REFUSED, reason=reason)
