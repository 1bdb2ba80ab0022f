"""What moved and why, what would move, and who has to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines.enums import OPEN_STATES
from gongkai.foundation.deadlines.models import DeadlineMove, StandingDeadline
from gongkai.foundation.deadlines.queries.standing import course_of
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import deriving, proving
from gongkai.reference.calendars import CalendarYear

_STAND_INS = (Role.OPEN_AFFAIRS_OFFICE, Role.DEPARTMENT_EDITOR)
"""Who is told of a deadline that is nobody's in particular."""

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class PreviewedMove:
    """An open deadline that a calendar would move, or make certain or uncertain."""

    deadline: StandingDeadline
    old: date | None
    new: date | None
    old_provisional: bool
    new_provisional: bool


def preview_calendar(*years: CalendarYear, provisional: bool = False) -> list[PreviewedMove]:
    """The open deadlines that loading those years would move, the next first; nothing is written."""
    amended = calendars.calendar_with(*years, provisional=provisional)
    found: list[PreviewedMove] = []
    open_ones = (
        StandingDeadline.objects.filter(state__in=OPEN_STATES)
        .select_related("owner_body")
        .prefetch_related("course")
        .order_by("due_on", "id")
    )
    for deadline in open_ones.iterator(chunk_size=_AT_ONCE):
        limit = deadline.limit
        derived = deriving.derive(amended, limit, course_of(deadline))
        uncertain = proving.is_provisional(amended, limit, derived)
        if (derived.due_on, uncertain) != (deadline.due_on, deadline.provisional):
            found.append(
                PreviewedMove(deadline, deadline.due_on, derived.due_on, deadline.provisional, uncertain)
            )
    return found


def moves(cause: str) -> QuerySet[DeadlineMove]:
    """What moved for a cause, by its key, in the order in which it was found."""
    return DeadlineMove.objects.select_related("deadline__owner_body").filter(cause=cause).order_by("id")


def moves_of(deadline_id: int) -> QuerySet[DeadlineMove]:
    """How a deadline has moved, newest first."""
    return DeadlineMove.objects.filter(deadline_id=deadline_id).order_by("-id")


def owner_accounts(deadlines: Iterable[StandingDeadline]) -> dict[int, set[int]]:
    """Who has to know of each deadline: those who work on it, else the office and the editors of its body.

    A fixed number of queries, and a few for each body without anybody at work.
    """
    known = list(deadlines)
    active = identity.active_account_ids({account for each in known for account in each.owner_account_ids})
    stand_ins: dict[int, set[int]] = {}
    told: dict[int, set[int]] = {}
    for deadline in known:
        told[deadline.pk] = active & set(deadline.owner_account_ids)
        if not told[deadline.pk]:
            body_id = deadline.owner_body_id
            if body_id not in stand_ins:
                stand_ins[body_id] = _stand_ins(body_id)
            told[deadline.pk] = stand_ins[body_id]
    return told


def _stand_ins(body_id: int) -> set[int]:
    place = organisations.place_of_body(body_id)
    return {account.pk for role in _STAND_INS for account in identity.accounts_with_role(role, place)}
