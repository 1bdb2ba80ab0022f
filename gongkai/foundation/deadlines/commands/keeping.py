"""A deadline begins, and ends one way or the other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from gongkai.foundation.deadlines import policies, queries
from gongkai.foundation.deadlines.commands.writing import (
    DERIVED_FIELDS,
    LIMIT_FIELDS,
    day_done,
    derive,
    reason_of,
)
from gongkai.foundation.deadlines.enums import DeadlinesTag
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.deadlines.rules import steps_as_json
from gongkai.foundation.deadlines.transitions import DEADLINE
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.deadlines import Deadline, Limit
from gongkai.kernel.errors import InvalidInput

_TITLE_LENGTH = 300
_FACTS = ("title", "rule_code", "start_on", "started_at", "owner_body_id", "owner_account_ids")


@command(DeadlinesTag.DEADLINE_OPEN)
def open_deadline(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    purpose: str,
    title: str,
    rule_code: str,
    owner_body_id: int,
    start_on: date,
    owner_account_ids: Collection[int] = (),
    started_at: datetime | None = None,
    limit: Limit | None = None,
) -> StandingDeadline:
    """Start a limit for a subject, or bring the one that runs up to changed facts.

    With the same facts nothing changes. The rule of the table that was in force on `start_on` in the
    body's division applies, unless `limit` is given.

    Args:
        title: what is owed, as people read it in lists and notices.
        owner_account_ids: who works on the subject and is told when the day moves.
        started_at: aware; needed where hours are counted.
        limit: what holds for this very subject, such as a catalogue item's own wording.

    Raises:
        InvalidInput: no rule was in force on the day, or it gives no number of days.
    """
    require(policies.may_keep(actor, owner_body_id))
    present = queries.lock_if_open(subject_type, subject_id, purpose)
    if present is not None and present.owner_body_id != owner_body_id:
        require(policies.may_keep(actor, present.owner_body_id))
    deadline = present or StandingDeadline(subject_type=subject_type, subject_id=subject_id, purpose=purpose)
    before = _state_of(deadline)
    deadline.title, deadline.rule_code = title[:_TITLE_LENGTH], rule_code
    deadline.start_on, deadline.started_at = start_on, started_at
    deadline.owner_body_id, deadline.owner_account_ids = owner_body_id, list(owner_account_ids)
    deadline.limit_given = limit is not None
    deadline.apply_limit(limit or _limit_of_table(rule_code, owner_body_id, start_on))
    if present is not None and _state_of(deadline) == before:
        note(unchanged=True)
        return deadline
    old_due_on = deadline.due_on
    derive(deadline)
    deadline.save(update_fields=[*_FACTS, *LIMIT_FIELDS, *DERIVED_FIELDS] if present is not None else None)
    note(due_on=deadline.due_on, old_due_on=old_due_on)
    return deadline


@command(DeadlinesTag.DEADLINE_MEET)
def meet_deadline(
    *, actor: Actor, subject_type: str, subject_id: int, purpose: str, on: date | None = None
) -> StandingDeadline:
    """What was owed is done; whether in time stays visible.

    Raises:
        NotFound: no deadline of the subject is open.
    """
    deadline = queries.lock_open(subject_type, subject_id, purpose)
    require(policies.may_keep(actor, deadline.owner_body_id))
    DEADLINE.apply(deadline, "meet")
    deadline.met_on = day_done(on)
    _close(deadline)
    note(due_on=deadline.due_on, met_on=deadline.met_on, late=deadline.is_late)
    return deadline


@command(DeadlinesTag.DEADLINE_DROP)
def drop_deadline(
    *, actor: Actor, subject_type: str, subject_id: int, purpose: str, reason: str
) -> StandingDeadline:
    """Nothing is owed any more.

    Raises:
        NotFound: no deadline of the subject is open.
    """
    deadline = queries.lock_open(subject_type, subject_id, purpose)
    require(policies.may_keep(actor, deadline.owner_body_id))
    DEADLINE.apply(deadline, "drop")
    deadline.closing_reason = reason_of(reason)
    _close(deadline)
    return deadline


def _close(deadline: StandingDeadline) -> None:
    """Keep the proof as of now: later calendars do not bear on what is over."""
    found: Deadline = derive(deadline)
    deadline.steps = steps_as_json(found.steps)
    deadline.closed_at = clock.now()
    deadline.save(update_fields=["state", "met_on", "closing_reason", "closed_at", "steps", *DERIVED_FIELDS])


def _limit_of_table(rule_code: str, body_id: int, on: date) -> Limit:
    queries.keep_limits()
    found = queries.limit_for_body(rule_code, body_id, on)
    if found.limit is None:
        raise InvalidInput(f"“{found.rule.matter}”没有规定天数（{found.rule.term.words}），不能计算届满日。")
    return found.limit


def _state_of(deadline: StandingDeadline) -> dict[str, Any]:
    return {field: getattr(deadline, field) for field in (*_FACTS, *LIMIT_FIELDS)}
