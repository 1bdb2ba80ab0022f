"""Follow-ups of standards, settled as soon as nothing is left to deal with."""

from __future__ import annotations

from collections import defaultdict

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.enums import CatalogueTag, FollowUpState
from gongkai.core.catalogue.models import Catalogue, FollowUp
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

KEEPER = Actor.system("标准跟进")


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
    note(standard=follow_up.standard.title, version=follow_up.done_version)
    return follow_up


def _is_settled(catalogue: Catalogue, follow_up: FollowUp) -> bool:
    standard = follow_up.standard
    upper = queries.upper_catalogue(catalogue)
    if upper is not None and upper.pk != standard.catalogue_id:
        waits = FollowUp.objects.filter(standard=standard, catalogue=upper, state=FollowUpState.OPEN)
        if waits.exists():
            return False
    return not queries.upstream(catalogue.pk, area_code=standard.area_id, published=True)
