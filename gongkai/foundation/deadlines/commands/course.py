"""What happens to a limit on its way: pauses, more time, a new beginning."""

from __future__ import annotations

from datetime import date

from gongkai.foundation.deadlines import policies, queries
from gongkai.foundation.deadlines.commands.writing import DERIVED_FIELDS, day_done, derive, reason_of
from gongkai.foundation.deadlines.enums import CourseKind, DeadlinesTag, DeadlineState
from gongkai.foundation.deadlines.models import CourseEvent, StandingDeadline
from gongkai.foundation.deadlines.transitions import DEADLINE
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.time_units import Span

_SOURCE_LENGTH = 300


@command(DeadlinesTag.DEADLINE_PAUSE)
def pause_deadline(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    purpose: str,
    reason: str,
    source: str = "",
    on: date | None = None,
) -> StandingDeadline:
    """中止: the days after `on` (today unless given) do not count until it is resumed.

    Raises:
        Conflict: it is paused already, or had run out by then.
    """
    deadline = _lock(actor, subject_type, subject_id, purpose)
    DEADLINE.apply(deadline, "pause")
    due_on = deadline.due_on
    _add(actor, deadline, CourseKind.PAUSE_BEGUN, on, reason=reason, source=source)
    derive(deadline)
    if deadline.due_on is not None:
        raise Conflict(f"期限到{_day(due_on)}已经届满，或者不能中止，请核对中止日期。")
    return _save(deadline, due_on)


@command(DeadlinesTag.DEADLINE_RESUME)
def resume_deadline(
    *, actor: Actor, subject_type: str, subject_id: int, purpose: str, on: date | None = None
) -> StandingDeadline:
    """恢复: the day `on` (today unless given) is the last that does not count.

    Raises:
        Conflict: it is not paused.
        InvalidInput: the day lies before the pause began.
    """
    deadline = _lock(actor, subject_type, subject_id, purpose)
    DEADLINE.apply(deadline, "resume")
    _end_pause(actor, deadline, on)
    derive(deadline)
    return _save(deadline, None)


@command(DeadlinesTag.DEADLINE_EXTEND)
def extend_deadline(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    purpose: str,
    span: Span,
    reason: str,
    source: str = "",
    on: date | None = None,
) -> StandingDeadline:
    """延长 by `span`, granted on `on` (today unless given): the time comes on top, also while paused.

    Raises:
        Conflict: the limit had run out by then.
    """
    deadline = _lock(actor, subject_type, subject_id, purpose)
    due_on, granted_on = deadline.due_on, day_done(on)
    if due_on is not None and granted_on > due_on:
        raise Conflict(f"期限已于{_day(due_on)}届满，不能再延长。")
    _add(actor, deadline, CourseKind.EXTENDED, granted_on, reason=reason, source=source, span=span)
    derive(deadline)
    return _save(deadline, due_on)


@command(DeadlinesTag.DEADLINE_RESTART)
def restart_deadline(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    purpose: str,
    reason: str,
    source: str = "",
    on: date | None = None,
) -> StandingDeadline:
    """重新计算: the limit begins anew with `on` (today unless given); a pause that lasts ends with it."""
    deadline = _lock(actor, subject_type, subject_id, purpose)
    due_on = deadline.due_on
    if deadline.state == DeadlineState.PAUSED:
        DEADLINE.apply(deadline, "resume")
        _end_pause(actor, deadline, on)
    _add(actor, deadline, CourseKind.RESTARTED, on, reason=reason, source=source)
    derive(deadline)
    return _save(deadline, due_on)


def _lock(actor: Actor, subject_type: str, subject_id: int, purpose: str) -> StandingDeadline:
    deadline = queries.lock_open(subject_type, subject_id, purpose)
    require(policies.may_keep(actor, deadline.owner_body_id))
    return deadline


def _add(
    actor: Actor,
    deadline: StandingDeadline,
    kind: CourseKind,
    on: date | None,
    *,
    reason: str,
    source: str = "",
    span: Span | None = None,
) -> None:
    """Record what happened; its day lies between the limit's first day and today.

    Raises:
        InvalidInput: it does not, or no reason is given.
    """
    day = day_done(on)
    if day < deadline.start_on:
        raise InvalidInput.for_field("on", f"日期不能早于起算日{_day(deadline.start_on)}，请核对。")
    CourseEvent.objects.create(
        deadline=deadline,
        kind=kind,
        on=day,
        amount=span.amount if span else None,
        unit=span.unit.value if span else "",
        reason=reason_of(reason),
        source=source.strip()[:_SOURCE_LENGTH],
        by=actor.name,
        by_id=actor.account_id,
    )


def _end_pause(actor: Actor, deadline: StandingDeadline, on: date | None) -> None:
    begun = deadline.course.filter(kind=CourseKind.PAUSE_BEGUN).order_by("-id").first()
    if begun is not None and day_done(on) < begun.on:
        raise InvalidInput.for_field("on", f"恢复日期不能早于中止日期{_day(begun.on)}，请核对。")
    _add(actor, deadline, CourseKind.PAUSE_ENDED, on, reason="恢复计时")


def _save(deadline: StandingDeadline, old_due_on: date | None) -> StandingDeadline:
    deadline.save(update_fields=["state", *DERIVED_FIELDS])
    note(old_due_on=old_due_on, due_on=deadline.due_on)
    return deadline


def _day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""
