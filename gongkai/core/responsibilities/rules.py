"""Who might answer for which area, and what an assignment must say; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.responsibilities.enums import Part
from gongkai.foundation.organisations.rules import date_fault, text_fault
from gongkai.reference.departments import find_department
from gongkai.reference.policy_areas import PolicyArea

SOURCE_LENGTH = 200

TOWNSHIPS = "乡镇、街道"
"""What the reference calls them all together: they join in every area (S1 二(一))."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body of the division, as the proposal sees it. `is_township`: one of 乡镇、街道."""

    body_id: int
    name: str
    is_township: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """That `body_id` might answer for an area, because the reference names `department`.

    `is_certain`: no other body of the division fits the department's name.
    """

    area_code: str
    body_id: int
    part: Part
    department: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the reference proposes for a division, and the departments no body was found for."""

    found: tuple[Proposal, ...]
    unmatched: tuple[tuple[str, str], ...] = ()
    """(area code, generic name) of departments that no body of the division fits."""


def propose(
    areas: Iterable[PolicyArea],
    level: str,
    candidates: Sequence[Candidate],
    present: Mapping[tuple[str, int], str],
) -> Proposals:
    """Match the reference's departments with the bodies of a division, by the words of their trade.

    The first department named leads, others join; townships join in every area, as in S1 二(一).

    Args:
        level: "province" uses the province's departments, everything else the county's.
        present: (area, body) that are assigned already; they are not proposed again.
    """
    found: list[Proposal] = []
    unmatched: list[tuple[str, str]] = []
    for area in areas:
        named = area.departments.province if level == "province" else area.departments.county
        part = Part.LEAD
        for department in named:
            fitting = _fitting(department, candidates)
            if not fitting:
                unmatched.append((area.code, department))
                continue
            certain = len(fitting) == 1
            found += [Proposal(area.code, body.body_id, part, department, certain) for body in fitting]
            part = Part.JOINT
        found += [
            Proposal(area.code, body.body_id, Part.JOINT, TOWNSHIPS)
            for body in candidates
            if body.is_township and area.departments.township
        ]
    unique = {(row.area_code, row.body_id): row for row in reversed(found)}
    kept = [row for row in reversed(unique.values()) if (row.area_code, row.body_id) not in present]
    return Proposals(tuple(kept), tuple(unmatched))


def _fitting(department: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    known = find_department(department)
    if known is None:
        return []
    return [body for body in candidates if not body.is_township and known.is_named_in(body.name)]


def source_fault(source: str, what: str = "依据") -> str:
    """An assignment names the document, or the words, it rests on."""
    if not source:
        return f"请填写{what}，如“云政办发〔2026〕3号”。"
    return text_fault(source, what, SOURCE_LENGTH)


def since_fault(since: date, today: date) -> str:
    return date_fault(since, today, "起始日期")


def until_fault(until: date, since: date, today: date) -> str:
    """An assignment ends on a day from its beginning up to today; on the first day it never held."""
    if until < since:
        return f"终止日期不能早于起始日期{since:%Y-%m-%d}。"
    return date_fault(until, today, "终止日期")
