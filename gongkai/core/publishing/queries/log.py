"""The publication log as the public reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from gongkai.core.information import queries as information
from gongkai.core.publishing.models import PublicationEntry, Site
from gongkai.kernel import clock


def publication_log(
    site: Site, *, action: str = "", subject: str = "", on: date | None = None, after: date | None = None
) -> QuerySet[PublicationEntry]:
    """Everything that became public, changed or ceased to be, newest first.

    Args:
        subject: only lines about documents or about catalogues (`LogSubject`).
        on: only up to the end of that day.
        after: only since the end of that day.
    """
    entries = PublicationEntry.objects.filter(division_ids__contains=[site.division_id])
    if subject:
        entries = entries.filter(subject=subject)
    if action:
        entries = entries.filter(action=action)
    if on is not None:
        entries = entries.filter(at__lt=clock.end_of(on))
    if after is not None:
        entries = entries.filter(at__gte=clock.end_of(after))
    return entries.order_by("-at", "-id")


def log_counts(site: Site, *, on: date | None = None, after: date | None = None) -> dict[str, int]:
    """Action → entries of the log."""
    entries = publication_log(site, on=on, after=after)
    return dict(entries.order_by().values_list("action").annotate(count=Count("id")))


def hidden_documents(entries: Iterable[PublicationEntry]) -> set[str]:
    """Identifiers of those documents of the lines whose titles may not be read any more, in one query."""
    named = {entry.document_public_id for entry in entries}
    hidden = information.once_public_documents().filter(public_id__in=named, hides_history=True)
    return set(hidden.values_list("public_id", flat=True))
