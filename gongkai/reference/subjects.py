"""Subject categories (主题分类) of the State Council document library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.reference.files import Entry, FileHeader, shipped, toml_document

_FILE = "subject_categories.toml"


@dataclass(frozen=True, slots=True)
class SecondLevel:
    """A second level of a subject category; `code` begins with the category's."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SubjectCategory:
    """A first level with its second levels, which may be none."""

    code: str
    name: str
    second_levels: tuple[SecondLevel, ...]


@cache
def subject_categories() -> tuple[SubjectCategory, ...]:
    """The 22 first levels in the library's order."""
    return parse_subject_categories(shipped(_FILE))[1]


def parse_subject_categories(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[SubjectCategory, ...]]:
    """Read the categories from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    categories = tuple(_category(entry) for entry in document.tables("categories"))
    document.finish()
    return header, categories


def _category(entry: Entry) -> SubjectCategory:
    category = SubjectCategory(
        code=entry.text("code"),
        name=entry.text("name"),
        second_levels=tuple(_second_level(part) for part in entry.tables("second_levels")),
    )
    entry.finish()
    return category


def _second_level(entry: Entry) -> SecondLevel:
    level = SecondLevel(entry.text("code"), entry.text("name"))
    entry.finish()
    return level
