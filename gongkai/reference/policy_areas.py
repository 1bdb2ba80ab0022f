"""The 26 policy areas of the national pilot guides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reference.files import Entry, FileHeader, shipped, toml_document
from gongkai.reference.matching import folded, index_by_name

_FILE = "policy_areas.toml"
_SUFFIX = "领域"


@dataclass(frozen=True, slots=True)
class Departments:
    """Who usually answers for an area, by level, as generic names: a proposal, not a fact about a county."""

    province: tuple[str, ...]
    county: tuple[str, ...]
    township: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyArea:
    """One area (领域); `code` "01" to "26" never changes, `icon` is a key of the portal's icon set."""

    code: str
    name: str
    aliases: tuple[str, ...]
    icon: str
    departments: Departments
    note: str


@cache
def policy_areas() -> tuple[PolicyArea, ...]:
    """The areas in the order of the national list."""
    return parse_policy_areas(shipped(_FILE))[1]


def policy_area(code: str) -> PolicyArea | None:
    """The area with this code, or None."""
    return _by_code().get(code)


def find_policy_area(name_or_alias: str) -> PolicyArea | None:
    """The area that this name, alias or code means, with or without “领域” behind it; None when unknown."""
    wanted = folded(name_or_alias)
    return _by_code().get(wanted) or _by_name().get(wanted) or _by_name().get(wanted.removesuffix(_SUFFIX))


def parse_policy_areas(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[PolicyArea, ...]]:
    """Read the areas from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    areas = tuple(_area(entry) for entry in document.tables("areas"))
    document.finish()
    return header, areas


def _area(entry: Entry) -> PolicyArea:
    area = PolicyArea(
        code=entry.text("code"),
        name=entry.text("name"),
        aliases=entry.texts("aliases"),
        icon=entry.text("icon"),
        departments=_departments(entry.table("departments")),
        note=entry.text_or_empty("note"),
    )
    entry.finish()
    return area


def _departments(entry: Entry) -> Departments:
    departments = Departments(entry.texts("province"), entry.texts("county"), entry.texts("township"))
    entry.finish()
    return departments


@cache
def _by_code() -> Mapping[str, PolicyArea]:
    return {area.code: area for area in policy_areas()}


@cache
def _by_name() -> Mapping[str, PolicyArea]:
    return index_by_name(((area, (area.name, *area.aliases)) for area in policy_areas()), _FILE)
