from __future__ import annotations

from gongkai.core.powers import commands
from gongkai.foundation.organisations.events import BodySucceeded
from gongkai.foundation.outbox.registry import subscribe
from gongkai.kernel.actor import Actor

CARRIER = Actor.system("职责承接")


@subscribe(BodySucceeded)
def carry_powers(event: BodySucceeded) -> None:
    """What the predecessor might do, the successor may do now."""
    commands.carry_powers(actor=CARRIER, succession_id=event.succession_id)
