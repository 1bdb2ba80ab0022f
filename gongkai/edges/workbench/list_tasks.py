"""What the matrix, the sorting and the negative list leave to be done by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.powers import queries as powers
from gongkai.core.powers.enums import SUBJECT
from gongkai.core.responsibilities import queries as responsibilities
from gongkai.core.workflow import queries as workflow
from gongkai.edges.components.shapes import Badge, TaskRow
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.workflow.models import ReviewStep


def counts(actor: Actor) -> dict[str, int]:
    """What the menu shows beside matrix, sorting and negative list; for the office only."""
    if Role.OPEN_AFFAIRS_OFFICE.value not in actor.roles:
        return {}
    found = {
        "empty_areas": responsibilities.count_empty_areas(actor),
        "sortings": sortings(actor).count(),
        "examinations": powers.count_due_for_examination(actor),
    }
    return {name: number for name, number in found.items() if number}


def waiting(found: dict[str, int]) -> int:
    """How many rows of 今天要办 these make: each sorting one, each list with something amiss one."""
    return found.get("sortings", 0) + sum(name in found for name in ("empty_areas", "examinations"))


def sortings(actor: Actor) -> QuerySet[ReviewStep]:
    """Sortings that wait for the actor's confirmation, longest waiting first."""
    return workflow.inbox(actor).filter(case__subject_type=SUBJECT)


def alarms(actor: Actor) -> list[TaskRow]:
    """One row for each list with something amiss: areas that nobody answers for, entries not examined."""
    found = counts(actor)
    rows = []
    if empty := found.get("empty_areas"):
        rows.append(
            _alarm(f"{empty} 个领域没有责任单位", "领域责任", "去登记", "matrix", f"{empty} 个领域空缺")
        )
    if due := found.get("examinations"):
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
