from __future__ import annotations

from gongkai.core.workflow import commands
from gongkai.foundation.identity.events import RightsLost
from gongkai.foundation.outbox.registry import subscribe
from gongkai.kernel.actor import Actor

KEEPER = Actor.system("审批流程")


@subscribe(RightsLost)
def release_steps(event: RightsLost) -> None:
    """What was in the hands of somebody without the right goes back to all who have it."""
    commands.release_steps(actor=KEEPER, account_id=event.account_id)
