"""申请批准公开: what was asked for, and whether it still is about the content as it is."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.rules import whole_digest
from gongkai.core.information.enums import OPEN_STATES, RELEASERS, ReleaseRequestState
from gongkai.core.information.models import ReleaseRequest
from gongkai.core.information.queries.guarding import guarded_parts
from gongkai.core.information.queries.reach import visible_to
from gongkai.kernel.actor import Actor


def release_requests_of(edition_id: int) -> list[ReleaseRequest]:
    """Every request about an edition, newest first."""
    return list(ReleaseRequest.objects.filter(edition_id=edition_id))


def waiting_release_request(edition_id: int) -> ReleaseRequest | None:
    return ReleaseRequest.objects.filter(edition_id=edition_id, state=ReleaseRequestState.WAITING).first()


def release_requests_for(actor: Actor) -> QuerySet[ReleaseRequest]:
    """What waits for the actor's approval, longest waiting first; never about a text of their own."""
    return (
        _waiting()
        .filter(edition__in=visible_to(actor, RELEASERS), edition__state__in=OPEN_STATES)
        .exclude(edition__author_ids__contains=[actor.account_id or 0])
    )


def editions_of_lapsed_requests() -> list[int]:
    """Editions whose content or rules are not those of their request any more, or that went another way."""
    return [request.edition_id for request in _waiting() if not is_current(request)]


def is_current(request: ReleaseRequest) -> bool:
    """Whether the content and the rules are those that the request was made for."""
    edition = request.edition
    return (
        edition.state in OPEN_STATES
        and request.rules == guarding.rules_in_force().version
        and request.digest == whole_digest(guarded_parts(edition))
    )


def _waiting() -> QuerySet[ReleaseRequest]:
    found = ReleaseRequest.objects.filter(state=ReleaseRequestState.WAITING)
    return found.select_related("edition__document__body").order_by("asked_at", "id")
