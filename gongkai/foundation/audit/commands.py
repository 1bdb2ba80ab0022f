"""The writers of the audit log. They stand below commands: every command calls `record`."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, models, transaction

from gongkai.foundation.audit import queries, rules
from gongkai.foundation.audit.models import AuditLeaf, AuditSeal
from gongkai.kernel.actor import Actor

LABEL_LENGTH = 300
BATCH = 5_000
"""Rows sealed in one link: about 2 MB of JSON, well under a second."""

SEALING_LOCK = 0x676B_7365_616C
"""Advisory lock: two workers never write the same link."""


_RECORD = """
    INSERT INTO audit_auditevent (tag, actor, subject_type, subject_id, subject_label, detail)
    VALUES (%s, %s, %s, %s, %s, %s)
"""
"""Written as SQL (ADR 0020): every command waits for it."""


def record(
    *, tag: str, actor: Actor, subject: models.Model | None = None, detail: dict[str, Any] | None = None
) -> None:
    """Add a row inside the caller's transaction, so that the deed and its row stand or fall together.

    Personal particulars in its texts are masked: the row stays for ever.
    """
    about = ("", "", "")
    if subject is not None:
        about = (subject._meta.label_lower, str(subject.pk), rules.masked(str(subject))[:LABEL_LENGTH])
    said = json.dumps(rules.masked(detail or {}))
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, [tag, json.dumps(actor.snapshot()), *about, said])


def seal_pending() -> int:
    """Seal all committed rows that no link holds yet; returns how many.

    Runs in the worker and not in the user's transaction: a chain head written by every deed
    would make all of them wait for each other.
    """
    total = 0
    while sealed := _seal_batch():
        total += sealed
    return total


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
        cursor.execute("SELECT clock_timestamp()")
        (sealed_at,) = cursor.fetchone()
    events = list(queries.unsealed().order_by("id")[:BATCH])
    if not events:
        return 0
    last = AuditSeal.objects.order_by("-id").first()
    previous = bytes(last.hash) if last else rules.GENESIS
    number = last.id + 1 if last else 1
    leaves = [queries.hash_of(event) for event in events]
    seal = AuditSeal.objects.create(
        id=number,
        sealed_at=sealed_at,
        count=len(events),
        previous_hash=previous,
        hash=rules.seal_hash(previous, number, sealed_at, leaves),
    )
    AuditLeaf.objects.bulk_create(
        AuditLeaf(event_id=event.pk, seal=seal, position=position, hash=leaf)
        for position, (event, leaf) in enumerate(zip(events, leaves, strict=True))
    )
    return len(events)
