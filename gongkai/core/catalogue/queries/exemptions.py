"""What does not apply in a catalogue, and who decides on it."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.core.catalogue.enums import APPROVERS, ExemptionState
from gongkai.core.catalogue.models import Exemption
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


def exempt_subjects(catalogue_id: int) -> set[int]:
    """Items that are approved not to apply in a catalogue, published so or not yet."""
    return set(
        Exemption.objects.filter(catalogue_id=catalogue_id, state=ExemptionState.APPROVED).values_list(
            "subject_id", flat=True
        )
    )


def get_exemption(exemption_id: int) -> Exemption:
    """Raises NotFound."""
    found = (
        Exemption.objects.select_related("catalogue__division", "subject__area", "own_item")
        .filter(pk=exemption_id)
        .first()
    )
    if found is None:
        raise NotFound("没有找到该不适用事项。")
    return found


def lock_exemption(exemption_id: int) -> Exemption:
    """Locked for a decision. Raises NotFound."""
    get_exemption(exemption_id)
    return (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("catalogue__division", "subject", "own_item")
        .get(pk=exemption_id)
    )


def current_exemption(item_id: int) -> Exemption | None:
    """What is proposed or approved of a row of the catalogue at the moment."""
    standing = [ExemptionState.PROPOSED, ExemptionState.APPROVED]
    return Exemption.objects.filter(own_item_id=item_id, state__in=standing).first()


def exemptions_of(catalogue_id: int, *, state: str = "") -> list[Exemption]:
    """Newest first, with the item each is about."""
    found = Exemption.objects.filter(catalogue_id=catalogue_id).select_related("subject__area", "own_item")
    return list(found.filter(state=state) if state else found)


def exemptions_to_decide(actor: Actor) -> QuerySet[Exemption]:
    """Proposals that the actor may approve or refuse, the longest waiting first; the twin of
    `policies.may_decide_exemption`."""
    divisions = organisations.divisions_covered(actor, APPROVERS).order_by()
    return (
        Exemption.objects.filter(
            state=ExemptionState.PROPOSED, catalogue__division__in=divisions.values("pk")
        )
        .exclude(proposed_by_id=actor.account_id or 0)
        .select_related("catalogue__division", "subject__area")
        .order_by("proposed_at", "id")
    )
