"""Merging, closing, and recording who continues whose powers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.organisations import policies, queries, rules
from gongkai.foundation.organisations.commands.bodies import create_body, refuse_closed
from gongkai.foundation.organisations.commands.linking import relink
from gongkai.foundation.organisations.enums import BodyKind, OrganisationsTag, SuccessionKind
from gongkai.foundation.organisations.events import BodySucceeded
from gongkai.foundation.organisations.models import PublicBody, Succession
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(OrganisationsTag.BODY_MERGE)
def merge_bodies(
    *,
    actor: Actor,
    predecessor_ids: Sequence[int],
    on: date,
    basis: str,
    successor_id: int | None = None,
    new_name: str = "",
    new_short_name: str = "",
) -> PublicBody:
    """Close the predecessors in favour of an existing body or of a new one, and return the successor.

    What stood under a predecessor comes to stand under the successor, and so does the predecessor
    itself, so that rights over the successor (be it a government) reach its documents. A new body takes
    division, kind, line and contact data of the first predecessor.

    Raises:
        InvalidInput: nothing to merge, a successor that is merged itself or stands below, a wrong day.
        Conflict: one of the bodies is closed already.
    """
    queries.lock_structure()
    ids = list(dict.fromkeys(predecessor_ids))
    basis = rules.tidy(basis)
    if not ids:
        raise InvalidInput.for_field("predecessor_ids", "请选择被合并的机关。")
    if (successor_id is None) == (not new_name.strip()):
        raise InvalidInput.for_field("successor_id", "请选择合并后的机关，或者填写新机关的名称，二者选一。")
    predecessors = [queries.lock_body(body_id) for body_id in sorted(ids)]
    for body in predecessors:
        require(policies.may_reorganise_body(actor, body))
        refuse_closed(body)
    InvalidInput.raise_for(on=_ending_fault(predecessors, on, "合并日期"), basis=rules.basis_fault(basis))
    if successor_id is None:
        first = next(body for body in predecessors if body.pk == ids[0])
        for body in predecessors:
            _close(body, on, basis)
        merged = {body.pk for body in predecessors}
        successor = _found(actor, first, merged, name=new_name, short_name=new_short_name, on=on)
    else:
        successor = _existing_successor(actor, successor_id, ids)
        for body in predecessors:
            _close(body, on, basis)
    for body in predecessors:
        succession = Succession.objects.create(
            predecessor=body, successor=successor, kind=SuccessionKind.MERGE, on=on, basis=basis
        )
        emit(BodySucceeded(succession_id=succession.pk))
        _hand_over(body, successor)
    note(successor_id=successor.pk, predecessors=[body.name for body in predecessors])
    return successor


@command(OrganisationsTag.BODY_CLOSE)
def close_body(*, actor: Actor, body_id: int, on: date, basis: str) -> PublicBody:
    """Close a body that nobody succeeds (else: `merge_bodies`, or `record_succession` first).

    Raises:
        InvalidInput: a day before the founding or in the future, or no basis.
        Conflict: it is closed already, open bodies still stand under it, or something else hangs on it,
            as the checks named in the settings say.
    """
    queries.lock_structure()
    body = queries.lock_body(body_id)
    require(policies.may_reorganise_body(actor, body))
    refuse_closed(body)
    basis = rules.tidy(basis)
    InvalidInput.raise_for(on=_ending_fault([body], on, "撤销日期"), basis=rules.basis_fault(basis))
    below = queries.list_bodies(parent_id=body.pk).first()
    if below is not None:
        raise Conflict(f"“{below.name}”等机关仍以该机关为上级，请先调整它们的上级机关。")
    hanging = [text for check in _closing_checks() if (text := check(body.pk))]
    if hanging:
        raise Conflict(
            f"“{body.name}”名下还有{'、'.join(hanging)}，暂不能撤销。请先由安全管理员撤销这些角色，由经办人办结"
            "这些文件和事项；职责由其他机关承接的，请改用“合并机关”。"
        )
    _close(body, on, basis)
    return body


@command(OrganisationsTag.SUCCESSION_RECORD)
def record_succession(
    *,
    actor: Actor,
    predecessor_id: int,
    successor_id: int,
    kind: SuccessionKind,
    on: date,
    basis: str,
) -> Succession:
    """Write down that one body continues powers of another (分立、职责划转、更名组建); neither closes by it.

    Raises:
        InvalidInput: a wrong day, no basis, or twice the same body.
        Conflict: it is written down already, or a merger was meant (`merge_bodies`).
    """
    predecessor = queries.get_body(predecessor_id)
    successor = queries.get_body(successor_id)
    require(policies.may_reorganise_body(actor, predecessor))
    require(policies.may_reorganise_body(actor, successor))
    basis = rules.tidy(basis)
    if kind == SuccessionKind.MERGE:
        raise Conflict("合并请使用“合并机关”，它会同时撤销被合并的机关。")
    same = "承接机关与原机关不能是同一个机关。" if predecessor.pk == successor.pk else ""
    InvalidInput.raise_for(
        successor_id=same,
        on=rules.date_fault(on, clock.today(), "承接日期"),
        basis=rules.basis_fault(basis),
    )
    succession = Succession.objects.create(
        predecessor=predecessor, successor=successor, kind=kind, on=on, basis=basis
    )
    emit(BodySucceeded(succession_id=succession.pk))
    return succession


def _ending_fault(bodies: Sequence[PublicBody], on: date, what: str) -> str:
    fault = rules.date_fault(on, clock.today(), what)
    if fault:
        return fault
    for body in bodies:
        since = queries.current_name(body.pk).valid_from
        if since is not None and on <= since:
            return f"{what}应晚于“{body.name}”成立或更名的日期{since:%Y-%m-%d}。"
    return ""


def _closing_checks() -> list[Callable[[int], str]]:
    """What apps above this one have to say: each takes a body's key and tells what hangs on it."""
    return [import_string(path) for path in settings.BODY_CLOSING_CHECKS]


def _close(body: PublicBody, on: date, basis: str) -> None:
    name = queries.current_name(body.pk)
    name.valid_to = on
    name.save(update_fields=["valid_to"])
    body.closed_on, body.closing_basis = on, basis
    body.save(update_fields=["closed_on", "closing_basis"])


def _existing_successor(actor: Actor, successor_id: int, predecessor_ids: Sequence[int]) -> PublicBody:
    successor = queries.lock_body(successor_id)
    require(policies.may_reorganise_body(actor, successor))
    refuse_closed(successor)
    above = {*queries.parent_line(successor.pk), *queries.sector_line(successor.pk)}
    if successor.pk in predecessor_ids:
        raise InvalidInput.for_field("successor_id", "合并后的机关不能同时是被合并的机关。")
    if above & set(predecessor_ids):
        raise InvalidInput.for_field(
            "successor_id", "合并后的机关是被合并机关的下级，请先调整它的上级机关和业务主管机关。"
        )
    return successor


def _found(
    actor: Actor, first: PublicBody, merged: set[int], *, name: str, short_name: str, on: date
) -> PublicBody:
    """The new body; its parent is the nearest one above `first` that is not merged away."""
    parent_id = next((pk for pk in queries.parent_line(first.pk) if pk not in merged), None)
    sector_id = next((pk for pk in queries.sector_line(first.pk) if pk not in merged), None)
    return create_body(
        actor=actor,
        division_id=first.division_id,
        name=name,
        short_name=short_name,
        kind=BodyKind(first.kind),
        parent_id=parent_id,
        sector_parent_id=sector_id,
        address=first.address,
        office_hours=first.office_hours,
        telephone=first.telephone,
        fax=first.fax,
        email=first.email,
        opened_on=on,
        sort_key=first.sort_key,
    )


def _hand_over(predecessor: PublicBody, successor: PublicBody) -> None:
    """Needs the row of the merger: it makes the predecessor the successor's own."""
    for child in PublicBody.objects.select_for_update().filter(parent=predecessor):
        relink(child, successor)
    PublicBody.objects.filter(sector_parent=predecessor).update(sector_parent=successor)
    predecessor.refresh_from_db(fields=["lineage"])
    relink(predecessor, successor)
