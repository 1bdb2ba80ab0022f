"""How long a deleted draft can be restored; pure functions. The time is ours, no source asks for one."""

from __future__ import annotations

from datetime import datetime, timedelta


def purged_at(discarded_at: datetime, days: int) -> datetime:
    """The moment from which a draft is not kept any more."""
    return discarded_at + timedelta(days=days)


def may_be_purged(discarded_at: datetime | None, now: datetime, days: int) -> bool:
    return discarded_at is not None and purged_at(discarded_at, days) <= now


def days_left(discarded_at: datetime, now: datetime, days: int) -> int:
    """Whole days for which a draft can still be restored, the last one begun counting as one."""
    left = purged_at(discarded_at, days) - now
    return max(-(-left // timedelta(days=1)), 0)
