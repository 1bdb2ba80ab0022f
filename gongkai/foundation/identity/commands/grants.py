"""Giving roles and taking them away."""

from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import conflicting_roles
from gongkai.foundation.execution import command, emit, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.accounts import refuse_last_administrator
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.events import RightsLost
from gongkai.foundation.identity.models import RoleGrant
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import BASIS_LENGTH, text_fault, tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(IdentityTag.ROLE_GRANT)
def grant_role(
    *,
    actor: Actor,
    account_id: int,
    role: Role,
    body_id: int | None = None,
    division_id: int | None = None,
    basis: str = "",
) -> RoleGrant:
    """Give a role over a body, over a division and below, or (neither) over the installation.

    Raises:
        InvalidInput: both scopes are given, or the basis is too long.
        Conflict: the account is disabled, the body is closed, the account holds the role already, or may
            not hold it beside its others.
    """
    if body_id is not None and division_id is not None:
        raise InvalidInput.for_field("division_id", "角色的范围只能是一个机关或一个地区，不能两者都选。")
    basis = tidy(basis)
    InvalidInput.raise_for(basis=text_fault(basis, "依据", BASIS_LENGTH))
    account = queries.lock_account(account_id)
    require(policies.may_grant_role(actor, account, queries.place_of_scope(body_id, division_id)))
    if not account.is_active:
        raise Conflict("该账号已停用，不能授予角色。")
    if body_id is not None:
        _refuse_closed(body_id)
    clash = conflicting_roles({*queries.held_roles(account.pk), Role(role).value})
    if clash:
        raise Conflict(f"不能授予：{clash}")
    return RoleGrant.objects.create(
        account=account,
        role=Role(role),
        body_id=body_id,
        division_id=division_id,
        basis=basis,
        granted_by=actor.name,
    )


@command(IdentityTag.ROLE_REVOKE)
def revoke_role(*, actor: Actor, grant_id: int, basis: str = "") -> RoleGrant:
    """Take a role away; it has no effect from the holder's next request on.

    Raises:
        Conflict: it is revoked already, or its holder is the last administrator of the kind.
    """
    basis = tidy(basis)
    InvalidInput.raise_for(basis=text_fault(basis, "依据", BASIS_LENGTH))
    queries.lock_administrators()
    grant = queries.get_grant(grant_id)
    account = queries.lock_account(grant.account_id)
    grant.refresh_from_db(fields=["revoked_at"])
    place = queries.place_of_scope(grant.body_id, grant.division_id)
    require(policies.may_revoke_role(actor, account, place))
    if grant.revoked_at is not None:
        raise Conflict("该角色已经撤销。")
    if account.is_active:
        refuse_last_administrator(grant)
    grant.revoked_at, grant.revoked_by, grant.revoked_basis = clock.now(), actor.name, basis
    grant.save(update_fields=["revoked_at", "revoked_by", "revoked_basis"])
    emit(RightsLost(account_id=account.pk))
    return grant


def _refuse_closed(body_id: int) -> None:
    body = organisations.get_body(body_id)
    if body.closed_on is not None:
        raise Conflict(
            f"“{body.name}”已撤销，不能再授予以它为范围的角色。承接机关的角色可以办理它留下的文件。"
        )
