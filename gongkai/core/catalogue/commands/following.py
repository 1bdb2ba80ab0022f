"""Follow-ups of standards: begun with a clock of three months, settled when nothing is left to deal with."""

from __future__ import annotations

from collections import defaultdict

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.enums import FOLLOW_UP, FOLLOWING, CatalogueTag, FollowUpState
from gongkai.core.catalogue.models import Catalogue, FollowUp, Standard
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines import queries as deadline_queries
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput

KEEPER = Actor.system("标准跟进")
FOLLOWING_RULE = "catalogue.new_area"
"""Within three months of the standard (S4-1), or as the division has set."""


def begin_follow_up(standard: Standard, catalogue: Catalogue) -> FollowUp:
    """What a lower catalogue owes, with its clock from the day of the document.

    There is no clock where the division has no body that answers for it, or where no limit was in force
    on that day; the task stands all the same.
    """
    follow_up = FollowUp.objects.create(standard=standard, catalogue=catalogue)
    body = queries.keeper_body(catalogue)
    if body is None or not _has_limit(body.pk, standard):
        return follow_up
    deadlines.open_deadline(
        actor=KEEPER,
        subject_type=FOLLOW_UP,
        subject_id=follow_up.pk,
        purpose=FOLLOWING,
        title=f"按《{standard.title}》编制并公布{standard.area.name}领域标准目录",
        rule_code=FOLLOWING_RULE,
        owner_body_id=body.pk,
        start_on=standard.issued_on,
    )
    return follow_up


def settle_follow_ups(catalogue: Catalogue) -> None:
    """Close what a publication has settled: of this catalogue, and of those below that waited for it.

    A township cannot follow before its county has. Where the county's new version leaves nothing to do
    below, the township is done with it.
    """
    open_here: dict[int, list[FollowUp]] = defaultdict(list)
    followed = [catalogue, *queries.catalogues_below(catalogue)]
    waiting = FollowUp.objects.filter(catalogue__in=followed, state=FollowUpState.OPEN).select_related(
        "standard"
    )
    for follow_up in waiting:
        open_here[follow_up.catalogue_id].append(follow_up)
    for found in followed:
        for follow_up in open_here[found.pk]:
            if _is_settled(found, follow_up):
                close_follow_up(actor=KEEPER, follow_up_id=follow_up.pk)


@command(CatalogueTag.STANDARD_FOLLOW_UP)
def close_follow_up(*, actor: Actor, follow_up_id: int) -> FollowUp:
    """Done: the published rows deal with every difference of the area."""
    require(policies.may_close_follow_up(actor))
    follow_up = queries.get_follow_up(follow_up_id)
    latest = queries.latest_version(follow_up.catalogue_id)
    follow_up.state, follow_up.done_at = FollowUpState.DONE, clock.now()
    follow_up.done_version = latest.number if latest else 0
    follow_up.save()
    if deadline_queries.find_open(FOLLOW_UP, follow_up.pk, FOLLOWING) is not None:
        deadlines.meet_deadline(
            actor=actor, subject_type=FOLLOW_UP, subject_id=follow_up.pk, purpose=FOLLOWING
        )
    note(standard=follow_up.standard.title, version=follow_up.done_version)
    return follow_up


def _has_limit(body_id: int, standard: Standard) -> bool:
    try:
        deadline_queries.limit_for_body(FOLLOWING_RULE, body_id, standard.issued_on)
    except InvalidInput:
        return False
    return True


def _is_settled(catalogue: Catalogue, follow_up: FollowUp) -> bool:
    standard = follow_up.standard
    above = queries.catalogues_above(catalogue)
    waits = FollowUp.objects.filter(standard=standard, catalogue__in=above, state=FollowUpState.OPEN)
    if waits.exists():
        return False
    return not queries.upstream(catalogue.pk, area_code=standard.area_id, published=True)
