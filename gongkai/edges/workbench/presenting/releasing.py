"""申请批准公开 as the page of findings shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.enums import ReleaseRequestState

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition, ReleaseRequest


@dataclass(frozen=True, slots=True)
class ShownRequests:
    """What waits for an answer, and everything that was asked for before."""

    waiting: ReleaseRequest | None
    has_lapsed: bool
    """It waits on paper only: the content has changed, which the worker has not written down yet."""
    ended: Sequence[ReleaseRequest]


def requests(edition: Edition) -> ShownRequests:
    """The requests about an edition, newest first."""
    found = queries.release_requests_of(edition.pk)
    waiting = next((each for each in found if each.state == ReleaseRequestState.WAITING), None)
    is_current = waiting is not None and queries.is_current(waiting)
    return ShownRequests(
        waiting=waiting if is_current else None,
        has_lapsed=waiting is not None and not is_current,
        ended=[each for each in found if each.state != ReleaseRequestState.WAITING],
    )
