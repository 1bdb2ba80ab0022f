"""How long something has been waiting, as a lamp."""

from __future__ import annotations

from datetime import datetime

from gongkai.edges.components.shapes import Badge, Tone
from gongkai.kernel import clock

_SLOW_DAYS, _LATE_DAYS = 3, 7
"""When the lamp of a waiting matter changes. Working practice, no legal limit."""


def waited(since: datetime | None) -> Badge:
    """How long something has been waiting, as a lamp."""
    days = (clock.today() - clock.day_of(since)).days if since else 0
    tone: Tone = "alarm" if days >= _LATE_DAYS else "warn" if days >= _SLOW_DAYS else "good"
    return Badge("今天送达" if days == 0 else f"已等 {days} 天", tone)
