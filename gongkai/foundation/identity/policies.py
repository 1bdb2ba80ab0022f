"""Who may do what with accounts.

The three administrators share the work (GB/T 22239-2019 8.1.4.2 d, 8.1.7.1): the system administrator
keeps accounts, the security administrator gives rights, the audit administrator watches both.
"""

from __future__ import annotations

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.identity.models import Account
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny
from gongkai.kernel.place import Place

_KEEPER = (Role.SYSTEM_ADMINISTRATOR,)
_GUARD = (Role.SECURITY_ADMINISTRATOR,)


def may_sign_in(actor: Actor) -> Decision:
    """Anybody may try; the password decides."""
    return deny("系统任务不能登录。") if actor.kind is ActorKind.SYSTEM else allow()


def may_sign_out(actor: Actor) -> Decision:
    return _own(actor, actor.account_id, "退出")


def may_list_accounts(actor: Actor) -> Decision:
    """Holders of one of the three roles anywhere; which accounts they see depends on the scope."""
    held = {role.value for role in ADMINISTRATORS} & actor.roles
    return (
        allow() if held or actor.kind is ActorKind.SYSTEM else decide(actor, ADMINISTRATORS, None, "查看账号")
    )


def may_create_account(actor: Actor, body_id: int) -> Decision:
    return decide(actor, _KEEPER, organisations.place_of_body(body_id), "新增账号")


def may_update_account(actor: Actor, account: Account) -> Decision:
    return decide(actor, _KEEPER, _place(account), "修改账号")


def may_disable_account(actor: Actor, account: Account) -> Decision:
    return _not_self(actor, account, "停用自己的账号") & decide(actor, _KEEPER, _place(account), "停用账号")


def may_enable_account(actor: Actor, account: Account) -> Decision:
    return decide(actor, _KEEPER, _place(account), "启用账号")


def may_reset_password(actor: Actor, account: Account) -> Decision:
    refusal = _not_self(actor, account, "重置自己的密码，请使用“修改密码”")
    return refusal & decide(actor, _KEEPER, _place(account), "重置密码")


def may_change_password(actor: Actor) -> Decision:
    return _own(actor, actor.account_id, "修改密码")


def may_unlock_account(actor: Actor, account: Account) -> Decision:
    return decide(actor, _GUARD, _place(account), "解除锁定")


def may_grant_role(actor: Actor, account: Account, place: Place | None) -> Decision:
    """Within the grantor's own scope, and never to oneself."""
    return _not_self(actor, account, "变更自己的角色") & decide(actor, _GUARD, place, "授予角色")


def may_revoke_role(actor: Actor, account: Account, place: Place | None) -> Decision:
    return _not_self(actor, account, "变更自己的角色") & decide(actor, _GUARD, place, "撤销角色")


def may_enrol_second_factor(actor: Actor) -> Decision:
    return _own(actor, actor.account_id, "绑定动态口令")


def may_remove_second_factor(actor: Actor, account: Account) -> Decision:
    """One's own (with the password, as the command asks), or by the security administrator."""
    own = _own(actor, account.pk, "解除动态口令")
    return own if own.allowed else decide(actor, _GUARD, _place(account), "解除动态口令")


def may_end_sessions(actor: Actor, account: Account) -> Decision:
    own = _own(actor, account.pk, "结束会话")
    return own if own.allowed else decide(actor, (*_KEEPER, *_GUARD), _place(account), "结束会话")


def may_register_absence(actor: Actor, account: Account) -> Decision:
    """One's own, or by the security administrator: who stands in for whom is a matter of rights."""
    own = _own(actor, account.pk, "登记不在岗")
    return own if own.allowed else decide(actor, _GUARD, _place(account), "登记该账号不在岗")


def may_create_first_administrators(actor: Actor) -> Decision:
    """Only the set-up program: nobody could have been given the right yet."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return deny("首批管理员只能由安装程序建立。")


def may_skip_password_change(actor: Actor) -> Decision:
    """Only the product itself (demonstration accounts) makes accounts with a lasting password."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return deny("管理员设置的密码只能临时使用，本人首次登录后必须修改。")


def _place(account: Account) -> Place:
    return organisations.place_of_body(account.body_id)


def _own(actor: Actor, account_id: int | None, action: str) -> Decision:
    if actor.kind is ActorKind.PERSON and account_id is not None and actor.account_id == account_id:
        return allow()
    return deny(f"请先登录，再{action}。" if actor.kind is ActorKind.PUBLIC else f"只能由本人{action}。")


def _not_self(actor: Actor, account: Account, action: str) -> Decision:
    return deny(f"不能{action}。") if actor.account_id == account.pk else allow()
