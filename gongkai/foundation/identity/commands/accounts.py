"""Creating, changing, disabling and unlocking accounts."""

from __future__ import annotations

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.failures import forget_failures
from gongkai.foundation.identity.commands.passwords import set_password
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.events import RightsLost
from gongkai.foundation.identity.models import Account, RoleGrant
from gongkai.foundation.identity.rules import accounts as rules
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations import rules as texts
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.secret import Secret


@command(IdentityTag.ACCOUNT_CREATE)
def create_account(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    body_id: int,
    password: Secret[str],
    telephone: str = "",
    must_change_password: bool = True,
) -> Account:
    """Open an account without any role; its holder changes the password at the first sign-in.

    Raises:
        InvalidInput: a field is wrong.
        Conflict: the user name is taken, or the body is closed.
    """
    require(policies.may_create_account(actor, body_id))
    if not must_change_password:
        require(policies.may_skip_password_change(actor))
    body = organisations.get_body(body_id)
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已撤销，不能为它新增账号。")
    account = Account(
        username=rules.tidy_username(username),
        display_name=texts.tidy(display_name),
        body_id=body_id,
        telephone=texts.tidy(telephone),
        session_epoch=0,
    )
    InvalidInput.raise_for(username=rules.username_fault(account.username), **_faults(account))
    if queries.find_account(account.username) is not None:
        raise Conflict(f"用户名“{account.username}”已被使用，请换一个。")
    account.set_unusable_password()
    account.save(force_insert=True)
    set_password(account, password, field="password", must_change=must_change_password)
    return account


@command(IdentityTag.ACCOUNT_UPDATE)
def update_account(
    *,
    actor: Actor,
    account_id: int,
    display_name: str | None = None,
    body_id: int | None = None,
    telephone: str | None = None,
) -> Account:
    """Change what is given. A person who moves to another body leaves the roles of the old one first.

    Raises:
        InvalidInput: a field is wrong.
        Conflict: roles over the present body are still held, or the new body is closed.
    """
    account = queries.lock_account(account_id)
    require(policies.may_update_account(actor, account))
    note(before={"display_name": account.display_name, "body_id": account.body_id})
    account.display_name = account.display_name if display_name is None else texts.tidy(display_name)
    account.telephone = account.telephone if telephone is None else texts.tidy(telephone)
    InvalidInput.raise_for(**_faults(account))
    if body_id is not None and body_id != account.body_id:
        require(policies.may_create_account(actor, body_id))
        _check_move(account, body_id)
        account.body_id = body_id
    account.save(update_fields=["display_name", "telephone", "body_id"])
    return account


@command(IdentityTag.ACCOUNT_DISABLE)
def disable_account(*, actor: Actor, account_id: int, basis: str = "") -> Account:
    """Nobody can sign in with the account any more, and its sessions end. Roles stay, without effect.

    Raises:
        Conflict: it is disabled already, or its holder is the last administrator of a kind.
    """
    queries.lock_administrators()
    account = queries.lock_account(account_id)
    require(policies.may_disable_account(actor, account))
    if not account.is_active:
        raise Conflict("该账号已经停用。")
    for grant in queries.grants_of(account.pk):
        refuse_last_administrator(grant)
    account.is_active = False
    account.session_epoch += 1
    account.save(update_fields=["is_active", "session_epoch"])
    emit(RightsLost(account_id=account.pk))
    return account


@command(IdentityTag.ACCOUNT_ENABLE)
def enable_account(*, actor: Actor, account_id: int) -> Account:
    """Raises Conflict when the account is in use already."""
    account = queries.lock_account(account_id)
    require(policies.may_enable_account(actor, account))
    if account.is_active:
        raise Conflict("该账号正在使用，无需启用。")
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


@command(IdentityTag.ACCOUNT_UNLOCK)
def unlock_account(*, actor: Actor, account_id: int) -> Account:
    """Lift the lock before its time and forget the failures."""
    account = queries.lock_account(account_id)
    require(policies.may_unlock_account(actor, account))
    forget_failures(account)
    return account


def refuse_last_administrator(grant: RoleGrant) -> None:
    """Raises Conflict when the installation would be left without one of its administrators."""
    if grant.role in ADMINISTRATORS and queries.is_last_holder(grant):
        raise Conflict(f"这是最后一名{Role(grant.role).label}，请先授予另一人该角色。")


def _faults(account: Account) -> dict[str, str]:
    return {
        "display_name": texts.name_fault(account.display_name, "姓名", rules.DISPLAY_NAME_LENGTH),
        "telephone": texts.telephone_fault(account.telephone),
    }


def _check_move(account: Account, body_id: int) -> None:
    body = organisations.get_body(body_id)
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已撤销，不能把账号调入。")
    left = queries.grants_of(account.pk).filter(body_id=account.body_id).first()
    if left is not None:
        raise Conflict(
            f"该账号在原单位仍有“{Role(left.role).label}”等角色，请先由安全管理员撤销，再调整所在单位。"
        )
