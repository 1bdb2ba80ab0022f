"""The day by which a document is owed to the public, kept in step with its draft."""

from __future__ import annotations

from contextlib import suppress

from gongkai.core.information import queries, rules
from gongkai.core.information.enums import DOCUMENT_SUBJECT, PUBLICATION, PUBLISHABLE, Openness
from gongkai.core.information.models import Edition
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines import queries as deadline_queries
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


def follow_draft(actor: Actor, edition: Edition, before: rules.PublicationFacts | None) -> None:
    """Start, shift or drop the publication deadline; nothing is read or written while no fact has changed.

    Args:
        before: the facts as they were; None for a new document.
    """
    facts = queries.publication_facts(edition)
    document = edition.document
    if facts == before or edition.number > 1 or document.first_published_at is not None:
        return
    if rules.owed_from(facts.since, facts.openness) is None:
        end_without_publication(actor, edition, _why_not_owed(facts))
        return
    owed = queries.publication_owed(document, facts)
    deadlines.open_deadline(
        actor=actor,
        subject_type=DOCUMENT_SUBJECT,
        subject_id=document.pk,
        purpose=PUBLICATION,
        title=f"公开《{facts.title}》",
        rule_code=owed.rule_code,
        owner_body_id=document.body_id,
        start_on=owed.start_on,
        owner_account_ids=facts.author_ids,
        limit=owed.limit,
    )


def settle_by_publication(actor: Actor, edition_id: int) -> None:
    """What was owed is public, in time or late: the day is that of the publication, whenever this is called.

    Called twice, it changes nothing the second time.
    """
    edition = Edition.objects.only("document_id", "published_at").get(pk=edition_id)
    if edition.published_at is None:
        return
    with suppress(NotFound):  # not owed: nothing to meet
        deadlines.meet_deadline(
            actor=actor,
            subject_type=DOCUMENT_SUBJECT,
            subject_id=edition.document_id,
            purpose=PUBLICATION,
            on=clock.day_of(edition.published_at),
        )


def end_without_publication(actor: Actor, edition: Edition, reason: str) -> None:
    """The document is not owed any more."""
    if _is_owed(edition):
        deadlines.drop_deadline(
            actor=actor,
            subject_type=DOCUMENT_SUBJECT,
            subject_id=edition.document_id,
            purpose=PUBLICATION,
            reason=reason,
        )


def _is_owed(edition: Edition) -> bool:
    return deadline_queries.find_open(DOCUMENT_SUBJECT, edition.document_id, PUBLICATION) is not None


def _why_not_owed(facts: rules.PublicationFacts) -> str:
    if facts.since is None:
        return "成文日期已清空"
    if facts.openness and facts.openness not in PUBLISHABLE:
        return f"公开属性定为“{Openness(facts.openness).label}”"
    return "成文日期早于《政府信息公开条例》施行之日"
