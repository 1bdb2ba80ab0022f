"""Creating and changing divisions."""

from __future__ import annotations

from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import policies, queries, rules
from gongkai.foundation.organisations.enums import DivisionLevel, OrganisationsTag
from gongkai.foundation.organisations.models import Division
from gongkai.foundation.organisations.models.lineage import reserve_id
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(OrganisationsTag.DIVISION_CREATE)
def create_division(
    *,
    actor: Actor,
    code: str,
    name: str,
    level: DivisionLevel,
    parent_id: int | None = None,
    short_name: str = "",
) -> Division:
    """Add a division.

    Raises:
        InvalidInput: the code does not fit the level or the division above.
        Conflict: the code, or the name under the same parent, is taken.
    """
    queries.lock_structure()
    parent = queries.get_division(parent_id) if parent_id is not None else None
    require(policies.may_create_division(actor, parent))
    division = Division(
        code=rules.tidy(code),
        name=rules.tidy(name),
        short_name=rules.tidy(short_name),
        level=level,
        parent=parent,
    )
    _check(division, parent)
    division.pk = reserve_id(Division)
    division.lineage = [division.pk, *(parent.lineage if parent else [])]
    division.save(force_insert=True)
    return division


@command(OrganisationsTag.DIVISION_UPDATE)
def update_division(
    *,
    actor: Actor,
    division_id: int,
    code: str | None = None,
    name: str | None = None,
    short_name: str | None = None,
    parent_id: int | None = None,
    is_active: bool | None = None,
) -> Division:
    """Change what is given and leave the rest; a division can be moved, not made a root.

    Raises:
        InvalidInput: the code does not fit, or the new parent lies below the division itself.
        Conflict: the division is to be taken out of use while something in it is still in use.
    """
    queries.lock_structure()
    division = queries.lock_division(division_id)
    require(policies.may_update_division(actor, division))
    note(before={"code": division.code, "name": division.name, "parent_id": division.parent_id})
    division.code = division.code if code is None else rules.tidy(code)
    division.name = division.name if name is None else rules.tidy(name)
    division.short_name = division.short_name if short_name is None else rules.tidy(short_name)
    target_id = division.parent_id if parent_id is None else parent_id
    parent = queries.get_division(target_id) if target_id is not None else None
    if parent is not None and parent.pk != division.parent_id:
        require(policies.may_create_division(actor, parent))
        if division.pk in parent.lineage:
            raise InvalidInput.for_field("parent_id", "不能把行政区划移到自己或自己的下级之下。")
    division.parent = parent
    _check(division, parent)
    if is_active is not None:
        _check_activity(division, parent, is_active)
        division.is_active = is_active
    _relink(division, [division.pk, *(parent.lineage if parent else [])])
    return division


def _check(division: Division, parent: Division | None) -> None:
    InvalidInput.raise_for(
        name=rules.name_fault(division.name),
        short_name=rules.name_fault(division.short_name, "简称") if division.short_name else "",
        code=rules.code_fault(
            division.code, division.level, parent.code if parent else "", parent.level if parent else ""
        ),
    )


def _check_activity(division: Division, parent: Division | None, is_active: bool) -> None:
    if is_active:
        if parent is not None and not parent.is_active:
            raise Conflict("上级区划已停用，请先恢复上级区划。")
        return
    if queries.divisions_below(division.pk).filter(is_active=True).exists():
        raise Conflict("该区划下还有在用的下级区划，请先停用或移走它们。")
    if queries.bodies_in(division.pk).exists():
        raise Conflict("该区划内还有未撤销的机关，请先合并或撤销它们。")


def _relink(division: Division, lineage: list[int]) -> None:
    """Save the division and give it and everything below it their new lineages."""
    if lineage == division.lineage:
        division.save()
        return
    below = list(queries.divisions_below(division.pk))
    for row in below:
        row.lineage = rules.relinked(row.lineage, division.pk, lineage)
    division.lineage = lineage
    division.save()
    Division.objects.bulk_update(below, ["lineage"], batch_size=500)
