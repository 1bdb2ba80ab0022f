from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class ThingHappened(Event):
    name: ClassVar[str] = "test.thing_happened"
    number: int
