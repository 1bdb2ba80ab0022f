"""Reviews of a subject that nobody knows, brought to where a test wants them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count
from typing import Any

from gongkai.core.workflow import commands
from gongkai.core.workflow.enums import StepKind, StepState
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor
from tests import factories as make
from tests.factories import County

SUBJECT = "test.paper"
_numbers = count(1)


def fresh() -> dict[str, Any]:
    """How a new subject is called."""
    return {"subject_type": SUBJECT, "subject_id": next(_numbers)}


def of(case: ReviewCase) -> dict[str, Any]:
    return {"subject_type": case.subject_type, "subject_id": case.subject_id}


def open_paper(
    county: County,
    route: Sequence[RouteStep] = STANDARD_ROUTE,
    *,
    actor: Actor | None = None,
    authors: Collection[int] = (),
    title: str = "关于城乡低保标准的公告",
    kind: str = "",
) -> ReviewCase:
    """A case of the first department, sent by its editor."""
    return commands.open_case(
        actor=actor or county.person(Role.DEPARTMENT_EDITOR),
        **fresh(),
        title=title,
        body_id=county.bureau.pk,
        author_ids=authors,
        route=route,
        subject_kind=kind,
    )


def approve(case: ReviewCase, actor: Actor = make.SYSTEM, opinion: str = "") -> commands.Progress:
    """Decide whatever step the actor may decide in favour."""
    step = current(case)[0]
    return commands.approve_step(actor=actor, **of(case), kind=step.kind, opinion=opinion)


def current(case: ReviewCase) -> list[ReviewStep]:
    return list(case.steps.filter(state=StepState.CURRENT))


def countersigned(county: County, *more: RouteStep) -> tuple[RouteStep, ...]:
    """审核, 会签 of two other bodies side by side, then the rest of the standard route."""
    review, secrecy, sign_off = STANDARD_ROUTE
    bodies = (county.other_bureau, county.government)
    asked = (RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=body.pk) for body in bodies)
    return (review, *asked, *more, secrecy, sign_off)
