"""Reads of the matrix: by division, by body, by area, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.responsibilities import rules
from gongkai.core.responsibilities.enums import KEEPERS
from gongkai.core.responsibilities.models import AreaAssignment
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.enums import BodyKind
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound
from gongkai.reference.policy_areas import policy_areas

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import PolicyArea
    from gongkai.foundation.organisations.models import PublicBody

Cell = tuple[str, int]
"""Area code and body."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """领域 × 责任单位 of a division on a day. `bodies` are those that may be chosen or are assigned."""

    division_id: int
    on: date
    areas: Sequence[PolicyArea]
    bodies: Sequence[PublicBody]
    cells: dict[Cell, AreaAssignment]

    @property
    def empty_areas(self) -> list[PolicyArea]:
        """Areas for which nobody answers: the alarm."""
        assigned = {area for area, _ in self.cells}
        return [area for area in self.areas if area.code not in assigned]

    def owners(self, area_code: str) -> list[AreaAssignment]:
        """Those who answer for an area, the leading ones first."""
        found = [row for (area, _), row in self.cells.items() if area == area_code]
        return sorted(found, key=_leading_first)


def matrix(division_id: int, on: date | None = None) -> Matrix:
    """The matrix in three queries. Columns: bodies that may answer, open or assigned on that day."""
    day = on or clock.today()
    areas = catalogue.policy_areas()
    rows = list(_holding(day).filter(division_id=division_id).select_related("body", "area"))
    bodies = {body.pk: body for body in answerable_bodies(division_id)}
    for row in rows:
        bodies.setdefault(row.body_id, row.body)
    cells = {(row.area_id, row.body_id): row for row in rows}
    return Matrix(division_id, day, areas, list(bodies.values()), cells)


def answerable_bodies(division_id: int) -> QuerySet[PublicBody]:
    """Open bodies that may answer for an area: those of the division, and the townships below it."""
    return (
        organisations.list_bodies(division_id=division_id)
        .filter(Q(division_id=division_id) | Q(kind=BodyKind.TOWNSHIP))
        .exclude(kind=BodyKind.VILLAGE)
    )


def owners_of_area(area_code: str, division_id: int, on: date | None = None) -> list[AreaAssignment]:
    """Who answers for an area in a division on a day, the leading ones first."""
    rows = _holding(on or clock.today()).filter(division_id=division_id, area_id=area_code)
    return sorted(rows.select_related("body"), key=_leading_first)


def areas_of_body(body_id: int, on: date | None = None) -> list[AreaAssignment]:
    """The areas that a body answers for on a day, by code."""
    rows = _holding(on or clock.today()).filter(body_id=body_id)
    return list(rows.select_related("area").order_by("area_id", "division_id"))


def history(division_id: int, area_code: str, body_id: int) -> QuerySet[AreaAssignment]:
    """One cell over time, newest first."""
    return (
        AreaAssignment.objects.filter(division_id=division_id, area_id=area_code, body_id=body_id)
        .select_related("carried_from__body")
        .order_by("-since", "-id")
    )


def empty_areas(actor: Actor) -> list[QuerySet[PolicyArea]]:
    """Areas without a body, for each division whose matrix the actor keeps; to be read or counted."""
    roles = {role.value for role in KEEPERS}
    granted = {grant.division_id for grant in actor.grants if grant.role in roles and grant.division_id}
    held = _holding(clock.today()).filter(area_id=OuterRef("code"))
    return [
        catalogue.all_areas().filter(~Exists(held.filter(division_id=division)))
        for division in sorted(granted)
    ]


def find_area(word: str) -> PolicyArea:
    """The area that a code, a name or an alias means.

    Raises:
        NotFound: nothing of that name.
    """
    wanted = word.strip()
    names = catalogue.area_names()
    return names.get(wanted) or names.get(wanted.removesuffix("领域")) or catalogue.get_area(wanted)


def proposals(division_id: int) -> rules.Proposals:
    """What the reference data propose for a division's matrix. Nothing is written."""
    division = organisations.get_division(division_id)
    candidates = [
        rules.Candidate(body.pk, body.name, is_township=body.kind == BodyKind.TOWNSHIP)
        for body in answerable_bodies(division_id).exclude(kind=BodyKind.GOVERNMENT)
    ]
    present = {
        (row.area_id, row.body_id): row.part
        for row in _holding(clock.today()).filter(division_id=division_id)
    }
    return rules.propose(policy_areas(), division.level, candidates, present)


def get_assignment(assignment_id: int) -> AreaAssignment:
    """Raises NotFound."""
    found = AreaAssignment.objects.select_related("area", "body").filter(pk=assignment_id).first()
    if found is None:
        raise NotFound("没有找到这条领域责任，可能已被调整。")
    return found


def lock_assignment(assignment_id: int) -> AreaAssignment:
    """Locked for a change. Raises NotFound."""
    get_assignment(assignment_id)
    return AreaAssignment.objects.select_for_update().get(pk=assignment_id)


def open_assignments(
    *, body_id: int, division_id: int | None = None, area_code: str | None = None
) -> QuerySet[AreaAssignment]:
    """What a body answers for without an end in sight; locked by who means to change it."""
    rows = AreaAssignment.objects.filter(body_id=body_id, until__isnull=True).order_by("id")
    if division_id is not None:
        rows = rows.filter(division_id=division_id)
    if area_code is not None:
        rows = rows.filter(area_id=area_code)
    return rows


def duties_hanging_on(body_id: int) -> str:
    """What keeps a body from being closed: areas it answers for; empty when there are none."""
    count = open_assignments(body_id=body_id).count()
    return f"{count}个领域的公开责任" if count else ""


def _holding(on: date) -> QuerySet[AreaAssignment]:
    return AreaAssignment.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


def _leading_first(row: AreaAssignment) -> tuple[bool, int, int]:
    return (row.part != "lead", row.body.sort_key, row.body_id)
