"""By when a document is owed to the public, for lists and pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information.enums import DOCUMENT_SUBJECT, PUBLICATION
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.rules import PUBLICATION_RULE, PublicationFacts, limit_of_wording
from gongkai.core.information.rules.kinds import deadline_use, owed_since
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.enums import DeadlineState
from gongkai.foundation.deadlines.rules import is_in_force
from gongkai.kernel import clock, deriving
from gongkai.kernel.deadlines import Course, Limit
from gongkai.kernel.errors import NotFound
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem
    from gongkai.foundation.deadlines.models import StandingDeadline


def publication_deadlines(editions: Collection[Edition]) -> dict[int, StandingDeadline]:
    """Edition key → the deadline of its publication, running or met, in one query for all.

    Only the first edition of a document has one: when a change has to be public is not derived yet.
    """
    first = {edition.document_id: edition.pk for edition in editions if edition.number == 1}
    found = deadlines.deadlines_of(DOCUMENT_SUBJECT, first.keys()) if first else {}
    return {
        first[document_id]: shown
        for document_id, rows in found.items()
        if (shown := _shown(rows)) is not None
    }


def publication_deadline(edition: Edition) -> StandingDeadline | None:
    """`publication_deadlines` of one edition."""
    return publication_deadlines([edition]).get(edition.pk)


def time_limit_on(item: CatalogueItem, on: date) -> str:
    """公开时限 of the item in the version of the catalogue that was in force on a day; before the first
    version, of the row as it is worked on."""
    try:
        return catalogue.public_item(item_id=item.pk, on=on).row.time_limit
    except NotFound:
        return item.time_limit


def publication_facts(edition: Edition) -> PublicationFacts:
    """What the deadline of the edition's document follows from, as it is now."""
    use = deadline_use(information_kind(edition.document.kind), edition.values)
    return PublicationFacts(
        title=edition.title,
        written_on=edition.written_on,
        openness=edition.openness,
        item_id=edition.document.item_id,
        author_ids=tuple(edition.author_ids),
        rule_code=use.rule if use else PUBLICATION_RULE,
        since=owed_since(use, edition.values, edition.written_on) if use else edition.written_on,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """The rule by which a document is owed, from which day; `limit` where it is not the rule table's own."""

    rule_code: str
    start_on: date
    limit: Limit | None = None


def publication_owed(document: Document, facts: PublicationFacts) -> Owed:
    """The limit of the document's kind where it has one, that of the catalogue item where it says one, the
    earlier day where both do; else the general limit of the 条例. `facts.since` is known."""
    since = facts.since or clock.today()
    written_on = facts.written_on or since
    wording = limit_of_wording(time_limit_on(document.item, written_on))
    general = Owed(PUBLICATION_RULE, written_on, wording)
    own = _of_kind(document, facts.rule_code, since)
    if own is None or (wording is not None and _due_on(general, wording) < _due_on(*own)):
        return general
    return own[0]


def _of_kind(document: Document, rule_code: str, since: date) -> tuple[Owed, Limit] | None:
    """By the rule of the kind, if it was in force and gives a number of days."""
    if rule_code == PUBLICATION_RULE or not is_in_force(rule_code, since):
        return None
    limit = deadlines.limit_for_body(rule_code, document.body_id, since).limit
    return (Owed(rule_code, since), limit) if limit is not None else None


def _due_on(owed: Owed, limit: Limit) -> date:
    return deriving.due_on(calendars.working_calendar(), limit, Course(owed.start_on)) or date.max


def _shown(rows: list[StandingDeadline]) -> StandingDeadline | None:
    kept = (row for row in rows if row.purpose == PUBLICATION and row.state != DeadlineState.DROPPED)
    return next(kept, None)
