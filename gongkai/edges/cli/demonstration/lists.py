"""The county's matrix, negative list and lists of powers, by the deeds of the people who keep them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import Ground, Openness, PowerList
from gongkai.core.powers.rules import InformationFields
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.core.responsibilities import commands as responsibilities
from gongkai.core.responsibilities import queries as matrix
from gongkai.core.responsibilities.enums import Part
from gongkai.demonstration import County
from gongkai.demonstration.lists import DemoEntry, DemoPower, PowerChange, duties, negative_list, powers
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.structure import LOADER, Keys
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.powers.models import PowerItem

_TOWNSHIP = "township"


def load_matrix(plan: County, keys: Keys) -> None:
    """Who answers for which area, unless somebody has begun the matrix already."""
    division_id = keys.divisions[plan.division_code]
    if matrix.matrix(division_id).cells:
        return
    facts = duties()
    cells = list(_cells(plan))
    with transaction.atomic():
        for area, body_key, part in cells:
            responsibilities.assign_area(
                actor=LOADER,
                division_id=division_id,
                area=area,
                body_id=keys.bodies[body_key],
                part=part,
                since=facts.since,
                source=facts.source,
            )
    output.done(f"领域责任矩阵：{len(cells)}项，{len(facts.unassigned)}个领域有意空缺")


def _cells(plan: County) -> Iterator[tuple[str, str, Part]]:
    facts = duties()
    for area in (f"{number:02d}" for number in range(1, 27)):
        if area in facts.unassigned:
            continue
        for position, body in enumerate(plan.responsible(area)):
            yield area, body.key, Part.JOINT if position else Part.LEAD
        if area in facts.townships:
            yield from ((area, body.key, Part.JOINT) for body in plan.bodies if body.kind == _TOWNSHIP)


def load_negative_list(plan: County, keys: Keys) -> None:
    """The entries, each added on its first day and examined when the file says, unless there are some."""
    division_id = keys.divisions[plan.division_code]
    if queries.entries_of([division_id], include_ended=True).exists():
        return
    with transaction.atomic():
        for entry in negative_list():
            _load_entry(entry, division_id, keys)
    output.done(f"负面清单：{len(negative_list())}条")


def _load_entry(entry: DemoEntry, division_id: int, keys: Keys) -> None:
    with clock.frozen(_morning(entry.valid_from)):
        added = commands.add_entry(
            actor=LOADER,
            division_id=division_id,
            body_id=keys.bodies[entry.body_key],
            matter=entry.matter,
            ground=Ground(entry.ground),
            basis=entry.basis,
            valid_from=entry.valid_from,
            valid_until=entry.valid_until,
        )
    if entry.examined_on is not None:
        with clock.frozen(_morning(entry.examined_on)):
            commands.examine_entry(
                actor=LOADER,
                entry_id=added.pk,
                on=entry.examined_on,
                opinion=entry.opinion,
                valid_until=entry.valid_until,
            )


def load_powers(plan: County, keys: Keys) -> None:
    """The powers that are missing, each as far sorted as its file says."""
    division_id = keys.divisions[plan.division_code]
    facts = powers()
    present = {(power.body_id, power.code) for power in queries.public_powers(division_id)}
    missing = [power for power in facts.powers if (keys.bodies[power.body_key], power.code) not in present]
    cancelled = {(change.body_key, change.code) for change in facts.changes if change.is_cancelled}
    if all((power.body_key, power.code) in cancelled for power in missing):
        return
    cited = {entry.matter: entry.pk for entry in queries.citable_entries(division_id)}
    with output.progress(missing, "权责事项") as waiting:
        for power in waiting:
            # all or nothing: an interrupted run leaves no half-sorted power behind
            with transaction.atomic():
                _load_power(power, keys, cited)
    for change in facts.changes:
        _change(change, keys)


def _load_power(power: DemoPower, keys: Keys, cited: dict[str, int]) -> None:
    created = commands.create_power(
        actor=LOADER,
        body_id=keys.bodies[power.body_key],
        list_kind=PowerList(power.list_kind),
        given=PowerFields(power.code, power.name, power.type, power.basis, power.duties),
        effective_on=powers().effective_on,
        reason=powers().reason,
    )
    editor = _holder(Role.DEPARTMENT_EDITOR, created.body_id)
    if power.reached("laid_out"):
        commands.lay_out_links(actor=editor, power_id=created.pk)
    if power.reached("sorted"):
        _sort(created, editor, cited)
    if power.reached("submitted"):
        commands.submit_sorting(actor=editor, power_id=created.pk)
    if power.reached("confirmed"):
        office = _holder(Role.OPEN_AFFAIRS_OFFICE, created.body_id)
        commands.confirm_sorting(actor=office, power_id=created.pk, opinion="环节完整，公开属性认定准确。")


def _sort(power: PowerItem, editor: Actor, cited: dict[str, int]) -> None:
    """Everything that the links produce: as decided in the file, else open under the likeliest item."""
    rows = [row for link in queries.links_of(power.pk) for row in link.information.all()]
    likely = queries.likely_items(power, [row.name for row in rows])
    fallback = next((items[0].pk for items in likely.values() if items), None)
    for row in rows:
        decision = powers().decisions.get(row.name)
        item = likely[row.name][0].pk if likely[row.name] else fallback
        withheld = decision is not None and decision.openness not in (Openness.PROACTIVE, Openness.PARTIAL)
        commands.save_information(
            actor=editor,
            link_id=row.link_id,
            information_id=row.pk,
            given=InformationFields(
                name=row.name,
                openness=decision.openness if decision else Openness.PROACTIVE,
                reason=decision.reason if decision else "",
                negative_entry_id=cited[decision.entry] if decision else None,
                item_id=None if withheld else item,
            ),
        )


def _change(change: PowerChange, keys: Keys) -> None:
    """A later version, unless it is there already."""
    found = queries.powers_of_body_with_code(keys.bodies[change.body_key], PowerList.POWERS, change.code)
    power = found.get()
    if power.version > 1:
        return
    if change.is_cancelled:
        commands.cancel_power(actor=LOADER, power_id=power.pk, on=change.on, reason=change.reason)
        return
    fields = queries.fields_of(power)
    given = PowerFields(fields.code, fields.name, fields.type, change.basis, fields.duties)
    commands.revise_power(
        actor=LOADER, power_id=power.pk, given=given, effective_on=change.on, reason=change.reason
    )


def _holder(role: Role, body_id: int) -> Actor:
    """Somebody of the body, or over it, who holds the role; the loader where nobody does."""
    holders = list(identity.accounts_with_role(role, organisations.place_of_body(body_id)))
    own = (account for account in holders if account.body_id == body_id)
    account = next(own, holders[0] if holders else None)
    return identity.actor_for(account.pk) if account else LOADER


def _morning(on: date) -> datetime:
    """Nine in China on a day."""
    return datetime(on.year, on.month, on.day, 1, tzinfo=UTC)
