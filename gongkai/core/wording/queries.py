from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.core.information import queries as information
from gongkai.core.information.rules import Lack
from gongkai.core.wording.models import IgnoredWording, RequiredWord, WordListVersion
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
from gongkai.text.wording import WordList, default_words, read_words, renamed, with_rules

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.foundation.organisations.models import Division


def words_for(body_id: int) -> WordList:
    """The words by which texts of a body are checked: the shipped ones, those of the divisions above it from
    the province down, and former names of bodies of its county; the last word holds. In four queries."""
    return _words_of(organisations.place_of_body(body_id).division_ids)


def words_of_division(division_id: int) -> WordList:
    """The words that hold in a division itself."""
    return _words_of(organisations.place_of_division(division_id).division_ids)


def wording_remarks(edition: Edition) -> list[WordingRemark]:
    """What the check says of an edition, without what its writers leave as it is; a word that has to be
    changed is left only where the office lets it stand."""
    lineage = organisations.place_of_body(edition.document.body_id).division_ids
    required = {word: row.reason for word, row in _required(lineage).items()}
    left = IgnoredWording.objects.filter(document_id=edition.document_id)
    ignored = {(row.words, row.suggestion) for row in left if row.is_granted or row.words not in required}
    return remarks_on(
        list(_passages(edition)),
        _words_of(lineage),
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
    required = {word: row.reason for word, row in _required(lineage).items() if word not in granted}
    if not required:
        return ()
    return required_faults(_passages(edition), _words_of(lineage), required, on=edition.written_on)


def requirement_of(body_id: int, word: str) -> RequiredWord | None:
    """Why a body has to change a word; where several divisions ask for it, the highest one's."""
    return _required(organisations.place_of_body(body_id).division_ids).get(word)


def required_in(division_id: int) -> list[RequiredWord]:
    """What a division requires itself, and what those above it do, from its own up."""
    lineage = organisations.place_of_division(division_id).division_ids
    rows = RequiredWord.objects.filter(division__in=lineage).select_related("division")
    return sorted(rows, key=lambda row: (lineage.index(row.division_id), row.word))


def list_versions(division_id: int) -> QuerySet[WordListVersion]:
    """The lists of a division, the newest first."""
    return WordListVersion.objects.filter(division_id=division_id).order_by("-number")


def latest_version(division_id: int) -> WordListVersion | None:
    return list_versions(division_id).first()


def with_own_words(divisions: QuerySet[Division], also: Collection[int] = ()) -> QuerySet[Division]:
    """Those of the divisions that have words of their own or require some, and those named beside them."""
    own = Exists(WordListVersion.objects.filter(division=OuterRef("pk")))
    required = Exists(RequiredWord.objects.filter(division=OuterRef("pk")))
    return divisions.filter(Q(own) | Q(required) | Q(pk__in=also))


def latest_versions(division_ids: Collection[int]) -> dict[int, WordListVersion]:
    """Division → its list in force, of those that have one; without the words."""
    return {version.division_id: version for version in _latest(division_ids).defer("text")}


def required_counts(division_ids: Collection[int]) -> dict[int, int]:
    """Division → how many words it requires itself, of those that require any."""
    rows = RequiredWord.objects.filter(division__in=division_ids).order_by()
    return dict(rows.values_list("division").annotate(Count("id")))


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


def _required(lineage: tuple[int, ...]) -> dict[str, RequiredWord]:
    """Word → the row of the highest division that requires it."""
    rows = RequiredWord.objects.filter(division__in=lineage)
    return {row.word: row for row in sorted(rows, key=lambda row: lineage.index(row.division_id))}


def _words_of(lineage: tuple[int, ...]) -> WordList:
    latest = {version.division_id: version for version in _latest(lineage)}
    own = [latest[division_id] for division_id in reversed(lineage) if division_id in latest]
    names = organisations.former_names(lineage)
    return _made(tuple(version.text for version in own), tuple(names))


def _latest(division_ids: Collection[int]) -> QuerySet[WordListVersion]:
    return (
        WordListVersion.objects.filter(division_id__in=division_ids)
        .order_by("division_id", "-number")
        .distinct("division_id")
    )


@lru_cache(maxsize=64)
def _made(texts: tuple[str, ...], names: tuple[tuple[str, str, date], ...]) -> WordList:
    """Reading a list takes longer than checking a text by it, and lists change once in a while."""
    words = default_words()
    for text in texts:
        words = with_rules(words, read_words(text).rules)
    return with_rules(words, [renamed(*name) for name in names])
