"""Which version holds when, and what it is worth; pure functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import astuple
from datetime import date

from gongkai.core.catalogue.rules.fields import ItemFields


def as_of(published: Iterable[tuple[int, date]], day: date) -> int | None:
    """The number of the version in force on a day: of those effective by then the latest.

    Args:
        published: number and effective day of each published version.
    """
    held = [(effective_on, number) for number, effective_on in published if effective_on <= day]
    return max(held)[1] if held else None


def content_hash(
    rows: Collection[tuple[str, ItemFields]], not_applicable: Collection[tuple[str, str]]
) -> str:
    """SHA-256 (hex) over what the public sees of a version.

    Args:
        rows: address identifier and fields of each row, in order.
        not_applicable: name and basis of what was found not to apply.
    """
    canonical = json.dumps(
        [[[public_id, astuple(fields)] for public_id, fields in rows], sorted(not_applicable)],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
