"""What falls due by itself, for the permission table; inputs of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gongkai.core.information import commands as information
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World


@dataclass
class Times:
    """One that waits for its time, one whose display period is over; two in the recycle bin, one of them for
    too long."""

    scheduled: Edition
    over: Edition
    discarded: Edition
    gone: Edition


def make_times(county: County) -> Times:
    signed = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    scheduled = information.schedule_publication(
        actor=county.person(Role.APPROVER), edition_id=signed.pk, at=clock.now() + timedelta(days=1)
    )
    over = make.publish_document(county, "结果公示", display_until=clock.today())
    Edition.objects.filter(pk=over.pk).update(display_until=clock.today() - timedelta(days=1))
    discarded = _discarded(county)
    gone = _discarded(county)
    Edition.objects.filter(pk=gone.pk).update(discarded_at=clock.now() - timedelta(days=400))
    return Times(scheduled, over, discarded, gone)


def _discarded(county: County) -> Edition:
    return information.discard_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=make.draft(county).pk
    )


TIME_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "information.publication.schedule": lambda w: {
        "edition_id": w.signed.pk, "at": clock.now() + timedelta(days=1),
    },
    "information.publication.unschedule": lambda w: {"edition_id": w.times.scheduled.pk},
    "information.schedule.drop": lambda w: {
        "edition_id": w.times.scheduled.pk, "reason": "账号不存在或已停用。",
    },
    "information.display.end": lambda w: {"edition_id": w.times.over.pk},
    "information.draft.restore": lambda w: {"edition_id": w.times.discarded.pk},
    "information.draft.erase": lambda w: {
        "edition_id": w.times.discarded.pk, "reason": "误传含个人信息的名单。",
    },
    "information.draft.purge": lambda w: {"edition_id": w.times.gone.pk},
}  # fmt: skip
