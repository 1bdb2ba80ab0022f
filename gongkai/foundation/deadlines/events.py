from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class DeadlineMoved(Event):
    """A standing deadline fell on another day, or became certain or uncertain; `move_id` has old and new."""

    name: ClassVar[str] = "deadlines.deadline_moved"
    deadline_id: int
    move_id: int


@dataclass(frozen=True)
class RederivationWanted(Event):
    """Open deadlines after `after_id` wait to be derived anew for a cause; one event is one batch.

    `cause` has the fields of `rules.Cause`.
    """

    name: ClassVar[str] = "deadlines.rederivation_wanted"
    cause: dict[str, Any]
    after_id: int = 0
