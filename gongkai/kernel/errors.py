"""Refusals that a user may see. Every message is Chinese and says what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class GongkaiError(Exception):
    """The root of every refusal; `message` is shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Denied(GongkaiError):
    """A policy said no."""


class Conflict(GongkaiError):
    """The thing is no longer in the state that the request supposed."""


class NotFound(GongkaiError):
    """There is no such thing, or the actor may not know of it."""


class InvalidInput(GongkaiError):
    """The input cannot be accepted; `fields` names the messages beside each field."""

    def __init__(self, message: str, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(message)
        self.fields: dict[str, list[str]] = {name: list(texts) for name, texts in (fields or {}).items()}

    @classmethod
    def for_field(cls, field: str, message: str) -> InvalidInput:
        return cls(message, {field: [message]})

    @classmethod
    def raise_for(cls, **faults: str) -> None:
        """Raise with every fault that is not empty, each beside its field; do nothing when there is none."""
        found = {field: [fault] for field, fault in faults.items() if fault}
        if found:
            raise cls("".join(fault for (fault,) in found.values()), found)
