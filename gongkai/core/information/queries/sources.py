"""Where in its file a draft was read."""

from __future__ import annotations

from gongkai.core.information.models import Edition, SourceReading
from gongkai.core.information.queries.editions import draft_of
from gongkai.core.information.rules import Reading, ReadLine, still_true


def source_reading(edition: Edition) -> Reading | None:
    """What is still as it was read; None where nothing was read or nothing is left of it."""
    kept = kept_reading(edition)
    reading = still_true(kept, draft_of(edition)) if kept else None
    return reading if reading and reading.says_anything else None


def kept_reading(edition: Edition) -> Reading | None:
    """Everything that was read, also what the draft says otherwise: before a text that was read is saved."""
    kept = SourceReading.objects.filter(edition=edition).first()
    if kept is None:
        return None
    return Reading(kept.filename, tuple(ReadLine(**line) for line in kept.lines), tuple(kept.notes))
