"""Accounts for tests, made by the same commands as real ones."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands, queries
from gongkai.foundation.identity.commands import SignIn
from gongkai.foundation.identity.models import Account, RoleGrant
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret
from tests.foundation.organisations import build as organisations
from tests.foundation.organisations.build import Region

SYSTEM = Actor.system("测试")
PASSWORD = "Mountain#Spring7"
OTHER = "River&Harvest88"


@dataclass
class Staff:
    """The three administrators of the installation, and an editor of the civil-affairs bureau."""

    region: Region
    system: Account
    security: Account
    audit: Account
    editor: Account

    def actor(self, name: str) -> Actor:
        return queries.actor_for(getattr(self, name).pk)


def account(username: str, body_id: int, *, password: str = PASSWORD, **more: object) -> Account:
    return commands.create_account(
        actor=SYSTEM,
        username=username,
        display_name=f"{username}君",
        body_id=body_id,
        password=Secret(password),
        **{"must_change_password": False, **more},
    )


def grant(holder: Account, role: Role, **scope: int) -> RoleGrant:
    return commands.grant_role(actor=SYSTEM, account_id=holder.pk, role=role, **scope)


def staff() -> Staff:
    region = organisations.region()
    names = {
        "sysadmin": Role.SYSTEM_ADMINISTRATOR,
        "secadmin": Role.SECURITY_ADMINISTRATOR,
        "auditor": Role.AUDIT_ADMINISTRATOR,
    }
    holders = [account(name, region.government.pk) for name in names]
    for holder, role in zip(holders, names.values(), strict=True):
        grant(holder, role)
    editor = account("mzj.editor", region.bureau.pk)
    grant(editor, Role.DEPARTMENT_EDITOR, body_id=region.bureau.pk)
    return Staff(region, *holders, editor)


def sign_in(
    username: str, password: str = PASSWORD, code: str | None = None, *, address: str = "10.0.0.8"
) -> SignIn:
    return commands.sign_in(
        actor=Actor.public(address),
        username=username,
        password=Secret(password),
        code=Secret(code) if code is not None else None,
    )
