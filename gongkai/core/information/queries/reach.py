"""Which documents somebody works with."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gongkai.core.information.enums import READERS, EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor, ActorKind


def visible_to(actor: Actor, roles: Collection[Role] = READERS) -> QuerySet[Edition]:
    """What the actor works with: `within_reach` without what lies in the recycle bin."""
    return within_reach(actor, roles).exclude(state=EditionState.DISCARDED)


def within_reach(actor: Actor, roles: Collection[Role] = READERS) -> QuerySet[Edition]:
    """Editions of bodies over which the actor holds a business role; the twin of `policies.may_read`.

    Args:
        roles: fewer of them, for what only some may go on with.
    """
    if actor.kind is ActorKind.SYSTEM:
        return Edition.objects.all()
    readers = {role.value for role in roles}
    reach = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role not in readers:
            continue
        if grant.body_id is not None:
            reach |= Q(document__body__lineage__contains=[grant.body_id])
        elif grant.division_id is not None:
            reach |= Q(document__body__division__lineage__contains=[grant.division_id])
        else:
            return Edition.objects.all()
    return Edition.objects.filter(reach)
