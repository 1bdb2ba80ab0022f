"""Who keeps the deadlines of a body, who sees them, who sets limits for a division."""

from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.deadlines.enums import KEEPERS, WATCHERS
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny

_SETTERS = (Role.OPEN_AFFAIRS_OFFICE,)


def may_keep(actor: Actor, body_id: int) -> Decision:
    """Start, stop, extend and settle what a body owes."""
    return decide(actor, KEEPERS, organisations.place_of_body(body_id), "登记该单位的期限")


def may_see(actor: Actor, deadline: StandingDeadline) -> Decision:
    """Those with a business role over the body."""
    return decide(actor, WATCHERS, organisations.place_of_body(deadline.owner_body_id), "查看该单位的期限")


def may_set_limits(actor: Actor, division_id: int) -> Decision:
    """The open-affairs office of the division or of one above it."""
    return decide(actor, _SETTERS, organisations.place_of_division(division_id), "设定本地区的期限")


def may_rederive(actor: Actor) -> Decision:
    """Dates follow from facts: nobody moves one by hand."""
    return allow() if actor.kind is ActorKind.SYSTEM else deny("期限由系统按规则和日历推算，不能由个人改动。")
