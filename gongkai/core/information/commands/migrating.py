"""Documents of an old site, many at a time: public as they were, and marked as moved.

Called by the commands of `core.importing` inside their transaction, which ask the policy and leave the
audit row. A moved document has no review of its own here: it was public already, and the sheet of its
secrecy review, where there was one, lies in the files of the old site.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongkai.core.information.enums import EditionState, Openness, Origin
from gongkai.core.information.models import Attachment, Document, Edition, ValidityChange
from gongkai.foundation.execution import copy_into, reserve_keys
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id

MOVED_BY = "原网站迁移"
_VALIDITY_BASIS = "原网站标注"


@dataclass(frozen=True, slots=True)
class MovedFile:
    """A file with the key that its address in the body already names."""

    key: int
    sha256: str
    name: str
    original: str | None = None
    """Hash of the file as the old site had it, where `sha256` is a clean copy of it."""
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedDocument:
    """A document as the old site showed it; keys come from `reserve`."""

    key: int
    public_id: str
    body_id: int
    item_id: int
    index_number: str
    title: str
    published_at: datetime
    body_html: str
    body_text: str
    written_on: date | None = None
    document_number: str = ""
    subject_category: str = ""
    genre: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    validity: str = ""
    files: tuple[MovedFile, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reserved:
    """Keys for documents and files that are going to be written."""

    documents: tuple[tuple[int, str], ...]
    """Key and public identifier."""
    files: tuple[int, ...]


def reserve(documents: int, files: int) -> Reserved:
    """Keys ahead of the rows, so that a body may name the address of its own pictures."""
    keys = reserve_keys(Document, documents)
    return Reserved(tuple((key, new_public_id()) for key in keys), tuple(reserve_keys(Attachment, files)))


def taken_index_numbers(numbers: Collection[str]) -> set[str]:
    """Those of `numbers` that some document has already."""
    found = Document.objects.filter(index_number__in=numbers).values_list("index_number", flat=True)
    return {number for number in found if number}


def twins(titles: Mapping[int, Collection[str]]) -> set[tuple[int, str]]:
    """(body, title) that exist already, of those asked for by body."""
    every = {title for wanted in titles.values() for title in wanted}
    found = Edition.objects.filter(document__body_id__in=titles, title__in=every)
    return set(found.values_list("document__body_id", "title"))


def write_moved(documents: Sequence[MovedDocument]) -> None:
    """Documents with one public edition each, their files, and what the old site said of their validity."""
    now = clock.now()
    editions = reserve_keys(Edition, len(documents))
    copy_into(Document, (_document(each, now) for each in documents))
    copy_into(Edition, (_edition(each, key, now) for each, key in zip(documents, editions, strict=True)))
    copy_into(
        Attachment,
        (
            {
                "id": file.key,
                "edition_id": key,
                "file_id": file.sha256,
                "original_id": file.original,
                "removed": list(file.removed),
                "name": file.name,
                "position": position,
            }
            for each, key in zip(documents, editions, strict=True)
            for position, file in enumerate(each.files, start=1)
        ),
    )
    ValidityChange.objects.bulk_create(
        ValidityChange(
            document_id=each.key,
            validity=each.validity,
            on=clock.day_of(each.published_at),
            basis=_VALIDITY_BASIS,
            recorded_by=MOVED_BY,
        )
        for each in documents
        if each.validity
    )


def _document(moved: MovedDocument, now: datetime) -> dict[str, Any]:
    return {
        "id": moved.key,
        "public_id": moved.public_id,
        "index_number": moved.index_number,
        "body_id": moved.body_id,
        "item_id": moved.item_id,
        "genre": moved.genre,
        "origin": Origin.IMPORTED,
        "validity": moved.validity,
        "created_at": now,
        "first_published_at": moved.published_at,
    }


def _edition(moved: MovedDocument, key: int, now: datetime) -> dict[str, Any]:
    return {
        "id": key,
        "document_id": moved.key,
        "state": EditionState.PUBLISHED,
        "title": moved.title,
        "document_number": moved.document_number,
        "written_on": moved.written_on,
        "subject_category": moved.subject_category,
        "keywords": list(moved.keywords),
        "summary": moved.summary,
        "body_html": moved.body_html,
        "body_text": moved.body_text,
        "openness": Openness.PROACTIVE,
        "author_name": MOVED_BY,
        "created_at": now,
        "updated_at": now,
        "signed_at": moved.published_at,
        "signed_by": MOVED_BY,
        "published_at": moved.published_at,
        "published_by": MOVED_BY,
    }
