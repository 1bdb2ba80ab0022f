from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.responsibilities import policies, queries, rules
from gongkai.core.responsibilities.enums import Part, ResponsibilitiesTag
from gongkai.core.responsibilities.models import AreaAssignment
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.enums import SuccessionKind
from gongkai.foundation.organisations.rules import tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.reference.departments import departments_header

WHOLE = (SuccessionKind.MERGE, SuccessionKind.RENAME)
"""Successions by which everything passes; of the others the office says by hand which areas do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal that a person has accepted."""

    area_code: str
    body_id: int
    part: Part


@command(ResponsibilitiesTag.AREA_ASSIGN)
def assign_area(
    *, actor: Actor, division_id: int, area: str, body_id: int, part: Part, since: date, source: str
) -> AreaAssignment:
    """Let a body answer for an area from a day on; another part than before takes the place of it.

    Args:
        area: code, name or alias.

    Raises:
        InvalidInput: no source, a day in the future, a body of another region or a closed one.
        Conflict: it answers for the area in this part already, or the days overlap.
    """
    require(policies.may_keep_matrix(actor, division_id))
    found = queries.find_area(area)
    source = tidy(source)
    InvalidInput.raise_for(
        body_id=_body_fault(division_id, body_id),
        since=rules.since_fault(since, clock.today()),
        source=rules.source_fault(source),
    )
    present = _open_cell(division_id, found.code, body_id)
    if present is not None:
        if present.part == part:
            raise Conflict(f"该单位在“{found.name}”领域已登记为“{Part(part).label}”，无需重复登记。")
        _end(present, actor, until=max(since, present.since), basis=source)
        since = max(since, present.since)
        note(former_part=present.part)
    return _begin(actor, division_id, found.code, body_id, part=part, since=since, source=source)


@command(ResponsibilitiesTag.ASSIGNMENT_END)
def end_assignment(*, actor: Actor, assignment_id: int, until: date, basis: str) -> AreaAssignment:
    """Let a body no longer answer for an area from a day on; the row stays as history.

    Raises:
        InvalidInput: a day before the beginning or in the future, or no basis.
        Conflict: it has ended already.
    """
    assignment = queries.lock_assignment(assignment_id)
    require(policies.may_keep_matrix(actor, assignment.division_id))
    if assignment.until is not None:
        raise Conflict(f"这项责任已于{assignment.until:%Y-%m-%d}终止，无需再次终止。")
    basis = tidy(basis)
    InvalidInput.raise_for(
        until=rules.until_fault(until, assignment.since, clock.today()),
        basis=rules.source_fault(basis, "终止依据"),
    )
    return _end(assignment, actor, until=until, basis=basis)


@command(ResponsibilitiesTag.MATRIX_FILL)
def fill_from_reference(
    *, actor: Actor, division_id: int, since: date, choices: Sequence[Choice]
) -> list[AreaAssignment]:
    """Assign what a person has accepted of the proposals; nothing else, and nothing on its own.

    Raises:
        InvalidInput: nothing chosen, or something that the reference data do not propose (any more).
    """
    require(policies.may_keep_matrix(actor, division_id))
    if not choices:
        raise InvalidInput.for_field("choices", "请至少勾选一项建议。")
    offered = {(row.area_code, row.body_id) for row in queries.proposals(division_id).found}
    if any((choice.area_code, choice.body_id) not in offered for choice in choices):
        raise InvalidInput.for_field("choices", "建议已经变化，没有填写。请刷新页面，重新核对后再填。")
    header = departments_header()
    source = f"参考数据 {header.file} 第{header.version}版（{header.on:%Y-%m-%d}），已核对"
    note(choices=len(choices))
    return [
        assign_area(
            actor=actor,
            division_id=division_id,
            area=choice.area_code,
            body_id=choice.body_id,
            part=choice.part,
            since=since,
            source=source,
        )
        for choice in choices
    ]


@command(ResponsibilitiesTag.DUTIES_CARRY)
def carry_duties(*, actor: Actor, succession_id: int) -> list[AreaAssignment]:
    """Let the successor answer for what the predecessor answered for (国办公开办函〔2019〕14号: the duty
    to publish goes along with the powers). Carrying twice changes nothing.

    A transfer or a split says nothing about areas: then the office decides them one by one.
    """
    require(policies.may_carry_duties(actor))
    succession = organisations.get_succession(succession_id)
    note(subject=succession)
    if succession.kind not in WHOLE:
        return []
    carried = []
    for row in queries.open_assignments(body_id=succession.predecessor_id).select_for_update():
        on, basis = max(succession.on, row.since), succession.basis
        _end(row, actor, until=on, basis=basis)
        present = _open_cell(row.division_id, row.area_id, succession.successor_id)
        if present is not None:
            if row.part in (present.part, Part.JOINT):
                continue
            on = max(on, present.since)
            _end(present, actor, until=on, basis=basis)
        carried.append(
            _begin(
                actor,
                row.division_id,
                row.area_id,
                succession.successor_id,
                part=Part(row.part),
                since=on,
                source=basis,
                carried_from=row,
            )
        )
    note(areas=[row.area_id for row in carried])
    return carried


def _body_fault(division_id: int, body_id: int) -> str:
    body = organisations.get_body(body_id)
    if division_id not in body.division.lineage:
        return f"“{body.name}”不属于该地区，不能登记为责任单位。"
    if body.closed_on is not None:
        return f"“{body.name}”已于{body.closed_on:%Y-%m-%d}撤销，请选择承接其职责的单位。"
    return ""


def _open_cell(division_id: int, area_code: str, body_id: int) -> AreaAssignment | None:
    rows = queries.open_assignments(body_id=body_id, division_id=division_id, area_code=area_code)
    return rows.select_for_update().first()


def _begin(
    actor: Actor,
    division_id: int,
    area_code: str,
    body_id: int,
    *,
    part: Part,
    since: date,
    source: str,
    carried_from: AreaAssignment | None = None,
) -> AreaAssignment:
    return AreaAssignment.objects.create(
        division_id=division_id,
        area_id=area_code,
        body_id=body_id,
        part=part,
        since=since,
        source=source,
        assigned_by_id=actor.account_id,
        assigned_by=actor.name,
        carried_from=carried_from,
    )


def _end(row: AreaAssignment, actor: Actor, *, until: date, basis: str) -> AreaAssignment:
    row.until, row.ending_basis = until, basis
    row.ended_by_id, row.ended_by, row.ended_at = actor.account_id, actor.name, clock.now()
    row.save(update_fields=["until", "ending_basis", "ended_by_id", "ended_by", "ended_at"])
    return row
