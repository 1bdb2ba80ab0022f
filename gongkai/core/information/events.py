from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class EditionPublished(Event):
    """An edition became what the public sees; `corrects` when it took the place of an earlier one."""

    name: ClassVar[str] = "information.edition_published"
    edition_id: int
    document_id: int
    corrects: bool


@dataclass(frozen=True)
class ValidityChanged(Event):
    """A public document is in force, amended, lapsed or repealed from `on` (ISO) on, which is reached now."""

    name: ClassVar[str] = "information.validity_changed"
    document_id: int
    validity: str
    on: str


@dataclass(frozen=True)
class DocumentWithdrawn(Event):
    """A public document was taken down; its page says so."""

    name: ClassVar[str] = "information.document_withdrawn"
    edition_id: int
    document_id: int


@dataclass(frozen=True)
class DisplayEnded(Event):
    """The display period of a public edition is over; its page says so and shows it no more."""

    name: ClassVar[str] = "information.display_ended"
    edition_id: int
    document_id: int


@dataclass(frozen=True)
class DraftPurged(Event):
    """A deleted draft is gone for good; `files` are the hashes of what hung on it."""

    name: ClassVar[str] = "information.draft_purged"
    document_id: int
    files: tuple[str, ...]
