"""政策文件库: documents that are in force or not, and what they do to each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, OrderBy, Q, QuerySet
from django.db.models.functions import ExtractYear

from gongkai.core.information import queries as information
from gongkai.core.information.enums import RelationKind, Validity
from gongkai.core.information.queries.finding import naming
from gongkai.core.information.queries.relations import (
    linked_documents,
    relations_of,
    relations_to,
    shown_editions,
)
from gongkai.core.information.queries.validity import ShownValidity
from gongkai.core.information.queries.validity import validities as all_validities
from gongkai.core.publishing.models import Site
from gongkai.core.publishing.queries.documents import editions_of

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.publishing.queries.reading import PublicDocument

SORTS: Mapping[str, tuple[str | OrderBy, ...]] = {
    "published": ("-published_at", "-id"),
    "written": ("-written_on", "-id"),
    "effective": (F("effective_on").desc(nulls_last=True), "-id"),
    "number": ("document_number", "id"),
    "title": ("title", "id"),
}
"""Orders to choose from; the first one where nothing is chosen."""


@dataclass(frozen=True, slots=True)
class LibraryChoices:
    """What the filters offer: with each body, kind, genre and year how many documents there are."""

    bodies: tuple[tuple[int, str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    genres: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    by_validity: Mapping[str, int]

    def count(self, wanted: Collection[str]) -> int:
        return sum(self.by_validity.get(validity, 0) for validity in wanted)


def library(
    site: Site,
    *,
    validities: Collection[str] = (),
    body_id: int | None = None,
    kind: str = "",
    genre: str = "",
    subject: str = "",
    year: int | None = None,
    words: str = "",
    sort: str = "",
    on: date | None = None,
) -> QuerySet[Edition]:
    """Documents that are in force or not, as they stand now or stood at the end of a day.

    Args:
        subject: a category of the first level, with those below it, or one of the second.
        year: in which the document was written.
        words: all of which must be in the title, the document number or the index number.
    """
    found = _standing(site, validities, on)
    if body_id is not None:
        found = found.filter(document__body_id=body_id)
    if kind:
        found = found.filter(document__kind=kind)
    if genre:
        found = found.filter(document__genre=genre)
    if subject:
        found = found.filter(Q(subject_category=subject) | Q(subject_category__startswith=f"{subject}/"))
    if year is not None:
        found = found.filter(written_on__year=year)
    for word in words.split():
        found = found.filter(naming(word))
    return found.order_by(*SORTS.get(sort, SORTS["published"]))


def library_choices(site: Site, on: date | None = None) -> LibraryChoices:
    """Bodies, kinds, genres, years and standings that occur, in a few queries."""
    everything = _standing(site, (), on).order_by()
    bodies = everything.values_list("document__body_id", "document__body__name", "document__body__sort_key")
    genres = everything.exclude(document__genre="").values_list("document__genre")
    years = (
        everything.filter(written_on__isnull=False)
        .annotate(year=ExtractYear("written_on"))
        .values_list("year")
        .annotate(number=Count("id"))
        .order_by("-year")
    )
    kinds = everything.values_list("document__kind").annotate(number=Count("id"))
    counted = everything.values_list("document__validity").annotate(Count("id"))
    return LibraryChoices(
        bodies=tuple(
            (pk, name, count)
            for pk, name, _, count in bodies.annotate(Count("id")).order_by("document__body__sort_key")
        ),
        kinds=tuple(kinds.order_by("document__kind")),
        genres=tuple(genres.annotate(number=Count("id")).order_by("-number", "document__genre")),
        years=tuple(years),
        by_validity=dict(counted),
    )


def _standing(site: Site, validities: Collection[str], on: date | None) -> QuerySet[Edition]:
    """Editions of the library by how their documents stand.

    Of an earlier day this is worked out from the recorded changes, as nothing else knows it.
    """
    found = editions_of(site, on)
    if on is None:
        found = found.exclude(document__validity="")
        return found.filter(document__validity__in=validities) if validities else found
    with_changes = found.filter(document__validity_changes__isnull=False).distinct()
    documents = [edition.document for edition in with_changes.order_by("pk").distinct()]
    wanted = set(validities) or set(Validity.values)
    kept = [
        key
        for key, shown in all_validities(documents, on).items()
        if shown.validity is not None and shown.validity in wanted
    ]
    return found.filter(document_id__in=kept)


def validity_among(public_ids: Collection[str], on: date) -> dict[str, Validity | None]:
    """How documents stood at the end of a day; one that the public did not see then is left out."""
    seen = information.public_editions(on).filter(document__public_id__in=public_ids)
    documents = [edition.document for edition in seen.select_related("document").only("document")]
    standing = all_validities(documents, on)
    return {document.public_id: standing[document.pk].validity for document in documents}


# --- relations ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Related:
    """One relation as the public reads it: `edition` is the other document, None where it is only named."""

    kind: RelationKind
    is_outgoing: bool
    title: str
    number: str = ""
    remark: str = ""
    edition: Edition | None = None
    validity: ShownValidity | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands, and what it does to others and they to it."""

    validity: ShownValidity
    relations: tuple[Related, ...]


def standing_of(found: PublicDocument) -> Standing:
    """For a document's page, in four queries whatever there is."""
    outgoing = relations_of(found.edition)
    incoming = list(relations_to(found.document.pk, found.on))
    others = shown_editions({row.target_id for row in outgoing if row.target_id is not None}, found.on)
    documents = [found.document, *(edition.document for edition in others.values())]
    documents += [row.edition.document for row in incoming]
    standing = all_validities(documents, found.on)
    relations = [
        Related(
            RelationKind(row.kind),
            True,
            others[row.target_id].title if row.target_id in others else row.target_title,
            others[row.target_id].document_number if row.target_id in others else row.target_number,
            row.note,
            others.get(row.target_id or 0),
            standing.get(row.target_id or 0),
        )
        for row in outgoing
        if row.target_title or row.target_id in others
    ]
    relations += [
        Related(
            RelationKind(row.kind),
            False,
            row.edition.title,
            row.edition.document_number,
            row.note,
            row.edition,
            standing.get(row.edition.document_id),
        )
        for row in incoming
    ]
    return Standing(standing[found.document.pk], tuple(relations))


def lineage_of(found: PublicDocument) -> list[tuple[Edition, ShownValidity]]:
    """立改废沿革: the documents that led to this one and those that changed or ended it, oldest first."""
    ids = linked_documents(found.document.pk, found.on)
    editions = shown_editions(ids, found.on)
    standing = all_validities([edition.document for edition in editions.values()], found.on)
    ordered = sorted(
        editions.values(), key=lambda edition: (edition.written_on or date.max, edition.document_id)
    )
    return [(edition, standing[edition.document_id]) for edition in ordered]
