from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gongkai.foundation.outbox.events import Event


@dataclass(frozen=True)
class CatalogueVersionPublished(Event):
    """A version of a division's catalogue was published; it holds from its effective day on."""

    name: ClassVar[str] = "catalogue.version_published"
    version_id: int
    catalogue_id: int
    number: int


@dataclass(frozen=True)
class StandardRegistered(Event):
    """A new or revised standard of an area is there, and lower layers have to follow it."""

    name: ClassVar[str] = "catalogue.standard_registered"
    standard_id: int
    catalogue_id: int
    area_code: str
