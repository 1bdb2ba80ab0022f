"""Divisions, bodies, site and accounts of the demonstration county."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.publishing import commands as publishing
from gongkai.core.publishing import queries as publishing_queries
from gongkai.demonstration import Account, Body, County
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.greeting import PASSWORD
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations import queries as organisation_queries
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret

LOADER = Actor.system("载入演示数据")


@dataclass(frozen=True, slots=True)
class Keys:
    """What the files call a division or body → its key in the database."""

    divisions: dict[str, int]
    bodies: dict[str, int]


def load_structure(plan: County) -> Keys:
    divisions = _load_divisions(plan)
    bodies = _load_bodies(plan, divisions)
    if publishing_queries.site_of(divisions[plan.division_code]) is None:
        publishing.create_site(
            actor=LOADER,
            division_id=divisions[plan.division_code],
            owner_body_id=bodies[plan.site.organiser_key],
            name=plan.site.short_name,
            notice="演示站点：地名、机构、人员和文件均为虚构。",
        )
    return Keys(divisions, bodies)


def _load_divisions(plan: County) -> dict[str, int]:
    present = organisation_queries.division_ids_by_code()
    for division in plan.divisions:
        if division.code not in present:
            present[division.code] = organisations.create_division(
                actor=LOADER,
                code=division.code,
                name=division.name,
                level=DivisionLevel(division.level),
                parent_id=present[division.parent_code] if division.parent_code else None,
            ).pk
    return present


def _load_bodies(plan: County, divisions: dict[str, int]) -> dict[str, int]:
    present = organisation_queries.body_ids_by_uscc()
    keys: dict[str, int] = {}
    missing = [body for body in plan.bodies if body.uscc not in present]
    with output.progress(missing, "单位") as waiting:
        known = {body.uscc for body in plan.bodies} - {body.uscc for body in missing}
        keys.update({body.key: present[body.uscc] for body in plan.bodies if body.uscc in known})
        for body in waiting:
            keys[body.key] = _create_body(body, plan.bodies.index(body), divisions, keys)
    return keys


def _create_body(body: Body, sort_key: int, divisions: dict[str, int], keys: dict[str, int]) -> int:
    return organisations.create_body(
        actor=LOADER,
        division_id=divisions[body.division_code],
        name=body.name,
        short_name=body.short_name,
        kind=BodyKind(body.kind),
        parent_id=keys[body.parent_key] if body.parent_key else None,
        sector_parent_id=keys[body.sector_key] if body.sector_key else None,
        uscc=body.uscc,
        address=body.address,
        office_hours=body.hours,
        telephone=body.telephone,
        sort_key=sort_key,
    ).pk


def load_accounts(plan: County, keys: Keys) -> None:
    """Accounts with their roles; the password is the demonstration's and need not be changed."""
    present = identity_queries.account_ids_by_username()
    missing = [account for account in plan.accounts if account.username not in present]
    with output.progress(missing, "账号") as waiting:
        for account in waiting:
            _create_account(account, keys)


def _create_account(account: Account, keys: Keys) -> None:
    created = identity.create_account(
        actor=LOADER,
        username=account.username,
        display_name=account.name,
        body_id=keys.bodies[account.body_key],
        password=Secret(PASSWORD),
        must_change_password=False,
    )
    for grant in account.grants:
        identity.grant_role(
            actor=LOADER,
            account_id=created.pk,
            role=Role(grant.role),
            body_id=keys.bodies[grant.body_key] if grant.body_key else None,
            division_id=keys.divisions[grant.division_code] if grant.division_code else None,
            basis="演示数据",
        )
