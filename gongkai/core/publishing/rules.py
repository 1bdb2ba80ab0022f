from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gongkai.core.information.rules.tables import TableData

_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def content_hash(
    *,
    title: str,
    document_number: str,
    written_on: date | None,
    body_html: str,
    attachments: Sequence[str],
    values: Mapping[str, str] | None = None,
    tables: Iterable[TableData] = (),
) -> str:
    """SHA-256 (hex) over what the public sees of an edition.

    Args:
        attachments: the files' own hashes, in order.
        values: of the fields that the kind declares; without them and without tables the hash is that of
            the text and the files alone, as it always was.
    """
    content: list[object] = [
        title, document_number, written_on.isoformat() if written_on else "", body_html, list(attachments),
    ]  # fmt: skip
    shown = [
        [table.title, table.unit, table.note, [column.name for column in table.columns], list(table.rows)]
        for table in tables
    ]
    if values or shown:
        content += [dict(sorted((values or {}).items())), shown]
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()


def catalogue_remark(change_note: str, effective_on: date, published_on: date) -> str:
    """What the log says of a version: why, and from when where that is not the day of publication."""
    later = f"自{effective_on:%Y年%-m月%-d日}起施行。" if effective_on > published_on else ""
    return f"{change_note}{later}"


def end_of_display_remark(display_until: date | None) -> str:
    """What the log says of an edition whose display period is over."""
    return f"公示截止日{display_until:%Y年%-m月%-d日}已过，自动下线。" if display_until else ""
