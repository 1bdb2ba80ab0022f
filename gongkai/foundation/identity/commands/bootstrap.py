"""The three administrators that an installation starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.execution import command, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.commands.accounts import create_account
from gongkai.foundation.identity.commands.grants import grant_role
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.models import Account
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.secret import Secret


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    username: str
    display_name: str
    password: Secret[str]
    """Temporary: changed at the first sign-in."""


@command(IdentityTag.ACCOUNT_FIRST)
def create_first_administrators(
    *, actor: Actor, body_id: int, administrators: Mapping[Role, FirstAdministrator]
) -> list[Account]:
    """Open the three administrators' accounts, each with its role over the whole installation.

    Raises:
        InvalidInput: not exactly the three roles are given, or a name or password is wrong.
        Conflict: there are administrators already, or a user name is taken.
    """
    require(policies.may_create_first_administrators(actor))
    queries.lock_administrators()
    if queries.has_administrators():
        raise Conflict("系统中已有管理员，不能再次建立首批管理员。")
    if set(administrators) != ADMINISTRATORS:
        raise InvalidInput("请同时提供系统管理员、安全管理员、审计管理员各一人。")
    accounts = []
    for role, person in administrators.items():
        account = create_account(
            actor=actor,
            username=person.username,
            display_name=person.display_name,
            body_id=body_id,
            password=person.password,
        )
        grant_role(actor=actor, account_id=account.pk, role=role, basis="系统初始化")
        accounts.append(account)
    return accounts
