"""按新规则复查: what the public can read is scanned under the rules in force, in the background."""

from __future__ import annotations

from gongkai.core.guarding import queries as guarding_queries
from gongkai.core.guarding.rules import UNREAD_LABEL
from gongkai.core.information import policies, queries
from gongkai.core.information.commands.guarding import scanned
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.jobs import RESCAN, defer
from gongkai.core.information.models import Edition, Rescan, RescanHit
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, GongkaiError

KEEPER = Actor.system("个人信息复查")

EDITIONS_A_STEP = 20


@command(InformationTag.RESCAN_START)
def start_rescan(*, actor: Actor) -> Rescan:
    """Begin to look through everything that is public, under the rules of today.

    Raises:
        Conflict: one is under way.
    """
    require(policies.may_rescan(actor))
    if queries.running_rescan() is not None:
        raise Conflict("复查正在进行，请等它完成后再开始新的一次。")
    rescan = Rescan.objects.create(
        rules=guarding_queries.rules_in_force().version,
        total=queries.readable_editions().count(),
        started_by=actor.name,
        started_at=clock.now(),
        worked_at=clock.now(),
    )
    defer(RESCAN, rescan_id=rescan.pk)
    return rescan


@command(InformationTag.RESCAN_STEP)
def rescan_some(*, actor: Actor, rescan_id: int) -> Rescan:
    """The next editions; with the last of them it is finished. A second worker at once waits for the first
    and goes on behind it, so that each edition is looked at once."""
    rescan = queries.lock_rescan(rescan_id)
    require(policies.may_keep_time(actor))
    if rescan.finished_at is not None:
        note(skipped=True)
        return rescan
    editions = list(queries.readable_editions().filter(pk__gt=rescan.reached)[:EDITIONS_A_STEP])
    hits = [hit for edition in editions if (hit := _hit(actor, rescan, edition)) is not None]
    RescanHit.objects.bulk_create(hits)
    rescan.hits += len(hits)
    rescan.done += len(editions)
    rescan.worked_at = clock.now()
    if editions:
        rescan.reached = editions[-1].pk
    if len(editions) < EDITIONS_A_STEP:
        rescan.finished_at = clock.now()
    rescan.save(update_fields=["hits", "done", "worked_at", "reached", "finished_at"])
    note(looked_at=len(editions), hits=len(hits))
    return rescan


def carry_on_rescan(rescan_id: int) -> bool:
    """One step; returns whether there is more to do."""
    return rescan_some(actor=KEEPER, rescan_id=rescan_id).finished_at is None


def _hit(actor: Actor, rescan: Rescan, edition: Edition) -> RescanHit | None:
    try:
        report = scanned(actor, edition, large=True)
    except GongkaiError:
        # the file is not in the store (a restore without files): a person has to look
        return RescanHit(rescan=rescan, edition=edition, hard=0, review=1, counts={UNREAD_LABEL: 1})
    if not report.open_hard and not report.open_review:
        return None
    return RescanHit(
        rescan=rescan,
        edition=edition,
        hard=report.open_hard,
        review=report.open_review,
        counts=dict(report.counts),
    )
