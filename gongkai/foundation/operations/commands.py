"""What those who watch and mend the installation do; each deed is in the audit log itself."""

from __future__ import annotations

from datetime import date

from gongkai.foundation.audit import queries as audit
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.operations import policies, queries
from gongkai.foundation.operations.enums import OperationsTag
from gongkai.foundation.outbox import commands as outbox
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput


@command(OperationsTag.DELIVERY_REVIVE)
def revive_delivery(*, actor: Actor, delivery_id: int) -> None:
    """Give a delivery that was given up another round of attempts.

    Raises:
        NotFound: it is not among the dead.
    """
    require(policies.may_mend_deliveries(actor))
    delivery = queries.get_dead_delivery(delivery_id)
    note(subject=delivery, event=delivery.event.name)
    outbox.revive(delivery_id)


@command(OperationsTag.AUDIT_VERIFY)
def verify_audit(
    *, actor: Actor, noted_number: int | None = None, noted_hash: str = ""
) -> audit.Verification:
    """Recompute the chain of the audit log.

    Args:
        noted_number, noted_hash: a link written down earlier, to prove that the chain was not replaced.
    """
    require(policies.may_read_audit(actor))
    noted = (noted_number, noted_hash) if noted_number is not None else None
    outcome = audit.verify(noted)
    note(intact=outcome.intact, sealed=outcome.sealed, faults=len(outcome.faults), head=outcome.head)
    return outcome


@command(OperationsTag.AUDIT_EXPORT)
def export_audit(
    *,
    actor: Actor,
    tag: str = "",
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    most: int = 20_000,
) -> list[int]:
    """The keys of the rows that are handed out, newest first; who took which part of the log stays known.

    Raises:
        InvalidInput: there are more rows than `most`; a shorter period has to be chosen.
    """
    require(policies.may_read_audit(actor))
    events = queries.audit_events(actor, tag=tag, words=words, since=since, until=until)
    ids = list(events.values_list("pk", flat=True)[: most + 1])
    if len(ids) > most:
        raise InvalidInput(f"符合条件的记录超过{most}条，请缩短时间范围或增加条件，分几次导出。")
    note(rows=len(ids))
    return ids
