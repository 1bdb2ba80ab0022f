from __future__ import annotations

from gongkai.core.responsibilities import commands
from gongkai.foundation.organisations.events import BodySucceeded
from gongkai.foundation.outbox.registry import subscribe
from gongkai.kernel.actor import Actor

CARRIER = Actor.system("职责承接")


@subscribe(BodySucceeded)
def carry_areas(event: BodySucceeded) -> None:
    """What the predecessor answered for passes to the successor."""
    commands.carry_duties(actor=CARRIER, succession_id=event.succession_id)
