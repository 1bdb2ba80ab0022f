"""How long the public sees an edition: 公示 periods and the lifetimes of published penalties.

The period itself is chosen for the kind of document; here is only what follows from its last day.
"""

from __future__ import annotations

from datetime import date, timedelta

REMIND_DAYS = 3
"""Days before the last one on which those concerned are told; a choice of the product, no rule of law."""


def is_over(display_until: date | None, today: date) -> bool:
    """Whether the last day of display has passed; the day itself still counts."""
    return display_until is not None and display_until < today


def display_fault(display_until: date | None, on: date) -> str:
    """Why an edition cannot come out on a day: it would have to be taken down at once. Or an empty text."""
    if not is_over(display_until, on):
        return ""
    return f"公示截止日{display_until:%Y年%-m月%-d日}已过，发布后会立即下线。请退回修改截止日后再发布。"


def remind_until(today: date) -> date:
    """The latest last day of display of which those concerned are told today."""
    return today + timedelta(days=REMIND_DAYS)
