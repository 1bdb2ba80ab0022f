"""What somebody reads who signs many documents."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.core.information.models import Edition


def editions_to_sign(edition_ids: Collection[int]) -> dict[int, Edition]:
    """Key → the edition with its body, item and sheet of 保密审查, without the text; in three queries.

    Whether the reader may see them is decided by whose inbox the keys are from.
    """
    found = (
        Edition.objects.filter(pk__in=edition_ids)
        .select_related("document__body", "document__item__area")
        .prefetch_related("secrecy_reviews", "attachments")
        .defer("body_html", "body_text", "full_html", "full_text")
    )
    return {edition.pk: edition for edition in found}
