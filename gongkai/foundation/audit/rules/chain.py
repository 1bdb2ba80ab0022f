"""Hashes of the audit chain: plain functions, so that anybody can check a copy of the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)
"""What stands in place of the hash before the first seal."""


def leaf_hash(
    *,
    event_id: int,
    at: datetime,
    tag: str,
    actor: Any,
    subject_type: str,
    subject_id: str,
    subject_label: str,
    detail: Any,
) -> bytes:
    """SHA-256 over the canonical JSON of one row; a changed character anywhere changes it."""
    canonical = json.dumps(
        [
            event_id,
            at.astimezone(UTC).isoformat(timespec="microseconds"),
            tag,
            actor,
            subject_type,
            subject_id,
            subject_label,
            detail,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(b"\x00" + canonical.encode()).digest()


def seal_hash(previous: bytes, seal_id: int, sealed_at: datetime, leaves: Iterable[bytes]) -> bytes:
    """SHA-256 over the link before, number and moment of this link, and its rows in order."""
    moment = sealed_at.astimezone(UTC).isoformat(timespec="microseconds").encode()
    digest = hashlib.sha256(b"\x01" + previous + seal_id.to_bytes(8, "big") + moment)
    for leaf in leaves:
        digest.update(leaf)
    return digest.digest()
