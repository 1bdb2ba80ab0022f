"""By when a document is owed to the public, for lists and pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information.enums import DOCUMENT_SUBJECT, PUBLICATION
from gongkai.core.information.models import Edition
from gongkai.core.information.rules import PublicationFacts
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.enums import DeadlineState
from gongkai.kernel.errors import NotFound

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
    return PublicationFacts(
        title=edition.title,
        written_on=edition.written_on,
        openness=edition.openness,
        item_id=edition.document.item_id,
        author_ids=tuple(edition.author_ids),
    )


def _shown(rows: list[StandingDeadline]) -> StandingDeadline | None:
    kept = (row for row in rows if row.purpose == PUBLICATION and row.state != DeadlineState.DROPPED)
    return next(kept, None)
