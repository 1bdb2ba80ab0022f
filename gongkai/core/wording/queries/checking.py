"""What the wording check says of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import connection

from gongkai.core.information import queries as information
from gongkai.core.information.rules import Lack
from gongkai.core.wording.models import IgnoredWording, RequiredWord
from gongkai.core.wording.queries.lists import required_of, words_of
from gongkai.core.wording.rules import (
    Passage,
    WordingRemark,
    draft_passages,
    file_passage,
    remarks_on,
    required_faults,
    table_passage,
)
from gongkai.foundation.organisations import queries as organisations
from gongkai.reference.information_kinds import information_kind
from gongkai.text.wording import WordList

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def words_for(body_id: int) -> WordList:
    """The words by which texts of a body are checked: the shipped ones, those of the divisions above it from
    the province down, and former names of bodies of its county; the last word holds. In five queries."""
    lineage = organisations.place_of_body(body_id).division_ids
    return words_of(lineage, required_of(lineage))


def wording_remarks(edition: Edition) -> list[WordingRemark]:
    """What the check says of an edition, without what its writers leave as it is; a word that has to be
    changed is left only where the office lets it stand."""
    lineage = organisations.place_of_body(edition.document.body_id).division_ids
    required = {word: row.reason for word, row in required_of(lineage).items()}
    left = IgnoredWording.objects.filter(document_id=edition.document_id)
    ignored = {(row.words, row.suggestion) for row in left if row.is_granted or row.words not in required}
    return remarks_on(
        list(_passages(edition)),
        words_of(lineage, required),
        on=edition.written_on,
        ignored=ignored,
        required=required,
    )


def required_lacks(edition: Edition) -> tuple[Lack, ...]:
    """The words that have to be changed before an edition goes on; the settings name this function
    (`EDITION_CHECKS`). One query where no division requires anything."""
    with connection.cursor() as cursor:  # as SQL (ADR 0020): part of every publication
        cursor.execute("SELECT EXISTS (SELECT FROM wording_requiredword)")
        if cursor.fetchone() == (False,):
            return ()
    lineage = organisations.place_of_body(edition.document.body_id).division_ids
    granted = set(
        IgnoredWording.objects.filter(document_id=edition.document_id, is_granted=True).values_list(
            "words", flat=True
        )
    )
    required = {word: row.reason for word, row in required_of(lineage).items() if word not in granted}
    if not required:
        return ()
    return required_faults(_passages(edition), words_of(lineage, required), required, on=edition.written_on)


def requirement_of(body_id: int, word: str) -> RequiredWord | None:
    """Why a body has to change a word; where several divisions ask for it, the highest one's."""
    return required_of(organisations.place_of_body(body_id).division_ids).get(word)


def _passages(edition: Edition) -> Iterator[Passage]:
    """Everything that is read of an edition: its written fields, names of files, what stands around tables.
    Cells are not: names and figures of a list are nobody's wording."""
    kind = information_kind(edition.document.kind)
    yield from draft_passages(information.draft_of(edition), kind)
    for table in information.table_heads(edition.pk):
        headings = [column["name"] for column in table.columns]
        yield table_passage(
            table.code, table.title, table.note, headings, is_declared=kind.table(table.code) is not None
        )
    for attachment in edition.attachments.all():
        if not attachment.is_inline:
            yield file_passage(attachment.name)
