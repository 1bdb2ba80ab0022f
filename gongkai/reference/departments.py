"""Departments that answer for policy areas, with the words by which a county's own body is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import Entry, FileHeader, shipped, toml_document
from gongkai.reference.matching import folded, index_by_name

_FILE = "departments.toml"


@dataclass(frozen=True, slots=True)
class Department:
    """A trade of government: its names by place and level, and stems that a body's name may hold."""

    names: tuple[str, ...]
    stems: tuple[str, ...]

    def is_named_in(self, body_name: str) -> bool:
        """Whether a body of that name is likely of this trade: 云溪县教育体育局 of 教育局."""
        return any(stem in body_name for stem in self.stems)


@cache
def departments() -> tuple[Department, ...]:
    """All departments, in the order of the file."""
    return parse_departments(shipped(_FILE))[1]


@cache
def departments_header() -> FileHeader:
    """Where the file comes from: what a proposal made with it names as its source."""
    return parse_departments(shipped(_FILE))[0]


def find_department(name: str) -> Department | None:
    """The department that a generic name such as 自然资源局 means; None when unknown."""
    return _by_name().get(folded(name))


def parse_departments(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[Department, ...]]:
    """Read departments from a file's text.

    Raises:
        ReferenceDataError: naming the entry; also when two departments share a name.
    """
    header, document = toml_document(text, file)
    found = tuple(_department(entry) for entry in document.tables("departments"))
    document.finish()
    index_by_name(((row, row.names) for row in found), file)
    return header, found


def _department(entry: Entry) -> Department:
    row = Department(names=entry.texts("names"), stems=entry.texts("stems"))
    entry.finish()
    if not row.names or not row.stems:
        raise ReferenceDataError(entry.where, "缺少名称（names）或识别词（stems）")
    return row


@cache
def _by_name() -> Mapping[str, Department]:
    return index_by_name(((row, row.names) for row in departments()), _FILE)
