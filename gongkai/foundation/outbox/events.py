"""What an event is: a frozen fact with a name, as small as its subscribers allow."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

EVENTS: dict[str, type[Event]] = {}
"""Every kind of event by name, filled as the classes are defined."""


@dataclass(frozen=True)
class Event:
    """Subclass with `name` ("information.edition_published") and JSON-simple fields."""

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        taken = EVENTS.get(cls.name, cls)
        # a dataclass with slots is made twice, under the same name
        if (taken.__module__, taken.__name__) != (cls.__module__, cls.__name__):
            raise ValueError(f"event name {cls.name} is already taken")
        EVENTS[cls.name] = cls

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(**payload)
