"""`gongkai init-county`: a real county, empty, ready for its people."""

from __future__ import annotations

import secrets

import click
from django.db import transaction

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.publishing import commands as publishing
from gongkai.edges.cli import output
from gongkai.edges.cli.preparing import migrate_database
from gongkai.edges.cli.reference_loading import load_reference
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.kernel.actor import Actor
from gongkai.kernel.ids import ALPHABET
from gongkai.kernel.secret import Secret

INITIALISER = Actor.system("系统初始化")

_FIRST_ACCOUNTS = (
    (Role.SYSTEM_ADMINISTRATOR, "sysadmin"),
    (Role.SECURITY_ADMINISTRATOR, "secadmin"),
    (Role.AUDIT_ADMINISTRATOR, "auditadmin"),
)
_PASSWORD_LENGTH = 16


@click.command("init-county", help="开通一个县（市、区）：区划、政府、办公室、站点、空目录和三个管理员账号。")
@click.option("--name", required=True, help="县（市、区）名称，如“云溪县”。")
@click.option("--code", required=True, help="6位行政区划代码。")
@click.option("--government-uscc", default="", help="县人民政府的统一社会信用代码，可以后补。")
@click.option("--office-uscc", default="", help="县人民政府办公室的统一社会信用代码，可以后补。")
@click.option("--host", default="", help="网站域名，可以后补。")
def init_county(name: str, code: str, government_uscc: str, office_uscc: str, host: str) -> None:
    """All or nothing: a refusal leaves nothing behind and the command can be run again."""
    migrate_database()
    load_reference()
    with transaction.atomic():
        division = organisations.create_division(
            actor=INITIALISER, code=code, name=name, level=DivisionLevel.COUNTY
        )
        government = organisations.create_body(
            actor=INITIALISER,
            division_id=division.pk,
            name=f"{division.name}人民政府",
            kind=BodyKind.GOVERNMENT,
            uscc=government_uscc,
        )
        office = organisations.create_body(
            actor=INITIALISER,
            division_id=division.pk,
            name=f"{division.name}人民政府办公室",
            kind=BodyKind.DEPARTMENT,
            parent_id=government.pk,
            uscc=office_uscc,
            sort_key=1,
        )
        publishing.create_site(
            actor=INITIALISER,
            division_id=division.pk,
            owner_body_id=government.pk,
            name=f"{division.name}政务公开",
            host=host,
        )
        catalogue.create_catalogue(
            actor=INITIALISER, division_id=division.pk, title=f"{division.name}基层政务公开标准目录"
        )
        passwords = {} if identity_queries.has_administrators() else _create_administrators(office.pk)
    output.done(f"{division.name}已开通。")
    if passwords:
        output.remark("下面的初始密码只显示这一次，首次登录须修改：")
    for role, username in _FIRST_ACCOUNTS if passwords else ():
        click.echo(f"  {role.label:<8}{username:<14}{passwords[role].reveal()}")
    output.remark("接着：系统管理员在工作台新增单位和账号，安全管理员授权，政务公开办导入标准目录。")


def _create_administrators(body_id: int) -> dict[Role, Secret[str]]:
    passwords = {role: Secret(_temporary_password()) for role, _ in _FIRST_ACCOUNTS}
    identity.create_first_administrators(
        actor=INITIALISER,
        body_id=body_id,
        administrators={
            role: identity.FirstAdministrator(
                username=username, display_name=str(role.label), password=passwords[role]
            )
            for role, username in _FIRST_ACCOUNTS
        },
    )
    return passwords


def _temporary_password() -> str:
    """Random, readable aloud, and with the three kinds of characters that the rules ask for."""
    return "K7-" + "".join(secrets.choice(ALPHABET) for _ in range(_PASSWORD_LENGTH))
