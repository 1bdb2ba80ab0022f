"""Keeping the negative list: an entry is added, examined every year, and ended; never rewritten."""

from __future__ import annotations

from datetime import date

from gongkai.core.powers import policies, queries
from gongkai.core.powers.enums import (
    ENTRY_SUBJECT,
    EXAMINATION,
    EXAMINATION_RULE,
    EntryState,
    Ground,
    PowersTag,
)
from gongkai.core.powers.models import EntryExamination, NegativeListEntry
from gongkai.core.powers.rules import negative_list as rules
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.execution import command, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import date_fault, tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(PowersTag.ENTRY_ADD)
def add_entry(
    *,
    actor: Actor,
    division_id: int,
    body_id: int,
    matter: str,
    ground: Ground,
    basis: str,
    valid_from: date,
    valid_until: date | None = None,
) -> NegativeListEntry:
    """Put a matter on the negative list of a division (S3-32), to be examined every year.

    Raises:
        InvalidInput: a field is wrong, or the body lies outside the division.
        Conflict: the matter is on the list already.
    """
    require(policies.may_keep_negative_list(actor, division_id))
    matter, basis = tidy(matter), basis.strip()
    InvalidInput.raise_for(
        matter=rules.matter_fault(matter),
        ground="" if ground in Ground.values else "请在列出的情形中选择。",
        basis=rules.basis_fault(basis),
        body_id=_body_fault(division_id, body_id),
        valid_from=date_fault(valid_from, clock.today(), "有效期的起始日期"),
        valid_until=rules.until_fault(valid_from, valid_until),
    )
    entry = NegativeListEntry.objects.create(
        division_id=division_id,
        body_id=body_id,
        matter=matter,
        ground=ground,
        basis=basis,
        valid_from=valid_from,
        valid_until=valid_until,
        added_by_id=actor.account_id,
        added_by=actor.name,
    )
    _open_examination(actor, entry, start_on=valid_from)
    return entry


@command(PowersTag.ENTRY_EXAMINE)
def examine_entry(
    *, actor: Actor, entry_id: int, on: date, opinion: str, valid_until: date | None = None
) -> NegativeListEntry:
    """定期评估: the matter is still to be withheld (条例 art. 18). What may be open is ended instead.

    Args:
        valid_until: until when the entry holds from now on; None for without end.

    Raises:
        InvalidInput: a wrong day, or no opinion.
        Conflict: the entry has ended.
    """
    entry = queries.lock_entry(entry_id)
    require(policies.may_change_entry(actor, entry))
    _refuse_ended(entry)
    opinion = tidy(opinion)
    InvalidInput.raise_for(
        on=rules.day_fault(on, entry.valid_from, clock.today(), "评估日期"),
        opinion=rules.reason_fault(opinion, "评估意见"),
        valid_until=rules.until_fault(on, valid_until),
    )
    EntryExamination.objects.create(
        entry=entry, on=on, opinion=opinion, valid_until=valid_until, by_id=actor.account_id, by=actor.name
    )
    entry.valid_until = valid_until
    entry.save(update_fields=["valid_until"])
    deadlines.meet_deadline(
        actor=actor, subject_type=ENTRY_SUBJECT, subject_id=entry.pk, purpose=EXAMINATION, on=on
    )
    _open_examination(actor, entry, start_on=on)
    return entry


@command(PowersTag.ENTRY_END)
def end_entry(*, actor: Actor, entry_id: int, on: date, reason: str) -> NegativeListEntry:
    """Take a matter off the list: what cites it has to be sorted anew (条例 art. 18: 应当公开).

    Raises:
        InvalidInput: a wrong day, or no reason.
        Conflict: it has ended already.
    """
    entry = queries.lock_entry(entry_id)
    require(policies.may_change_entry(actor, entry))
    _refuse_ended(entry)
    reason = tidy(reason)
    InvalidInput.raise_for(
        on=rules.day_fault(on, entry.valid_from, clock.today(), "移出日期"),
        reason=rules.reason_fault(reason, "移出原因"),
    )
    entry.state, entry.ended_on, entry.ending_reason = EntryState.ENDED, on, reason
    entry.save(update_fields=["state", "ended_on", "ending_reason"])
    deadlines.drop_deadline(
        actor=actor,
        subject_type=ENTRY_SUBJECT,
        subject_id=entry.pk,
        purpose=EXAMINATION,
        reason="已移出负面清单",
    )
    return entry


def _open_examination(actor: Actor, entry: NegativeListEntry, *, start_on: date) -> None:
    """The next examination is due a year from here, or when the region's own rule says (条例 art. 18)."""
    deadlines.open_deadline(
        actor=actor,
        subject_type=ENTRY_SUBJECT,
        subject_id=entry.pk,
        purpose=EXAMINATION,
        title=f"评估负面清单条目：{entry.matter}"[:300],
        rule_code=EXAMINATION_RULE,
        owner_body_id=entry.body_id,
        start_on=start_on,
    )


def _refuse_ended(entry: NegativeListEntry) -> None:
    if entry.state == EntryState.ENDED:
        raise Conflict(f"该条目已于{entry.ended_on:%Y-%m-%d}移出负面清单，不能再修改。")


def _body_fault(division_id: int, body_id: int) -> str:
    body = organisations.get_body(body_id)
    if division_id not in body.division.lineage:
        return f"“{body.name}”不属于该地区，请重新选择。"
    return f"“{body.name}”已撤销，请重新选择。" if body.closed_on is not None else ""
