"""What the matrix, the sorting and the negative list leave to be done by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.powers import queries as powers
from gongkai.core.powers.enums import SUBJECT
from gongkai.core.responsibilities import queries as responsibilities
from gongkai.core.workflow import queries as workflow
from gongkai.edges.components.shapes import Badge, TaskRow
from gongkai.edges.workbench.tally import Source
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.workflow.models import ReviewStep


EMPTY_AREAS, SORTINGS, EXAMINATIONS = "empty_areas", "sortings", "examinations"
"""By which the menu knows the counts."""


def sources(actor: Actor) -> Iterator[Source]:
    """What the menu counts beside matrix, sorting and negative list; for the office only."""
    if Role.OPEN_AFFAIRS_OFFICE.value not in actor.roles:
        return
    for empty in responsibilities.empty_areas(actor):
        yield EMPTY_AREAS, empty
    yield SORTINGS, sortings(actor)
    yield EXAMINATIONS, powers.due_for_examination(actor)


def waiting(found: Counter[str]) -> int:
    """How many rows of 今天要办 these make: each sorting one, each list with something amiss one."""
    return found[SORTINGS] + sum(found[name] > 0 for name in (EMPTY_AREAS, EXAMINATIONS))


def sortings(actor: Actor) -> QuerySet[ReviewStep]:
    """Sortings that wait for the actor's confirmation, longest waiting first."""
    return workflow.inbox(actor).filter(case__subject_type=SUBJECT)


def alarms(found: Counter[str]) -> list[TaskRow]:
    """One row for each list with something amiss: areas that nobody answers for, entries not examined."""
    rows = []
    if empty := found[EMPTY_AREAS]:
        rows.append(
            _alarm(f"{empty} 个领域没有责任单位", "领域责任", "去登记", "matrix", f"{empty} 个领域空缺")
        )
    if due := found[EXAMINATIONS]:
        rows.append(
            _alarm(
                f"{due} 条负面清单条目已到评估日期", "负面清单", "去评估", "negative_list", f"{due} 条待评估"
            )
        )
    return rows


def _alarm(title: str, kind: str, action: str, name: str, lamp: str) -> TaskRow:
    address = reverse(f"workbench:{name}")
    return TaskRow(
        title=title,
        url=address,
        kind=kind,
        action_label=action,
        action_url=address,
        lamp=Badge(lamp, "alarm"),
    )
