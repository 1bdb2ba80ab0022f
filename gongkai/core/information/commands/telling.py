"""Who hears of what happens to a document by itself: its authors and the open-affairs office."""

from __future__ import annotations

from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor


def tell_of(
    actor: Actor, edition: Edition, *, title: str, text: str, key: str, also: int | None = None
) -> int:
    """Send a notice that leads to the document; returns how many were told.

    Args:
        actor: the product itself.
        also: a further account, such as the one that set a time.
    """
    place = organisations.place_of_body(edition.document.body_id)
    office = identity.accounts_with_role(Role.OPEN_AFFAIRS_OFFICE, place).values_list("pk", flat=True)
    return notifications.send_notice(
        actor=actor,
        account_ids={*edition.author_ids, *office, *([also] if also is not None else [])},
        kind=NoticeKind.PUBLICATION,
        title=title,
        text=text,
        key=key,
        address=f"/workbench/documents/{edition.pk}/",
    )
