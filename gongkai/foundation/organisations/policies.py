"""Who may change divisions and public bodies. Reading them is free: they are public."""

from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.enums import BodyKind
from gongkai.foundation.organisations.models import Division, PublicBody
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.kernel.place import Place

_STRUCTURE = (Role.SYSTEM_ADMINISTRATOR,)
_CONTACT = (Role.SYSTEM_ADMINISTRATOR, Role.OPEN_AFFAIRS_OFFICE)
_VILLAGE_CONTACT = (*_CONTACT, Role.TOWNSHIP_CLERK)


def may_create_division(actor: Actor, parent: Division | None) -> Decision:
    """A division without one above it concerns the whole installation."""
    place = Place(division_ids=tuple(parent.lineage)) if parent else None
    return decide(actor, _STRUCTURE, place, "新增行政区划")


def may_update_division(actor: Actor, division: Division) -> Decision:
    return decide(actor, _STRUCTURE, Place(division_ids=tuple(division.lineage)), "修改行政区划")


def may_create_body(actor: Actor, division: Division) -> Decision:
    return decide(actor, _STRUCTURE, Place(division_ids=tuple(division.lineage)), "新增机关")


def may_reorganise_body(actor: Actor, body: PublicBody) -> Decision:
    """Rename, re-hang, merge, close, or change what is registered of the body."""
    return decide(actor, _STRUCTURE, queries.place_of_body(body.pk), "调整机关设置")


def may_update_contact(actor: Actor, body: PublicBody) -> Decision:
    """The open-affairs office keeps the contact data of its area, the township also that of its villages
    (政府信息公开条例 art. 12: the guide names address, hours and telephone and is kept up to date)."""
    roles = _VILLAGE_CONTACT if body.kind == BodyKind.VILLAGE else _CONTACT
    return decide(actor, roles, queries.place_of_body(body.pk), "修改机关联系信息")
