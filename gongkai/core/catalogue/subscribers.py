from __future__ import annotations

from gongkai.core.catalogue import commands
from gongkai.core.catalogue.events import StandardRegistered
from gongkai.foundation.outbox.registry import subscribe


@subscribe(StandardRegistered)
def tell_followers(event: StandardRegistered) -> None:
    """Whoever keeps a catalogue below learns that there is a standard to follow."""
    commands.tell_followers(event.standard_id)
