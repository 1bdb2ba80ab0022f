"""Keeping the reach of rights in step with the parent line; only with the structure lock held."""

from __future__ import annotations

from gongkai.foundation.organisations import queries, rules
from gongkai.foundation.organisations.models import PublicBody


def relink(body: PublicBody, parent: PublicBody | None) -> None:
    """Hang `body` under `parent`, and give it and everything reached through it the new lineage.

    What lies below a government is not reached through it and keeps its lineage.
    """
    lineage = queries.lineage_under(body, parent)
    below = list(PublicBody.objects.filter(lineage__contains=[body.pk]).exclude(pk=body.pk))
    for row in below:
        row.lineage = rules.relinked(row.lineage, body.pk, lineage)
    body.parent, body.lineage = parent, lineage
    # a CHECK binds kind and lineage to each other, so they change in one statement
    body.save(update_fields=["kind", "parent", "lineage"])
    PublicBody.objects.bulk_update(below, ["lineage"], batch_size=500)


def relink_kind(body: PublicBody) -> None:
    """After a change of kind to or from a government: rights stop at the body, or no longer do."""
    relink(body, body.parent)
    for child in PublicBody.objects.select_for_update().filter(parent=body).order_by("pk"):
        relink(child, body)
