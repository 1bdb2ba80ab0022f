"""What lies in the recycle bin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Field, Max, QuerySet

from gongkai.core.information.enums import WRITERS, EditionState
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.queries.finding import naming
from gongkai.core.information.queries.reach import within_reach
from gongkai.kernel.actor import Actor


def days_in_bin() -> int:
    """Days for which a deleted draft can be restored."""
    return int(settings.RECYCLE_DAYS)


def list_discarded(actor: Actor, words: str = "") -> QuerySet[Edition]:
    """Deleted drafts that the actor may restore, the last one first, without their texts."""
    found = within_reach(actor, WRITERS).filter(state=EditionState.DISCARDED)
    for word in words.split():
        found = found.filter(naming(word))
    return (
        found.select_related("document__body", "document__item__area")
        .defer("body_html", "body_text", "full_html", "full_text", "summary")
        .order_by("-discarded_at", "-id")
    )


def purges_due(now: datetime) -> list[int]:
    """Drafts whose time in the bin is over."""
    over = now - timedelta(days=days_in_bin())
    due = Edition.objects.filter(state=EditionState.DISCARDED, discarded_at__lte=over)
    return list(due.order_by("discarded_at").values_list("pk", flat=True))


def last_number(document_id: int) -> int:
    """The highest number among the editions of a document that are not in the bin; 0 where there is none."""
    kept = Edition.objects.filter(document_id=document_id).exclude(state=EditionState.DISCARDED)
    return kept.aggregate(last=Max("number"))["last"] or 0


def files_of(edition: Edition) -> set[str]:
    """Hashes of all stored files that hang on an edition, public copies and what was handed in."""
    columns = [field.attname for field in Attachment._meta.concrete_fields if _is_file(field)]
    attached = {key for row in edition.attachments.values_list(*columns) for key in row if key}
    waiting = edition.processings.filter(file__isnull=False).values_list("file_id", flat=True)
    return attached.union(waiting)


def _is_file(field: Field[Any, Any]) -> bool:
    return field.related_model is not None and field.related_model._meta.label == "storage.StoredFile"
