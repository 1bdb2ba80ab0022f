"""How documents stand: in force, amended, lapsed or repealed, since when, by what, and what is to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from gongkai.core.information.enums import (
    DOCUMENT_SUBJECT,
    PUBLISHABLE,
    VALIDITY_REVIEW,
    EditionState,
    Validity,
)
from gongkai.core.information.models import Document, Edition, ValidityChange
from gongkai.core.information.queries.finding import naming
from gongkai.core.information.queries.reach import visible_to
from gongkai.core.information.rules.validity import ENDED, HOLDING, TERM_RULE, TRIAL_RULE, Change, standing
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock
from gongkai.kernel.time_units import Span

if TYPE_CHECKING:
    from gongkai.core.information.rules.validity import Standing
    from gongkai.foundation.deadlines.rules import LimitInForce
    from gongkai.kernel.actor import Actor

CATCH_UP_DAYS = 366
"""So long after its day a change that was to come is still looked for."""

LONGEST_LEAD_DAYS = 731
"""No place asks for an examination earlier than so long before the end."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One change in words: the document that causes it (as the public reads it), or the basis of a decision.

    A document's own taking effect has neither.
    """

    validity: Validity
    on: date
    basis: str = ""
    title: str = ""
    number: str = ""
    public_id: str = ""


@dataclass(frozen=True, slots=True)
class ShownValidity:
    """What pages and lists show of a document's validity; `lapses_on` is its last day in force."""

    validity: Validity | None = None
    reason: Reason | None = None
    coming: Reason | None = None
    lapses_on: date | None = None

    @property
    def since(self) -> date | None:
        return self.reason.on if self.reason else None

    @property
    def has_ended(self) -> bool:
        return self.validity in ENDED


def validities(documents: Collection[Document], on: date | None = None) -> dict[int, ShownValidity]:
    """Document key → how it stands at the end of a day (today), in one query for all."""
    day = on or clock.today()
    rows = _rows_of({document.pk for document in documents})
    return {document.pk: _shown(document, rows.get(document.pk, []), day) for document in documents}


def validity_of(document: Document, on: date | None = None) -> ShownValidity:
    """`validities` of one document."""
    return validities([document], on)[document.pk]


def standing_of(document_id: int, on: date) -> Standing:
    """How a document stands by what is recorded, for the commands that keep it so."""
    rows = ValidityChange.objects.filter(document_id=document_id).select_related("cause")
    return standing(document_id, [change_of(row) for row in rows], on)


def change_of(row: ValidityChange) -> Change:
    """A recorded change as the rules read it; select `cause` along."""
    source = row.cause.document_id if row.cause else None
    return Change(row.pk, Validity(row.validity), row.on, clock.day_of(row.recorded_at), source)


def caused_by(document_id: int) -> dict[int, ValidityChange]:
    """Target → the last change that any edition of a document has caused there, its own row among them."""
    rows = ValidityChange.objects.filter(cause__document_id=document_id).order_by("pk")
    return {row.document_id: row for row in rows}


def history_of(document_id: int, on: date | None = None) -> list[Reason]:
    """Every change of a document that had been recorded by the end of a day (today), by its day."""
    rows = _rows_of({document_id}).get(document_id, [])
    day = on or clock.today()
    return [_reason(row) for row in rows if clock.day_of(row.recorded_at) <= day]


# --- what is due -------------------------------------------------------------------------------------


def validity_due(today: date) -> list[int]:
    """Documents whose standing another day has changed: a change was to come, or a period is over."""
    reached = ValidityChange.objects.filter(
        ~Q(validity=F("document__validity")), on__lte=today, on__gt=today - timedelta(days=CATCH_UP_DAYS)
    )
    lapsed = Document.objects.filter(lapses_on__lt=today, validity__in=(*HOLDING, Validity.PENDING))
    found = {*reached.values_list("document_id", flat=True), *lapsed.values_list("pk", flat=True)}
    return sorted(found)


def reviews_due(today: date) -> list[Edition]:
    """Public editions of documents that are to be examined by now, before their period ends."""
    near = Edition.objects.filter(
        state=EditionState.PUBLISHED,
        document__validity__in=HOLDING,
        document__lapses_on__range=(today, today + timedelta(days=LONGEST_LEAD_DAYS)),
    ).select_related("document__body")
    editions = {edition.document_id: edition for edition in near}
    standing_deadlines = deadlines.deadlines_of(DOCUMENT_SUBJECT, editions.keys()) if editions else {}
    return [
        editions[document_id]
        for document_id, rows in sorted(standing_deadlines.items())
        if any(
            row.purpose == VALIDITY_REVIEW and row.is_open and row.due_on and row.due_on <= today
            for row in rows
        )
    ]


def with_validity(
    actor: Actor,
    *,
    words: str = "",
    body_id: int | None = None,
    validities: Collection[str] = (),
    until: date | None = None,
) -> QuerySet[Edition]:
    """Public documents in sight by how they stand: what a clean-up looks through, by number of the year.

    Args:
        validities: only those that stand so; "" are documents of which nothing is known.
        until: only those that lapse by that day, the next one first.
    """
    found = visible_to(actor).filter(state=EditionState.PUBLISHED, openness__in=PUBLISHABLE)
    if validities:
        found = found.filter(document__validity__in=validities)
    if body_id is not None:
        found = found.filter(document__body_id=body_id)
    if until is not None:
        found = found.filter(document__lapses_on__lte=until)
    for word in words.split():
        found = found.filter(naming(word))
    order = ("document__lapses_on", "pk") if until is not None else ("-written_on", "-pk")
    return found.select_related("document__body", "document__item").order_by(*order)


def documents_chosen(actor: Actor, document_ids: Collection[int]) -> list[Edition]:
    """Those of the documents that the actor sees and that are public, by their key."""
    return list(with_validity(actor).filter(document_id__in=document_ids).order_by("document_id"))


# --- how long ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """How long documents of a sort may hold in a place, as the rule table and its settings have it."""

    rule_code: str
    matter: str
    span: Span
    basis: str
    certainty: str
    """How sure the figure is, in the words of docs/legal-basis.md."""


def terms_for(division_id: int, on: date) -> tuple[Term, ...]:
    """规范性文件的有效期 in general and on trial, as they hold for a division, in few queries."""
    table = {row.in_force.national.code: row.in_force for row in deadlines.rule_table(division_id, on)}
    return tuple(_term(table[code]) for code in (TERM_RULE, TRIAL_RULE) if code in table)


def _term(limit: LimitInForce) -> Term:
    term = limit.rule.term
    if term.span is None:
        raise ValueError(f"{limit.rule.code} has no length")
    return Term(limit.rule.code, limit.rule.matter, term.span, limit.set_by, term.certainty.label)


# --- rows --------------------------------------------------------------------------------------------


def _rows_of(document_ids: Collection[int]) -> dict[int, list[ValidityChange]]:
    found: defaultdict[int, list[ValidityChange]] = defaultdict(list)
    rows = ValidityChange.objects.filter(document_id__in=document_ids).select_related("cause__document")
    for row in rows.defer("cause__body_html", "cause__body_text", "cause__full_html", "cause__full_text"):
        found[row.document_id].append(row)
    return dict(found)


def _shown(document: Document, rows: list[ValidityChange], day: date) -> ShownValidity:
    by_key = {row.pk: row for row in rows}
    found = standing(document.pk, [change_of(row) for row in rows], day)
    return ShownValidity(
        validity=found.validity,
        reason=_reason(by_key[found.change.key]) if found.change else None,
        coming=_reason(by_key[found.coming.key]) if found.coming else None,
        lapses_on=document.lapses_on,
    )


def _reason(row: ValidityChange) -> Reason:
    validity, cause = Validity(row.validity), row.cause
    if cause is None or cause.document_id == row.document_id:
        return Reason(validity, row.on, row.basis)
    if cause.document.hides_history:  # its title is not to be seen any more either
        return Reason(validity, row.on, row.basis or "依据的文件已不再公开")
    return Reason(validity, row.on, row.basis, cause.title, cause.document_number, cause.document.public_id)
