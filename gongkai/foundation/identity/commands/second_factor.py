"""Binding an authenticator, and unbinding it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.failures import WrongPassword, check_own_password, settled
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.models import Account, RecoveryCode
from gongkai.foundation.identity.models.sealing import seal, unseal
from gongkai.foundation.identity.rules import second_factor as rules
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.secret import Secret

_FIELDS = ["totp_secret", "totp_confirmed_at", "last_totp_step"]


@dataclass(frozen=True, slots=True)
class TotpEnrolment:
    """Shown once: the key for typing, and the address for the QR code."""

    secret: Secret[str]
    uri: Secret[str]


@command(IdentityTag.SECOND_FACTOR_BEGIN)
def begin_totp(*, actor: Actor) -> TotpEnrolment:
    """Make a new key for one's own account; it counts only once `confirm_totp` saw a code.

    Raises:
        Conflict: an authenticator is bound already.
    """
    require(policies.may_enrol_second_factor(actor))
    account = queries.lock_account(actor.account_id or 0)
    note(subject=account)
    if account.has_second_factor:
        raise Conflict("已绑定动态口令。更换手机前请先解除原来的绑定。")
    secret = Secret(rules.new_secret())
    account.totp_secret = seal(secret)
    account.save(update_fields=["totp_secret"])
    return TotpEnrolment(secret=secret, uri=Secret(rules.enrolment_uri(secret.reveal(), account.username)))


@command(IdentityTag.SECOND_FACTOR_CONFIRM)
def confirm_totp(*, actor: Actor, code: Secret[str]) -> list[Secret[str]]:
    """Bind the authenticator by its first code; returns the recovery codes, which are shown once.

    Raises:
        Conflict: nothing was begun, or an authenticator is bound already.
        InvalidInput: the code does not fit.
    """
    require(policies.may_enrol_second_factor(actor))
    account = queries.lock_account(actor.account_id or 0)
    note(subject=account)
    if account.has_second_factor:
        raise Conflict("已绑定动态口令，无需再次确认。")
    if not account.totp_secret:
        raise Conflict("请先开始绑定，再输入动态口令。")
    step = rules.matching_step(unseal(account.totp_secret).reveal(), code.reveal(), clock.now(), None)
    if step is None:
        raise InvalidInput.for_field(
            "code", "动态口令不正确。请核对手机时间是否准确，并输入当前显示的6位数字。"
        )
    account.totp_confirmed_at, account.last_totp_step = clock.now(), step
    account.save(update_fields=_FIELDS)
    codes = rules.new_recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, hash=rules.recovery_hash(recovery)) for recovery in codes
    )
    return [Secret(recovery) for recovery in codes]


def remove_totp(*, actor: Actor, account_id: int, password: Secret[str] | None = None) -> Account:
    """Unbind the authenticator and drop its recovery codes; all sessions of the account end.

    Args:
        password: asked of the holder; the security administrator needs none.

    Raises:
        InvalidInput: the holder's password is missing or wrong, which counts like a failed sign-in, or the
            account is locked.
        Conflict: none is bound.
    """
    return settled(_remove_totp(actor=actor, account_id=account_id, password=password))


@command(IdentityTag.SECOND_FACTOR_REMOVE)
def _remove_totp(
    *, actor: Actor, account_id: int, password: Secret[str] | None = None
) -> Account | WrongPassword:
    account = queries.lock_account(account_id)
    require(policies.may_remove_second_factor(actor, account))
    if not account.totp_secret:
        raise Conflict("该账号没有绑定动态口令。")
    if actor.account_id == account.pk:
        wrong = check_own_password(account, password or Secret(""), "password")
        if wrong is not None:
            return wrong
    account.totp_secret, account.totp_confirmed_at, account.last_totp_step = "", None, None
    account.session_epoch += 1
    account.save(update_fields=[*_FIELDS, "session_epoch"])
    RecoveryCode.objects.filter(account=account).delete()
    return account
