"""A small region to try things on, made by the same commands as a real one."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.kernel.actor import Actor, ActorKind, Grant


@dataclass
class Region:
    """省 › 市 › 县 › 镇 › 村, and a body or two in each of the lower ones."""

    province: Division
    city: Division
    county: Division
    town: Division
    village: Division
    government: PublicBody
    bureau: PublicBody
    town_government: PublicBody
    committee: PublicBody


SYSTEM = Actor.system("测试")


def person(role: Role | None = None, *, body_id: int | None = None, division_id: int | None = None) -> Actor:
    grants = (Grant(role, body_id=body_id, division_id=division_id),) if role else ()
    return Actor(account_id=1, name="某人", kind=ActorKind.PERSON, grants=grants)


def division(code: str, name: str, level: DivisionLevel, parent: Division | None = None) -> Division:
    return commands.create_division(
        actor=SYSTEM, code=code, name=name, level=level, parent_id=parent.pk if parent else None
    )


def body(place: Division, name: str, kind: BodyKind = BodyKind.DEPARTMENT, **fields: object) -> PublicBody:
    return commands.create_body(actor=SYSTEM, division_id=place.pk, name=name, kind=kind, **fields)


def region() -> Region:
    province = division("990000", "江临省", DivisionLevel.PROVINCE)
    city = division("990100", "澄州市", DivisionLevel.CITY, province)
    county = division("990123", "云溪县", DivisionLevel.COUNTY, city)
    town = division("990123003", "青石镇", DivisionLevel.TOWNSHIP, county)
    village = division("990123003201", "石桥村", DivisionLevel.VILLAGE, town)
    government = body(county, "云溪县人民政府", BodyKind.GOVERNMENT, short_name="县政府")
    bureau = body(county, "云溪县民政局", short_name="县民政局", parent_id=government.pk)
    town_government = body(town, "云溪县青石镇人民政府", BodyKind.TOWNSHIP, parent_id=government.pk)
    committee = body(village, "石桥村村民委员会", BodyKind.VILLAGE, parent_id=town_government.pk)
    return Region(province, city, county, town, village, government, bureau, town_government, committee)
