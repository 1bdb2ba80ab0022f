"""When a failed delivery is tried again."""

from __future__ import annotations

from datetime import timedelta

MAX_ATTEMPTS = 10
"""With the back-off below the last attempt comes about 8 hours after the first."""

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=2)


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after `attempts` failures; `None` when it is time to give up and call a person."""
    if attempts >= MAX_ATTEMPTS:
        return None
    factor: int = 3 ** (attempts - 1)
    return min(FIRST_DELAY * factor, LONGEST_DELAY)
