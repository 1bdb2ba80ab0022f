"""Reads of the audit log: lists for the viewer, and the check of the chain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.foundation.audit import rules
from gongkai.foundation.audit.models import AuditEvent, AuditLeaf, AuditSeal

LATE_COMMIT = timedelta(hours=1)
"""The longest transaction that may honestly add a row dated before the last seal (imports run in batches)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the chain, in the words shown to the auditor."""

    kind: str
    event_id: int | None
    seal_id: int | None
    text: str


@dataclass(slots=True)
class Verification:
    """The outcome of a check of the whole chain."""

    seals: int = 0
    sealed: int = 0
    unsealed: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        return not self.faults


def hash_of(event: AuditEvent) -> bytes:
    """The hash of a row as it stands in the database now."""
    return rules.leaf_hash(
        event_id=event.pk,
        at=event.at,
        tag=event.tag,
        actor=event.actor,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        subject_label=event.subject_label,
        detail=event.detail,
    )


def unsealed() -> QuerySet[AuditEvent]:
    """Rows that no link holds yet."""
    return AuditEvent.objects.filter(~Exists(AuditLeaf.objects.filter(event_id=OuterRef("pk"))))


def head() -> tuple[int, str]:
    """Number and hash of the newest link: what to print and keep elsewhere."""
    seal = AuditSeal.objects.order_by("-id").first()
    return (seal.id, bytes(seal.hash).hex()) if seal else (0, rules.GENESIS.hex())


def verify(expected_head: tuple[int, str] | None = None) -> Verification:
    """Recompute every link and compare it with the rows.

    Args:
        expected_head: number and hash of a link noted down earlier; it proves that the chain
            was not rewritten as a whole since.
    """
    result = Verification()
    previous, previous_at = rules.GENESIS, None
    for seal in AuditSeal.objects.order_by("id").iterator(chunk_size=200):
        _verify_seal(seal, previous, previous_at, result)
        previous, previous_at = bytes(seal.hash), seal.sealed_at
        result.seals, result.head = seal.id, previous.hex()
        if expected_head and seal.id == expected_head[0] and result.head != expected_head[1]:
            result.faults.append(
                Fault(
                    "rewritten", None, seal.id, f"第{seal.id}号封存与此前记录的校验值不符，整条链可能被重写。"
                )
            )
    if expected_head and expected_head[0] > result.seals:
        result.faults.append(
            Fault("truncated", None, expected_head[0], f"此前记录的第{expected_head[0]}号封存已不存在。")
        )
    _verify_unsealed(previous_at, result)
    return result


def _verify_seal(
    seal: AuditSeal, previous: bytes, previous_at: datetime | None, result: Verification
) -> None:
    leaves = list(seal.leaves.order_by("position"))
    hashes = [bytes(leaf.hash) for leaf in leaves]
    if (
        bytes(seal.previous_hash) != previous
        or bytes(seal.hash) != rules.seal_hash(previous, seal.id, seal.sealed_at, hashes)
        or seal.count != len(leaves)
    ):
        result.faults.append(Fault("broken_link", None, seal.id, f"第{seal.id}号封存的校验值不符。"))
    events = AuditEvent.objects.in_bulk([leaf.event_id for leaf in leaves])
    result.sealed += len(leaves)
    for leaf in leaves:
        event = events.get(leaf.event_id)
        if event is None:
            text = f"第{leaf.event_id}号记录缺失（第{seal.id}号封存中有其校验值）。"
            result.faults.append(Fault("missing", leaf.event_id, seal.id, text))
        elif hash_of(event) != bytes(leaf.hash):
            text = f"第{leaf.event_id}号记录的内容在封存后被改动。"
            result.faults.append(Fault("tampered", leaf.event_id, seal.id, text))
        elif previous_at is not None and event.at < previous_at - LATE_COMMIT:
            text = f"第{leaf.event_id}号记录的时间早于上一次封存，疑为事后插入。"
            result.faults.append(Fault("inserted", leaf.event_id, seal.id, text))


def _verify_unsealed(last_sealed_at: datetime | None, result: Verification) -> None:
    pending = unsealed()
    result.unsealed = pending.count()
    if last_sealed_at is None:
        return
    for event in pending.filter(at__lt=last_sealed_at - LATE_COMMIT).order_by("id").iterator():
        text = f"第{event.pk}号记录的时间早于最近一次封存而未被封存，疑为事后插入。"
        result.faults.append(Fault("inserted", event.pk, None, text))


def list_events(
    *,
    tag: str = "",
    account_id: int | None = None,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    subject: tuple[str, str] | None = None,
) -> QuerySet[AuditEvent]:
    """Newest first; every filter narrows. `until` is inclusive. `subject` is (type, id)."""
    events = AuditEvent.objects.order_by("-id")
    if tag:
        events = events.filter(tag=tag)
    if account_id is not None:
        events = events.filter(actor__account_id=account_id)
    if words:
        events = events.filter(Q(subject_label__icontains=words) | Q(actor__name__icontains=words))
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    if subject:
        events = events.filter(subject_type=subject[0], subject_id=subject[1])
    return events
