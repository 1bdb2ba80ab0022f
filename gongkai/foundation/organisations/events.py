from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class BodySucceeded(Event):
    """One body continues powers of another: by a merger, or as written down by `record_succession`."""

    name: ClassVar[str] = "organisations.body_succeeded"
    succession_id: int
