"""Lists of steps and cases narrowed to what somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from gongkai.core.workflow.enums import STEP_SUBJECT, StepState
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """An empty value is no choice. `step_kind` is the kind of the step itself, or of that at which a case
    stands; `overdue`: its working days have run out."""

    words: str = ""
    body_id: int | None = None
    subject_type: str = ""
    subject_kind: str = ""
    step_kind: str = ""
    overdue: bool = False


def narrowed_steps(steps: QuerySet[ReviewStep], wanted: Narrowing) -> QuerySet[ReviewStep]:
    found = _of_subjects(steps, wanted, "case__")
    if wanted.step_kind:
        found = found.filter(kind=wanted.step_kind)
    return found.filter(pk__in=_overdue()) if wanted.overdue else found


def narrowed_cases(cases: QuerySet[ReviewCase], wanted: Narrowing) -> QuerySet[ReviewCase]:
    found = _of_subjects(cases, wanted, "")
    current = ReviewStep.objects.filter(state=StepState.CURRENT)
    if wanted.step_kind:
        found = found.filter(pk__in=current.filter(kind=wanted.step_kind).values("case"))
    if wanted.overdue:
        found = found.filter(pk__in=current.filter(pk__in=_overdue()).values("case"))
    return found


def _overdue() -> QuerySet[Model, int]:
    return deadlines.subjects_due_before(STEP_SUBJECT, clock.today())


def _of_subjects(rows: QuerySet[M], wanted: Narrowing, to_case: str) -> QuerySet[M]:
    narrowed = Q()
    for word in wanted.words.split():
        narrowed &= Q(**{f"{to_case}subject_title__icontains": word})
    exact = {
        "body_id": wanted.body_id,
        "subject_type": wanted.subject_type,
        "subject_kind": wanted.subject_kind,
    }
    narrowed &= Q(**{f"{to_case}{name}": value for name, value in exact.items() if value})
    return rows.filter(narrowed)
