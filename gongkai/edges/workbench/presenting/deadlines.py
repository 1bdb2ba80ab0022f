"""Standing deadlines as the pages show them: how many days are left, and why it is this day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from gongkai.core.information import queries as information
from gongkai.core.workflow.enums import STEP_SUBJECT
from gongkai.edges.components.shapes import DueDate
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.enums import DeadlineState
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Deadline, StepKind
from gongkai.kernel.time_units import Unit
from gongkai.kernel.working_days import WorkingCalendar

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.workflow.models import ReviewStep
    from gongkai.foundation.deadlines.models import StandingDeadline


def due_dates(standing: Iterable[StandingDeadline]) -> dict[int, DueDate]:
    """Each deadline with its proof, by key; a fixed number of queries for any number of them."""
    known = list(standing)
    if not known:
        return {}
    prefetch_related_objects(known, "course")
    proofs = deadlines.explain_all(known)
    calendar = calendars.working_calendar()
    return {each.pk: _due(each, proofs[each.pk], calendar) for each in known}


def publication_due(editions: Iterable[Edition]) -> dict[int, DueDate]:
    """Edition → by when its document is owed to the public, for those that owe it."""
    standing = information.publication_deadlines(list(editions))
    shown = due_dates(standing.values())
    return {edition: shown[each.pk] for edition, each in standing.items()}


def step_due(steps: Iterable[ReviewStep]) -> dict[int, DueDate]:
    """Step of a review → by when it is to be decided, for those that have a limit; nothing is asked for the
    others."""
    limited = [step.pk for step in steps if step.limit_days]
    if not limited:
        return {}
    standing = {key: rows[0] for key, rows in deadlines.deadlines_of(STEP_SUBJECT, limited).items()}
    shown = due_dates(standing.values())
    return {key: shown[each.pk] for key, each in standing.items()}


def _due(standing: StandingDeadline, proof: Deadline, calendar: WorkingCalendar) -> DueDate:
    by_workday = standing.unit == Unit.WORKDAY
    return DueDate(
        proof=proof,
        left=_left(standing, proof, calendar if by_workday else None),
        unit=Unit.WORKDAY.words if by_workday else "天",
        done_on=standing.met_on,
        late=standing.is_late,
        paused=_pause_of(proof) if standing.state == DeadlineState.PAUSED else "",
        dropped=standing.closing_reason,
        title=standing.title,
    )


def _left(standing: StandingDeadline, proof: Deadline, calendar: WorkingCalendar | None) -> int | None:
    """Days from today; working days where the limit counts in them."""
    if not standing.is_open or proof.due_on is None:
        return None
    today = clock.today()
    return calendar.between(today, proof.due_on) if calendar else (proof.due_on - today).days


def _pause_of(proof: Deadline) -> str:
    lasting = [step.text for step in proof.steps if step.kind is StepKind.PAUSED and step.until is None]
    return lasting[-1] if lasting else ""
