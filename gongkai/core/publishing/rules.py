from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date


def content_hash(
    *, title: str, document_number: str, written_on: date | None, body_html: str, attachments: Sequence[str]
) -> str:
    """SHA-256 (hex) over what the public sees of an edition.

    Args:
        attachments: the files' own hashes, in order.
    """
    canonical = json.dumps(
        [title, document_number, written_on.isoformat() if written_on else "", body_html, list(attachments)],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def catalogue_remark(change_note: str, effective_on: date, published_on: date) -> str:
    """What the log says of a version: why, and from when where that is not the day of publication."""
    later = f"自{effective_on:%Y年%-m月%-d日}起施行。" if effective_on > published_on else ""
    return f"{change_note}{later}"


def end_of_display_remark(display_until: date | None) -> str:
    """What the log says of an edition whose display period is over."""
    return f"公示截止日{display_until:%Y年%-m月%-d日}已过，自动下线。" if display_until else ""
