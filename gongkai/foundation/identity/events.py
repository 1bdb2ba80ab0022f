from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class RightsLost(Event):
    """An account has lost a role, or was disabled: what was in that person's hands is in nobody's."""

    name: ClassVar[str] = "identity.rights_lost"
    account_id: int
