"""Deadlines as they stand, and why each falls on its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least

from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines.enums import OPEN_STATES, WATCHERS, CauseKind
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.deadlines.rules import Cause, course_from, steps_from_json
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import proving
from gongkai.kernel.actor import Actor
from gongkai.kernel.deadlines import Bound, Course, Deadline
from gongkai.kernel.errors import NotFound
from gongkai.kernel.working_days import LAST_YEAR, WorkingCalendar

_FAR = Value(date(LAST_YEAR, 12, 31))
"""Where a paused deadline ends for the question which years bear on it."""

# --- many --------------------------------------------------------------------------------------------


def list_deadlines(actor: Actor) -> QuerySet[StandingDeadline]:
    """Deadlines, open and closed, of the bodies that the actor covers; the twin of `policies.may_see`."""
    bodies = organisations.bodies_covered(actor, WATCHERS, include_closed=True)
    return StandingDeadline.objects.select_related("owner_body__division").filter(
        owner_body__in=bodies.order_by().values("pk")
    )


def open_deadlines(
    actor: Actor,
    *,
    body_id: int | None = None,
    rule_code: str = "",
    provisional: bool | None = None,
    due_before: date | None = None,
    mine: bool = False,
) -> QuerySet[StandingDeadline]:
    """Open deadlines that the actor may see, the next one first, paused ones last.

    Args:
        due_before: falling due before that day: today for what is overdue.
        mine: only those whose subject the actor works on.
    """
    found = list_deadlines(actor).filter(state__in=OPEN_STATES)
    if body_id is not None:
        found = found.filter(owner_body_id=body_id)
    if rule_code:
        found = found.filter(rule_code=rule_code)
    if provisional is not None:
        found = found.filter(provisional=provisional)
    if due_before is not None:
        found = found.filter(due_on__lt=due_before)
    if mine:
        found = found.filter(owner_account_ids__contains=[actor.account_id or -1])
    return found.order_by("due_on", "id")  # the database puts what has no day last


def deadlines_of(subject_type: str, subject_ids: Collection[int]) -> dict[int, list[StandingDeadline]]:
    """Every deadline of each subject, newest first: for a list, in one query."""
    found: defaultdict[int, list[StandingDeadline]] = defaultdict(list)
    rows = StandingDeadline.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
    for row in rows.order_by("-id"):
        found[row.subject_id].append(row)
    return dict(found)


def subjects_due_before(subject_type: str, day: date) -> QuerySet[StandingDeadline, int]:
    """Subjects of the type with an open deadline that fell due before the day, for use within a query."""
    return _open().filter(subject_type=subject_type, due_on__lt=day).values_list("subject_id", flat=True)


# --- one ---------------------------------------------------------------------------------------------


def get_deadline(deadline_id: int) -> StandingDeadline:
    """With its body. Raises NotFound."""
    found = StandingDeadline.objects.select_related("owner_body__division").filter(pk=deadline_id).first()
    if found is None:
        raise NotFound("没有这项期限。")
    return found


def find_open(subject_type: str, subject_id: int, purpose: str) -> StandingDeadline | None:
    return _open_of(subject_type, subject_id, purpose).first()


def lock_if_open(subject_type: str, subject_id: int, purpose: str) -> StandingDeadline | None:
    """The open deadline of a subject, locked for a change, if there is one."""
    return _open_of(subject_type, subject_id, purpose).select_for_update().first()


def lock_open(subject_type: str, subject_id: int, purpose: str) -> StandingDeadline:
    """`lock_if_open` where there has to be one. Raises NotFound."""
    found = lock_if_open(subject_type, subject_id, purpose)
    if found is None:
        raise NotFound("该事项没有正在计时的期限，可能已经办结。")
    return found


def lock_open_by_id(deadline_id: int) -> StandingDeadline | None:
    """The deadline, locked; None when it is no longer open."""
    return _open().select_for_update(of=("self",)).filter(pk=deadline_id).first()


def lock_batch(cause: Cause, *, after_id: int, most: int) -> list[StandingDeadline]:
    """Open deadlines that a cause concerns with a key above `after_id` in order, locked, with what their
    derivation needs.

    A calendar concerns what counts over its year; what counts over a year amended still later is left to
    that amendment, so that each move is told with its own cause. A limit concerns what follows its rule in
    the division and below it.
    """
    found = _open().filter(pk__gt=after_id).select_related("owner_body__division").prefetch_related("course")
    if cause.kind == CauseKind.CALENDAR:
        found = found.annotate(
            first=Least("start_on", "due_on"), last=Greatest("start_on", Coalesce("due_on", _FAR))
        ).filter(_over(cause.year))
        for year in sorted(calendars.years_amended_after(cause.version)):
            found = found.exclude(_over(year))
    else:
        found = found.filter(
            rule_code=cause.rule_code,
            limit_given=False,
            owner_body__division__lineage__contains=[cause.division_id],
        )
    return list(found.order_by("pk").select_for_update(of=("self",))[:most])


# --- proof -------------------------------------------------------------------------------------------


def course_of(deadline: StandingDeadline) -> Course:
    """What has happened to the limit so far; prefetch `course` for many."""
    recorded = deadline.course.all() if deadline.pk else ()
    happenings = (event.happening for event in recorded)
    return course_from(deadline.start_on, deadline.started_at, happenings)


def explain(deadline: StandingDeadline) -> Deadline:
    """The day with its proof: derived afresh while the deadline is open, as it was at closing afterwards."""
    return _explain(deadline, calendars.working_calendar())


def explain_all(deadlines: Iterable[StandingDeadline]) -> dict[int, Deadline]:
    """`explain` for a list, by key; prefetch `course`."""
    calendar = calendars.working_calendar()
    return {deadline.pk: _explain(deadline, calendar) for deadline in deadlines}


def working_days_left(deadline: StandingDeadline, on: date) -> int | None:
    """Working days after `on` up to the due day, negative once it has passed; None while paused."""
    if deadline.due_on is None:
        return None
    calendar = calendars.working_calendar()
    return calendar.count(on, deadline.due_on) - calendar.count(deadline.due_on, on)


def _explain(deadline: StandingDeadline, calendar: WorkingCalendar) -> Deadline:
    if deadline.is_open:
        return proving.explain(calendar, deadline.limit, course_of(deadline))
    return Deadline(
        due_on=deadline.due_on,
        steps=steps_from_json(deadline.steps),
        provisional=deadline.provisional,
        due_at=deadline.due_at,
        bound=Bound(deadline.bound),
        sentence=deadline.sentence,
    )


def _over(year: int) -> Q:
    """Deadlines that count over a day of the year, by their annotated first and last day."""
    return Q(first__lte=date(year, 12, 31), last__gte=date(year, 1, 1))


def _open_of(subject_type: str, subject_id: int, purpose: str) -> QuerySet[StandingDeadline]:
    return _open().filter(subject_type=subject_type, subject_id=subject_id, purpose=purpose)


def _open() -> QuerySet[StandingDeadline]:
    return StandingDeadline.objects.filter(state__in=OPEN_STATES)
