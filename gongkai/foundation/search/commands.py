"""Keeping the index in step with what is public. Called by other apps' event subscribers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.foundation.execution import copy_into, reserve_keys
from gongkai.foundation.search.models import DOCUMENT_NUMBER_LENGTH, TITLE_LENGTH, SearchEntry
from gongkai.text.grams import grams, normalise


@dataclass(frozen=True, slots=True)
class Entry:
    """What an app gives to be found; `summary` comes back with each hit, untouched."""

    subject_type: str
    subject_id: str
    title: str
    text: str
    body_id: int
    division_ids: Sequence[int]
    published_at: datetime
    document_number: str = ""
    area_code: str = ""
    summary: dict[str, Any] | None = None


def index_entry(entry: Entry) -> None:
    """Add or replace the entry of a subject."""
    row = _row(entry)
    columns = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    SearchEntry.objects.update_or_create(
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        defaults={name: getattr(row, name) for name in columns},
    )


def index_entries(entries: Sequence[Entry]) -> None:
    """Add or replace many entries of one type of subject at once; called inside a transaction."""
    for subject_type in {entry.subject_type for entry in entries}:
        ids = [entry.subject_id for entry in entries if entry.subject_type == subject_type]
        SearchEntry.objects.filter(subject_type=subject_type, subject_id__in=ids).delete()
    rows = [_row(entry) for entry in entries]
    for row, key in zip(rows, reserve_keys(SearchEntry, len(rows)), strict=True):
        row.pk = key
    copy_into(SearchEntry, rows)


def _row(entry: Entry) -> SearchEntry:
    title, text = normalise(entry.title)[:TITLE_LENGTH], normalise(entry.text)
    document_number = normalise(entry.document_number)[:DOCUMENT_NUMBER_LENGTH]
    return SearchEntry(
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        title=title,
        text=text,
        shown=entry.text,
        document_number=document_number,
        body_id=entry.body_id,
        division_ids=list(entry.division_ids),
        area_code=entry.area_code,
        published_at=entry.published_at,
        summary=entry.summary or {},
        grams=grams(f"{title}\n{text}\n{document_number}"),
    )


def remove_entry(subject_type: str, subject_id: str) -> None:
    """Take a subject out of the index; nothing happens when it is not there."""
    SearchEntry.objects.filter(subject_type=subject_type, subject_id=subject_id).delete()
