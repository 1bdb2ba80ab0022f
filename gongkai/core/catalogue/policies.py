from __future__ import annotations

from gongkai.core.catalogue.models import Catalogue
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny


def may_load_reference(actor: Actor) -> Decision:
    """Areas and the national standard come with the product and are loaded by the operator's command."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return decide(actor, {Role.SYSTEM_ADMINISTRATOR}, None, "载入国家标准目录")


def may_create_catalogue(actor: Actor, division_id: int) -> Decision:
    place = organisations.place_of_division(division_id)
    return decide(actor, {Role.OPEN_AFFAIRS_OFFICE}, place, "新建该地区的标准目录")


def may_edit_catalogue(actor: Actor, catalogue: Catalogue) -> Decision:
    """A division's catalogue is kept by its open-affairs office; the national one by nobody here (S4-1)."""
    if catalogue.division_id is None:
        return deny("国家标准目录不能在本系统修改，只能载入新版本。")
    place = organisations.place_of_division(catalogue.division_id)
    return decide(actor, {Role.OPEN_AFFAIRS_OFFICE}, place, "修改该地区的标准目录")
