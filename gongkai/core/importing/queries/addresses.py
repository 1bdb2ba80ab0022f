"""Where an old address leads now."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.importing import rules
from gongkai.core.importing.models import OldAddress


@dataclass(frozen=True, slots=True)
class Redirect:
    """The document by its public identifier, and one of its files where the address was a file's."""

    public_id: str
    attachment_id: int | None


def redirect_for(host: str, path: str) -> Redirect | None:
    """The document or file that an old address meant; None when no old site had it.

    An address of the very host goes first, then one whose host is not known, then the only one there is.
    """
    place = rules.old_place(path)
    if place is None:
        return None
    found = list(
        OldAddress.objects.filter(path=place.path, document__withdrawn_at__isnull=True).values_list(
            "host", "document__public_id", "attachment_id"
        )[:10]
    )
    by_host = {row[0]: row for row in found}
    best = by_host.get(host.lower()) or by_host.get("") or (found[0] if len(found) == 1 else None)
    return Redirect(best[1], best[2]) if best else None
