"""Accounts and roles as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations.enums import BodyKind

if TYPE_CHECKING:
    from gongkai.foundation.identity.models import RoleGrant


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role with its scope in words."""

    key: int
    role: str
    scope: str
    basis: str
    granted_by: str
    granted_at: datetime
    revoked_by: str
    revoked_at: datetime | None
    revoked_basis: str


def grant_rows(grants: Iterable[RoleGrant]) -> list[GrantRow]:
    return [
        GrantRow(
            key=grant.pk,
            role=Role(grant.role).label,
            scope=scope_of(grant),
            basis=grant.basis,
            granted_by=grant.granted_by,
            granted_at=grant.granted_at,
            revoked_by=grant.revoked_by,
            revoked_at=grant.revoked_at,
            revoked_basis=grant.revoked_basis,
        )
        for grant in grants
    ]


def scope_of(grant: RoleGrant) -> str:
    if grant.body is not None:
        is_alone = grant.body.kind == BodyKind.GOVERNMENT
        return f"{grant.body.name}本级" if is_alone else f"{grant.body.name}及其下级"
    if grant.division is not None:
        return f"{grant.division.name}及以下地区"
    return "全部地区和单位"
