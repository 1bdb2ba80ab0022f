"""The county itself: divisions, public bodies, accounts and the portal's identity."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gongkai.demonstration.entries import Entry, load
from gongkai.demonstration.model import (
    AREA_CODES,
    GENERAL_AREA,
    ROLES,
    Account,
    Body,
    County,
    Division,
    Grant,
    Site,
)

FILE = Path(__file__).parent / "county.toml"

_LEVELS = frozenset({"province", "city", "county", "township", "village"})
_KINDS = frozenset({"government", "department", "township", "village", "sector"})


@cache
def county() -> County:
    """The demonstration county; DemonstrationError when a key in the file leads nowhere."""
    return read(FILE)


def read(path: Path) -> County:
    """A county from a file in the format of `county.toml`."""
    root = Entry(path.name, load(path))
    divisions = tuple(_division(entry) for entry in root.tables("division"))
    bodies = tuple(_body(entry) for entry in root.tables("body"))
    accounts = tuple(_account(entry) for entry in root.tables("account"))
    site = root.table("site")
    if site is None:
        raise root.fault("缺少 site")
    result = County(
        division_code=root.text("division_code"),
        divisions=divisions,
        bodies=bodies,
        accounts=accounts,
        site=_site(site),
    )
    root.done()
    _check(result, root)
    return result


def _division(entry: Entry) -> Division:
    division = Division(
        code=entry.text("code"),
        name=entry.text("name"),
        level=entry.choice("level", _LEVELS),
        parent_code=entry.optional("parent"),
    )
    entry.done()
    return division


def _body(entry: Entry) -> Body:
    body = Body(
        key=entry.text("key"),
        name=entry.text("name"),
        short_name=entry.text("short_name"),
        uscc=entry.text("uscc"),
        kind=entry.choice("kind", _KINDS),
        division_code=entry.text("division"),
        parent_key=entry.optional("parent"),
        sector_key=entry.optional("sector"),
        address=entry.text("address"),
        hours=entry.text("hours"),
        telephone=entry.text("telephone"),
        areas=entry.texts("areas"),
    )
    entry.done()
    unknown = set(body.areas) - (AREA_CODES - {GENERAL_AREA})
    if unknown:
        raise entry.fault(f"{body.key} 有未知领域：{'、'.join(sorted(unknown))}")
    return body


def _account(entry: Entry) -> Account:
    account = Account(
        username=entry.text("username"),
        name=entry.text("name"),
        body_key=entry.text("body"),
        grants=tuple(_grant(each) for each in entry.tables("grants")),
    )
    entry.done()
    if not account.grants:
        raise entry.fault(f"{account.username} 没有角色")
    return account


def _grant(entry: Entry) -> Grant:
    grant = Grant(
        role=entry.choice("role", ROLES),
        body_key=entry.optional("body"),
        division_code=entry.optional("division"),
    )
    entry.done()
    if grant.body_key and grant.division_code:
        raise entry.fault("角色的范围不能既是机关又是区划")
    return grant


def _site(entry: Entry) -> Site:
    site = Site(
        name=entry.text("name"),
        short_name=entry.text("short_name"),
        organiser_key=entry.text("organiser"),
        operator_key=entry.text("operator"),
        identification_code=entry.text("identification_code"),
        record_number=entry.text("record_number"),
        police_record_number=entry.text("police_record_number"),
        telephone=entry.text("telephone"),
        email=entry.text("email"),
        address=entry.text("address"),
    )
    entry.done()
    return site


def _check(found: County, root: Entry) -> None:
    """Keys are unique, references lead somewhere, and parents stand before their children."""
    divisions = _unique((division.code for division in found.divisions), root)
    bodies = _unique((body.key for body in found.bodies), root)
    _unique((body.uscc for body in found.bodies), root)
    _unique((account.username for account in found.accounts), root)
    _known((found.division_code,), divisions, root)
    _parents_first(((d.code, (d.parent_code,)) for d in found.divisions), root)
    _parents_first(((b.key, (b.parent_key, b.sector_key)) for b in found.bodies), root)
    _known((body.division_code for body in found.bodies), divisions, root)
    _known((account.body_key for account in found.accounts), bodies, root)
    grants = [grant for account in found.accounts for grant in account.grants]
    _known((grant.body_key for grant in grants if grant.body_key), bodies, root)
    _known((grant.division_code for grant in grants if grant.division_code), divisions, root)
    _known((found.site.organiser_key, found.site.operator_key), bodies, root)


def _unique(keys: Iterable[str], root: Entry) -> frozenset[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise root.fault(f"“{key}”重复")
        seen.add(key)
    return frozenset(seen)


def _known(keys: Iterable[str], allowed: frozenset[str], root: Entry) -> None:
    for key in keys:
        if key not in allowed:
            raise root.fault(f"没有“{key}”")


def _parents_first(pairs: Iterable[tuple[str, tuple[str | None, ...]]], root: Entry) -> None:
    seen: set[str] = set()
    for key, parents in pairs:
        for parent in parents:
            if parent is not None and parent not in seen:
                raise root.fault(f"“{key}”的上级“{parent}”不存在或排在后面")
        seen.add(key)
