"""Kinds of official documents (公文种类), genres (体裁) and service audiences (服务对象)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.reference.files import Entry, FileHeader, shipped, toml_document

_FILE = "document_kinds.toml"


class KindGroup(StrEnum):
    """Whether the Regulation on official documents lists a kind, or only titles end with its name."""

    STATUTORY = "statutory"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of official document and what it is used for."""

    code: str
    name: str
    aliases: tuple[str, ...]
    group: KindGroup
    use: str
    verified: bool


@dataclass(frozen=True, slots=True)
class HeaderTerm:
    """One value that a field of the government-information header may take."""

    code: str
    name: str
    verified: bool


@dataclass(frozen=True, slots=True)
class DocumentVocabulary:
    """All that the file of kinds holds."""

    header: FileHeader
    kinds: tuple[DocumentKind, ...]
    genres: tuple[HeaderTerm, ...]
    audiences: tuple[HeaderTerm, ...]


def document_kinds() -> tuple[DocumentKind, ...]:
    """The fifteen kinds of 《党政机关公文处理工作条例》 art. 8 in its order, then the names in use."""
    return _vocabulary().kinds


def document_genres() -> tuple[HeaderTerm, ...]:
    """The genres (体裁分类) in the order of their codes."""
    return _vocabulary().genres


def service_audiences() -> tuple[HeaderTerm, ...]:
    """The service audiences (服务对象); a site may need others."""
    return _vocabulary().audiences


def parse_document_kinds(text: str, file: str = _FILE) -> DocumentVocabulary:
    """Read kinds, genres and audiences from a file's text. Raises ReferenceDataError naming the entry."""
    header, document = toml_document(text, file)
    vocabulary = DocumentVocabulary(
        header=header,
        kinds=tuple(_kind(entry) for entry in document.tables("kinds")),
        genres=tuple(_term(entry) for entry in document.tables("genres")),
        audiences=tuple(_term(entry) for entry in document.tables("audiences")),
    )
    document.finish()
    return vocabulary


@cache
def _vocabulary() -> DocumentVocabulary:
    return parse_document_kinds(shipped(_FILE))


def _kind(entry: Entry) -> DocumentKind:
    kind = DocumentKind(
        code=entry.text("code"),
        name=entry.text("name"),
        aliases=entry.texts("aliases"),
        group=entry.word("group", KindGroup),
        use=entry.text("use"),
        verified=entry.flag("verified"),
    )
    entry.finish()
    return kind


def _term(entry: Entry) -> HeaderTerm:
    term = HeaderTerm(entry.text("code"), entry.text("name"), entry.flag("verified"))
    entry.finish()
    return term
