"""What documents do to each other, in both directions, and what a relation would have to be judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.core.information.enums import OPEN_STATES, WAS_PUBLIC, EditionState, RelationKind
from gongkai.core.information.models import Document, Edition, Relation
from gongkai.core.information.queries.finding import naming
from gongkai.core.information.queries.public import public_editions
from gongkai.core.information.queries.validity import ShownValidity, validities
from gongkai.core.information.rules.lint import Remark
from gongkai.core.information.rules.relations import (
    ACYCLIC,
    Acting,
    Suggestion,
    Target,
    plain_title,
    relation_remarks,
    suggestions,
)
from gongkai.core.information.rules.validity import EFFECTS
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.enums import BodyKind
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

FOUND = 12
_DEEPEST = 20
"""So many steps a chain of relations is followed."""

_MOST_LINKED = 200

_TEXTS = ("body_html", "body_text", "full_html", "full_text")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that the text speaks of, with the document that it seems to mean, if the base has it."""

    suggestion: Suggestion
    target: Edition | None


def relations_of(edition: Edition) -> list[Relation]:
    """What an edition does, in its order, with the documents that it does it to."""
    if "relations" in edition.lacking:
        return []
    return list(edition.relations.select_related("target").order_by("position"))


def get_relation(relation_id: int) -> Relation:
    """Raises NotFound."""
    found = Relation.objects.select_related("edition__document").filter(pk=relation_id).first()
    if found is None:
        raise NotFound("没有找到这一关系，可能已被移除。")
    return found


def relations_to(document_id: int, on: date | None = None) -> QuerySet[Relation]:
    """What editions that are public (or were at the end of a day) do to a document, the latest first."""
    return (
        Relation.objects.filter(target_id=document_id, edition__in=public_editions(on))
        .select_related("edition__document__body")
        .defer(*(f"edition__{name}" for name in _TEXTS))
        .order_by("-edition__written_on", "-edition_id")
    )


def find_targets(words: str, *, apart_from: int | None = None) -> list[Edition]:
    """Public documents whose title, number or index number fits, the newest first."""
    if not words.strip():
        return []
    found = Edition.objects.filter(state=EditionState.PUBLISHED)
    if apart_from is not None:
        found = found.exclude(document_id=apart_from)
    for word in words.split():
        found = found.filter(naming(word))
    return list(
        found.select_related("document__body").defer(*_TEXTS).order_by("-published_at", "-pk")[:FOUND]
    )


def shown_editions(document_ids: Collection[int], on: date | None = None) -> dict[int, Edition]:
    """Document → the edition by which others name it: the public one, else the last that was public.

    What may not be seen any more has none.
    """
    if not document_ids:
        return {}
    found = Edition.objects.filter(
        document_id__in=document_ids, document__hides_history=False, state__in=WAS_PUBLIC
    )
    if on is not None:
        found = found.filter(published_at__lt=clock.end_of(on))
    rows = found.select_related("document__body").defer(*_TEXTS).order_by("number")
    return {row.document_id: row for row in rows}


def linked_documents(document_id: int, on: date | None = None) -> set[int]:
    """The document with all that amend, repeal or replace each other around it, as far as it goes."""
    found, edge = {document_id}, {document_id}
    links = Relation.objects.filter(
        edition__in=public_editions(on), kind__in=list(EFFECTS), target__isnull=False
    )
    for _ in range(_DEEPEST):
        pairs = links.filter(Q(edition__document_id__in=edge) | Q(target_id__in=edge)).values_list(
            "edition__document_id", "target_id"
        )
        edge = {one for pair in pairs for one in pair if one is not None} - found
        if not edge or len(found) > _MOST_LINKED:
            break
        found |= edge
    return found


# --- judging -----------------------------------------------------------------------------------------


def relation_faults(
    edition: Edition, kind: RelationKind, target: Document, others: Collection[RelationKind] = ()
) -> tuple[Remark, ...]:
    """Why the edition cannot do that to the target, or what about it has to be looked at."""
    acting = _acting(edition)
    return relation_remarks(kind, acting, targets_of([target], edition)[target.pk], others)


def relations_remarks(edition: Edition) -> tuple[Remark, ...]:
    """`relation_faults` of everything that an edition does, in a fixed number of queries."""
    rows = [row for row in relations_of(edition) if row.target is not None]
    if not rows:
        return ()
    acting = _acting(edition)
    targets = targets_of([row.target for row in rows if row.target], edition)
    found: list[Remark] = []
    for row in rows:
        others = [
            RelationKind(other.kind)
            for other in rows
            if other.target_id == row.target_id and other is not row
        ]
        found += relation_remarks(RelationKind(row.kind), acting, targets[row.target_id or 0], others)
    return tuple(dict.fromkeys(found))


def targets_of(documents: Collection[Document], acting: Edition) -> dict[int, Target]:
    """The facts about documents by which a relation to them is judged."""
    ids = {document.pk for document in documents}
    editions, shown = shown_editions(ids), validities(documents)
    places = organisations.places_of_bodies(document.body_id for document in documents)
    chains = _acting_on(ids, acting.document_id)
    return {
        document.pk: Target(
            document_id=document.pk,
            title=editions[document.pk].title if document.pk in editions else "该文件",
            body_id=document.body_id,
            body_lineage=places[document.body_id].body_ids,
            division_lineage=places[document.body_id].division_ids,
            written_on=editions[document.pk].written_on if document.pk in editions else None,
            is_public=document.first_published_at is not None,
            validity=shown[document.pk].validity,
            since=shown[document.pk].since,
            ended_by_id=_cause_of(shown[document.pk], acting),
            ended_by=_cause_title(shown[document.pk]),
            acts_on=frozenset({acting.document_id}) if document.pk in chains else frozenset(),
        )
        for document in documents
    }


def _acting(edition: Edition) -> Acting:
    body = organisations.get_body(edition.document.body_id)
    return Acting(
        document_id=edition.document_id,
        body_id=body.pk,
        written_on=edition.written_on,
        governs=body.division_id if body.kind == BodyKind.GOVERNMENT else None,
    )


def _cause_of(shown: ShownValidity, acting: Edition) -> int | None:
    reason = shown.reason
    is_own = reason is not None and reason.public_id == acting.document.public_id
    return acting.document_id if is_own else None


def _cause_title(shown: ShownValidity) -> str:
    return shown.reason.title if shown.reason else ""


def _acting_on(starts: Collection[int], goal: int) -> set[int]:
    """Which of the documents implement, interpret or answer `goal`, directly or through others."""
    reached_from: dict[int, set[int]] = {start: {start} for start in starts}
    seen, edge = set(starts), set(starts)
    for _ in range(_DEEPEST):
        if not edge:
            break
        steps = Relation.objects.filter(
            edition__document_id__in=edge,
            edition__state__in=(EditionState.PUBLISHED, *OPEN_STATES),
            kind__in=ACYCLIC,
            target__isnull=False,
        ).values_list("edition__document_id", "target_id")
        found: defaultdict[int, set[int]] = defaultdict(set)
        for document_id, target_id in steps:
            found[target_id] |= reached_from[document_id]
        for target_id, origins in found.items():
            reached_from.setdefault(target_id, set()).update(origins)
        edge = found.keys() - seen
        seen |= edge
    return reached_from.get(goal, set())


# --- proposals ---------------------------------------------------------------------------------------


def proposals_for(edition: Edition) -> list[Proposal]:
    """What the text of an edition speaks of and nobody has recorded yet."""
    known = relations_of(edition)
    found = [
        suggestion
        for suggestion in suggestions(edition.title, edition.body_text)
        if not any(_is_recorded(suggestion, row) for row in known)
    ]
    editions = _meant(found, edition.document_id)
    taken = {row.target_id for row in known}
    proposals = [Proposal(suggestion, editions.get(suggestion)) for suggestion in found]
    return [row for row in proposals if row.target is None or row.target.document_id not in taken]


def _is_recorded(suggestion: Suggestion, row: Relation) -> bool:
    same = bool(suggestion.number) and suggestion.number == row.target_number
    return same or (bool(row.target_title) and plain_title(row.target_title) == plain_title(suggestion.title))


def _meant(found: Iterable[Suggestion], own: int) -> dict[Suggestion, Edition]:
    """The public documents that suggestions name by number or by title, in one query."""
    wanted = list(found)
    if not wanted:
        return {}
    named = Q(document_number__in=[row.number for row in wanted if row.number]) | Q(
        title__in=[row.title for row in wanted]
    )
    rows = (
        Edition.objects.filter(named, state=EditionState.PUBLISHED)
        .exclude(document_id=own)
        .select_related("document__body")
        .defer(*_TEXTS)
        .order_by("published_at")
    )
    by_number = {row.document_number: row for row in rows if row.document_number}
    by_title = {plain_title(row.title): row for row in rows}
    matches = {row: by_number.get(row.number) or by_title.get(plain_title(row.title)) for row in wanted}
    return {suggestion: edition for suggestion, edition in matches.items() if edition is not None}
