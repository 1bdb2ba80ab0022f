"""Setting passwords: the first, a temporary, one's own."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password

from gongkai.foundation.execution import command, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.failures import WrongPassword, check_own_password, settled
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.models import Account, FormerPassword
from gongkai.foundation.identity.rules.passwords import REMEMBERED, password_fault
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.kernel.secret import Secret


@command(IdentityTag.PASSWORD_RESET)
def reset_password(*, actor: Actor, account_id: int, temporary: Secret[str]) -> Account:
    """Give the account a temporary password, which its holder must change at the next sign-in.

    All sessions of the account end. A lock stays: lifting it is the security administrator's.

    Raises:
        InvalidInput: the password does not follow the rules, or was used lately.
    """
    account = queries.lock_account(account_id)
    require(policies.may_reset_password(actor, account))
    set_password(account, temporary, field="temporary", must_change=True)
    return account


def change_password(*, actor: Actor, current: Secret[str], new: Secret[str]) -> Account:
    """Change one's own password. All sessions end; the edge continues the present one with the new epoch.

    Raises:
        InvalidInput: the present password is wrong, which counts like a failed sign-in, or the account is
            locked, or the new password does not follow the rules.
    """
    return settled(_change_password(actor=actor, current=current, new=new))


@command(IdentityTag.PASSWORD_CHANGE)
def _change_password(*, actor: Actor, current: Secret[str], new: Secret[str]) -> Account | WrongPassword:
    require(policies.may_change_password(actor))
    account = queries.lock_account(actor.account_id or 0)
    wrong = check_own_password(account, current, "current")
    if wrong is not None:
        return wrong
    set_password(account, new, field="new", must_change=False)
    return account


def set_password(account: Account, password: Secret[str], *, field: str, must_change: bool) -> None:
    """Check, hash, save and remember the password; every session of the account ends.

    Raises:
        InvalidInput: beside `field`.
    """
    fault = password_fault(password.reveal(), account.username) or _reuse_fault(account, password)
    InvalidInput.raise_for(**{field: fault})
    account.set_password(password.reveal())
    account.must_change_password = must_change
    account.password_changed_at = clock.now()
    account.session_epoch += 1
    account.save(update_fields=["password", "must_change_password", "password_changed_at", "session_epoch"])
    FormerPassword.objects.create(account=account, hash=account.password)
    kept = FormerPassword.objects.filter(account=account).order_by("-id").values("pk")[:REMEMBERED]
    FormerPassword.objects.filter(account=account).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()


def _reuse_fault(account: Account, password: Secret[str]) -> str:
    formers = FormerPassword.objects.filter(account=account).order_by("-id")[:REMEMBERED]
    if any(check_password(password.reveal(), former.hash) for former in formers):
        return f"不能使用最近{REMEMBERED}次用过的密码。"
    return ""
