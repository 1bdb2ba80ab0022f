"""Types of powers and public services, each with its usual links and what they produce."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reference.files import Entry, FileHeader, shipped, toml_document
from gongkai.reference.matching import index_by_name

_FILE = "power_types.toml"


@dataclass(frozen=True, slots=True)
class UsualLink:
    """One 环节 of a type, and the information that it usually produces."""

    name: str
    information: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PowerTypeFacts:
    """A type (行政许可 …); `code` never changes."""

    code: str
    name: str
    links: tuple[UsualLink, ...]


@cache
def power_types() -> Mapping[str, PowerTypeFacts]:
    """Every type by its code, in the order of the lists of powers."""
    return {row.code: row for row in parse_power_types(shipped(_FILE))[1]}


def parse_power_types(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[PowerTypeFacts, ...]]:
    """Read the types from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    found = tuple(_type(entry) for entry in document.tables("types"))
    document.finish()
    index_by_name(((row, (row.code, row.name)) for row in found), file)
    return header, found


def _type(entry: Entry) -> PowerTypeFacts:
    row = PowerTypeFacts(
        code=entry.text("code"),
        name=entry.text("name"),
        links=tuple(_link(link) for link in entry.tables("links")),
    )
    entry.finish()
    if not row.links:
        raise entry.fault("没有环节（links）")
    return row


def _link(entry: Entry) -> UsualLink:
    link = UsualLink(entry.text("name"), entry.texts("information"))
    entry.finish()
    return link
