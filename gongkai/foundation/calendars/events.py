from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class CalendarAmended(Event):
    """The working days of a year, or how sure they are, changed; `version` is the key of the new version."""

    name: ClassVar[str] = "calendars.year_amended"
    year: int
    version: int
