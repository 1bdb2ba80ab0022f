from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny


def may_run_site(actor: Actor, division_id: int) -> Decision:
    place = organisations.place_of_division(division_id)
    return decide(actor, {Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR}, place, "管理该地区的站点")


def may_write_log(actor: Actor) -> Decision:
    """The log is written by the product itself, from what was really published."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("发布日志由系统自动登记，不能人工填写。")
