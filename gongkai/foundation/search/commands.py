"""Keeping the index in step with what is public. Called by other apps' event subscribers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.foundation.execution import copy_into, reserve_keys
from gongkai.foundation.search.models import DOCUMENT_NUMBER_LENGTH, TITLE_LENGTH, SearchEntry
from gongkai.text.grams import grams, normalise


@dataclass(frozen=True, slots=True)
class Entry:
    """What an app gives to be found; `summary` comes back with each hit, untouched.

    Of a subject there may be an entry for each `version` that the public has seen; `until` is when it
    ceased to see this one.
    """

    subject_type: str
    subject_id: str
    title: str
    text: str
    body_id: int
    division_ids: Sequence[int]
    published_at: datetime
    version: int = 1
    until: datetime | None = None
    document_number: str = ""
    area_code: str = ""
    summary: dict[str, Any] | None = None


def index_subjects(subject_type: str, subject_ids: Collection[str], entries: Sequence[Entry]) -> None:
    """Let `entries` be all that can be found of some subjects; one without any is taken out of the index.

    Called inside a transaction by whoever keeps others from indexing the same subjects meanwhile.
    """
    SearchEntry.objects.filter(subject_type=subject_type, subject_id__in=list(subject_ids)).delete()
    keys = reserve_keys(SearchEntry, len(entries))
    copy_into(SearchEntry, (_row(key, entry) for key, entry in zip(keys, entries, strict=True)))


def _row(key: int, entry: Entry) -> dict[str, Any]:
    title, text = normalise(entry.title)[:TITLE_LENGTH], normalise(entry.text)
    document_number = normalise(entry.document_number)[:DOCUMENT_NUMBER_LENGTH]
    return {
        "id": key,
        "subject_type": entry.subject_type,
        "subject_id": entry.subject_id,
        "version": entry.version,
        "title": title,
        "text": text,
        "shown": entry.text,
        "document_number": document_number,
        "body_id": entry.body_id,
        "division_ids": list(entry.division_ids),
        "area_code": entry.area_code,
        "published_at": entry.published_at,
        "until": entry.until,
        "summary": entry.summary or {},
        "grams": grams(f"{title}\n{text}\n{document_number}"),
    }
