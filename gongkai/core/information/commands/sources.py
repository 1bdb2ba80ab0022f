"""Keeping with a draft where in its file it was read, for as long as that is true."""

from __future__ import annotations

from dataclasses import asdict, replace

from gongkai.core.information import queries, rules
from gongkai.core.information.models import Edition, SourceReading
from gongkai.core.information.rules.masking import Masking
from gongkai.foundation.execution import note
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock


def keep_reading(edition: Edition, reading: rules.Reading, *, by: str) -> None:
    """What was read for a locked draft; the reading of an earlier file gives way."""
    SourceReading.objects.update_or_create(
        edition=edition,
        defaults={**_columns(reading), "read_by": by, "read_at": clock.now()},
    )


def settle_reading(edition: Edition) -> None:
    """Forget the places of what a locked draft says otherwise now, for good: changed is changed by hand."""
    if kept := queries.kept_reading(edition):
        _cut_down(edition, kept, rules.still_true(kept, queries.draft_of(edition)))


def mask_reading(edition: Edition, masking: Masking) -> None:
    """Forget the lines of the file that quote what was masked in a locked draft, and what is not true now."""
    if kept := queries.kept_reading(edition):
        true = rules.still_true(kept, queries.draft_of(edition))
        lines = [line for line in true.lines if not _is_masked(masking, line.value, line.place, line.reason)]
        notes = [each for each in true.notes if not _is_masked(masking, each)]
        _cut_down(edition, kept, replace(true, lines=tuple(lines), notes=tuple(notes)))


def _is_masked(masking: Masking, *texts: str) -> bool:
    return any(masking.text(text)[1] for text in texts)


def _cut_down(edition: Edition, kept: rules.Reading, left: rules.Reading) -> None:
    if left == kept:
        return
    rows = SourceReading.objects.filter(edition=edition)
    if left.says_anything:
        rows.update(**_columns(left))
    else:
        rows.delete()
    names = {line.name for line in left.lines} if left.says_anything else set()
    note(places_forgotten=[line.name for line in kept.lines if line.name not in names])


def _columns(reading: rules.Reading) -> dict[str, object]:
    return {
        "filename": clean_name(reading.filename),
        "lines": [asdict(line) for line in reading.lines],
        "notes": list(reading.notes),
    }
