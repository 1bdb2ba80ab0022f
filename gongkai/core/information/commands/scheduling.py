"""定时发布: a signed edition comes out at a set time, in the name of whoever set it and with the rights
that this person holds then."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.guarding import check_edition
from gongkai.core.information.commands.publishing import demand_publishable, publish_edition
from gongkai.core.information.commands.telling import tell_of
from gongkai.core.information.enums import EditionState, InformationTag
from gongkai.core.information.models import Edition
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import queries as identity
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, GongkaiError, InvalidInput

KEEPER = Actor.system("定时发布")

logger = logging.getLogger(__name__)


@command(InformationTag.PUBLICATION_SCHEDULE)
def schedule_publication(
    *, actor: Actor, edition_id: int, at: datetime, revision: int | None = None
) -> Edition:
    """Set or move the moment (aware) at which a signed edition comes out.

    What could not be published then is refused now; it is all asked again when the time comes.

    Raises:
        InvalidInput: the moment is past or too far.
        Conflict: as `publish_edition`.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_schedule(actor, edition))
    fault = rules.schedule_fault(at, clock.now())
    if fault:
        raise InvalidInput.for_field("publish_at", fault)
    demand_publishable(actor, edition, on=clock.day_of(at), revision=revision)
    edition.publish_at, edition.publish_by_id, edition.schedule_fault = at, actor.account_id, ""
    edition.save(update_fields=["publish_at", "publish_by_id", "schedule_fault"])
    return edition


@command(InformationTag.PUBLICATION_UNSCHEDULE)
def unschedule_publication(*, actor: Actor, edition_id: int) -> Edition:
    """Take the time back; the edition waits for somebody to publish it."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_unschedule(actor, edition))
    note(publish_at=edition.publish_at)
    edition.publish_at, edition.publish_by_id, edition.schedule_fault = None, None, ""
    edition.save(update_fields=["publish_at", "publish_by_id", "schedule_fault"])
    return edition


@command(InformationTag.SCHEDULE_DROP)
def drop_schedule(*, actor: Actor, edition_id: int, reason: str) -> Edition:
    """What was set for a time cannot be published: say so on the page and to those concerned.

    Raises:
        Conflict: no time is set, or it has been published meanwhile.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_keep_time(actor))
    at, by = edition.publish_at, edition.publish_by_id
    if edition.state != EditionState.SIGNED or at is None:
        raise Conflict("该文件没有等待定时发布，可能已由他人发布或取消。")
    set_for = f"{at.astimezone(clock.CHINA):%Y年%-m月%-d日%H:%M}"
    edition.publish_at, edition.publish_by_id = None, None
    edition.schedule_fault = f"原定{set_for}发布，届时没有发布：{reason}"
    edition.save(update_fields=["publish_at", "publish_by_id", "schedule_fault"])
    tell_of(
        actor,
        edition,
        title=f"《{edition.title}》没有按时发布",
        text=f"{edition.schedule_fault}定时已取消，文件仍在“已签发”，处理后可以重新发布或另设时间。",
        key=f"schedule-dropped:{edition.pk}:{at.isoformat()}",
        also=by,
    )
    return edition


def publish_due() -> int:
    """Publish what has fallen due, however late; returns how many came out."""
    return sum(publish_scheduled(edition_id) for edition_id in queries.publications_due(clock.now()))


def publish_scheduled(edition_id: int) -> bool:
    """Publish one edition whose time has come, or drop its schedule; returns whether it came out.

    Exactly once: whoever comes second waits for the lock and finds that nothing is due any more. What
    fails for a reason that no policy gives stays due and is tried again.
    """
    try:
        if queries.guard_report(queries.get_edition(edition_id)).unscanned:
            # the rules have changed since: large files are looked through before anything is locked
            check_edition(actor=KEEPER, edition_id=edition_id, large=True)
        with transaction.atomic():
            edition = queries.lock_edition(edition_id)
            if not _is_due(edition):
                return False
            refusal = _refusal_of(edition)
            if refusal:
                drop_schedule(actor=KEEPER, edition_id=edition_id, reason=refusal)
            return not refusal
    except Exception:
        logger.exception("edition %s could not be published at its time; it is tried again", edition_id)
        return False


def _is_due(edition: Edition) -> bool:
    at = edition.publish_at
    return edition.state == EditionState.SIGNED and at is not None and at <= clock.now()


def _refusal_of(edition: Edition) -> str:
    """Publish with the rights held now; what stands in the way, or nothing when it is done."""
    try:
        actor = identity.actor_for(edition.publish_by_id or 0)
        publish_edition(actor=actor, edition_id=edition.pk)
    except GongkaiError as refusal:
        return refusal.message
    return ""
