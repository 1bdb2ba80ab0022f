"""The one source of time, so that tests can hold it still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
"""Legal days are days in China, wherever the server stands."""

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present day in China."""
    return now().astimezone(CHINA).date()


def day_of(moment: datetime) -> date:
    """The day in China on which `moment` (aware) falls."""
    return moment.astimezone(CHINA).date()


def end_of(day: date) -> datetime:
    """The moment at which `day` is over in China: the first of the next day, in UTC.

    The last day that there is ends with the last moment that there is.
    """
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), CHINA).astimezone(UTC)


def as_told(moment: datetime) -> date | datetime:
    """The moment, or its day alone where it is the very first of that day in China: so is kept what came from
    a source that told the day and no time, and to show 00:00 would be to make one up."""
    local = moment.astimezone(CHINA)
    return local.date() if local.time() == time() else moment


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware) within the block."""
    if at.tzinfo is None:
        raise ValueError("a frozen clock needs an aware datetime")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
