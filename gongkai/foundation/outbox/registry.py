"""Who wants to hear of which event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from gongkai.foundation.outbox.events import Event

E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]

SUBSCRIBERS: dict[str, dict[str, Handler]] = {}
"""Event name → subscriber name → handler."""


def subscribe(event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a handler under its module and function name; it must bear being called twice."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{handler.__module__}.{handler.__qualname__}"
        SUBSCRIBERS.setdefault(event_type.name, {})[name] = handler
        return handler

    return register


def handler_of(event_name: str, subscriber: str) -> Handler | None:
    return SUBSCRIBERS.get(event_name, {}).get(subscriber)
