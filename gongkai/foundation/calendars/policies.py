"""Who may load a working-day calendar. It holds for the whole installation."""

from __future__ import annotations

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision


def may_load_year(actor: Actor) -> Decision:
    return decide(actor, (Role.SYSTEM_ADMINISTRATOR,), None, "载入工作日历")
