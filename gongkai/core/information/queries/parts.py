"""What hangs on an edition, asked once."""

from __future__ import annotations

from django.db import connection
from django.db.models import prefetch_related_objects

from gongkai.core.information.models import Attachment, Edition

_PRESENT = """
    SELECT
        EXISTS (SELECT FROM information_attachment WHERE edition_id = %(edition)s),
        EXISTS (SELECT FROM information_relation WHERE edition_id = %(edition)s),
        EXISTS (SELECT FROM information_editiontable WHERE edition_id = %(edition)s)
"""
"""In the order of `_PARTS`; written as SQL (ADR 0020)."""

_PARTS = ("attachments", "relations", "tables")


def load_parts(edition: Edition) -> None:
    """Find out in one question which parts an edition has; those that it lacks are not asked for again, and
    its files are read once. For a command that holds the lock of the edition: nobody else changes them.

    Most documents have neither tables nor relations, and a publication is one short transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, {"edition": edition.pk})
        (present,) = cursor.fetchall()
    edition.lacking = frozenset(name for name, is_there in zip(_PARTS, present, strict=True) if not is_there)
    if "attachments" in edition.lacking:
        _remember_no_files(edition)
    else:
        prefetch_related_objects([edition], "attachments")


def _remember_no_files(edition: Edition) -> None:
    """As `prefetch_related` leaves it where it found no row: Django would compose a whole query only to find
    that `none()` is empty."""
    found = Attachment.objects.none()
    found._result_cache = []
    edition.__dict__.setdefault("_prefetched_objects_cache", {})["attachments"] = found
