"""Open deadlines after the ground they stand on has changed: a calendar, or a limit.

One run takes one batch, in one transaction, and asks for the next by an event of that transaction. A
process that is killed loses at most the batch it was at, which is then done again; what is right already
is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import policies, queries, rules
from gongkai.foundation.deadlines.commands.writing import DERIVED_FIELDS, LIMIT_FIELDS, put
from gongkai.foundation.deadlines.enums import PAGE, CauseKind, DeadlinesTag
from gongkai.foundation.deadlines.events import DeadlineMoved, RederivationWanted
from gongkai.foundation.deadlines.models import DeadlineMove, StandingDeadline
from gongkai.foundation.deadlines.rules import Cause, Told
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.kernel.actor import Actor

BATCH = 500
"""Deadlines of one transaction: some seconds of work where all of them move."""


@dataclass(frozen=True, slots=True)
class Rederived:
    """What one batch has done; `finished` when no further batch follows."""

    seen: int
    moved: int
    finished: bool


@command(DeadlinesTag.DEADLINES_REDERIVE)
def rederive_deadlines(*, actor: Actor, cause: Cause, after_id: int = 0) -> Rederived:
    """Derive one batch of open deadlines anew; after the last batch, tell those whom moves concern.

    Args:
        after_id: where the batch before has ended.
    """
    require(policies.may_rederive(actor))
    stamp = _keep_ground()
    batch = queries.lock_batch(cause, after_id=after_id, most=BATCH)
    moved = 0
    only_words: list[StandingDeadline] = []
    for deadline in batch:
        if not _is_concerned(deadline, cause):
            continue
        found = queries.explain(deadline)
        if (found.due_on, found.provisional) != (deadline.due_on, deadline.provisional):
            move_deadline(actor=actor, deadline_id=deadline.pk, cause=cause)
            moved += 1
        elif (found.sentence, found.due_at) != (deadline.sentence, deadline.due_at):
            put(deadline, found, stamp)
            only_words.append(deadline)
    StandingDeadline.objects.bulk_update(only_words, [*LIMIT_FIELDS, *DERIVED_FIELDS])
    finished = len(batch) < BATCH
    if finished:
        _tell(actor, cause)
    else:
        emit(RederivationWanted(cause=cause.payload(), after_id=batch[-1].pk))
    note(seen=len(batch), moved=moved)
    return Rederived(len(batch), moved, finished)


@command(DeadlinesTag.DEADLINE_MOVE)
def move_deadline(*, actor: Actor, deadline_id: int, cause: Cause) -> StandingDeadline:
    """Put an open deadline on the day on which it falls now; old and new are kept with the cause.

    What has been closed in the meantime, or falls on its day already, stays as it is.
    """
    require(policies.may_rederive(actor))
    stamp = _keep_ground()
    deadline = queries.lock_open_by_id(deadline_id)
    if deadline is None or not _is_concerned(deadline, cause):
        note(unchanged=True)
        return queries.get_deadline(deadline_id)
    found = queries.explain(deadline)
    if (found.due_on, found.provisional) == (deadline.due_on, deadline.provisional):
        note(unchanged=True)
        return deadline
    move = DeadlineMove.objects.create(
        deadline=deadline,
        cause_kind=cause.kind,
        cause=cause.key,
        cause_words=cause.words,
        calendar_stamp=stamp,
        old_due_on=deadline.due_on,
        new_due_on=found.due_on,
        old_provisional=deadline.provisional,
        new_provisional=found.provisional,
        old_sentence=deadline.sentence,
        new_sentence=found.sentence,
    )
    put(deadline, found, stamp)
    deadline.save(update_fields=[*LIMIT_FIELDS, *DERIVED_FIELDS])
    emit(DeadlineMoved(deadline_id=deadline.pk, move_id=move.pk))
    note(old_due_on=move.old_due_on, due_on=move.new_due_on, provisional=move.new_provisional)
    return deadline


def _is_concerned(deadline: StandingDeadline, cause: Cause) -> bool:
    """Whether the cause bears on the deadline; the limit that holds now is put on it where limits do."""
    if cause.kind is not CauseKind.LIMIT:
        return True
    lineage = deadline.owner_body.division.lineage
    limit = queries.limits_for(lineage, deadline.rule_code, deadline.start_on).limit
    if limit is None or limit == deadline.limit:
        return False
    deadline.apply_limit(limit)
    return True


def _keep_ground() -> int:
    """Let nobody change a calendar or a limit while dates are derived from them; the calendar's stamp."""
    calendars.keep_calendars()
    queries.keep_limits()
    return calendars.calendar_stamp()


def _tell(actor: Actor, cause: Cause) -> None:
    """One notice for each person, listing what moved of theirs; who was told is not told again."""
    moved = list(queries.moves(cause.key))
    owners = queries.owner_accounts(move.deadline for move in moved)
    theirs: defaultdict[int, list[DeadlineMove]] = defaultdict(list)
    for move in moved:
        for account_id in owners[move.deadline_id]:
            theirs[account_id].append(move)
    for account_id, own in theirs.items():
        told = [
            Told(move.deadline.title, move.old_due_on, move.new_due_on, move.new_provisional) for move in own
        ]
        notifications.send_notice(
            actor=actor,
            account_ids=[account_id],
            kind=NoticeKind.DEADLINE_MOVED,
            title=rules.notice_title(cause, told),
            text=rules.notice_text(cause, told),
            address=f"{PAGE}?cause={cause.key}",
            key=cause.notice_key,
        )
