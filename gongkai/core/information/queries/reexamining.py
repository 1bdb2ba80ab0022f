"""Reads of 定期评估审查."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.core.information.enums import REEXAMINERS
from gongkai.core.information.models import Reexamination
from gongkai.core.information.queries.reach import visible_to
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


def list_reexaminations(actor: Actor, *, decided: bool = False) -> QuerySet[Reexamination]:
    """What the actor's office has to examine, the next one first; or what was decided, newest first."""
    found = Reexamination.objects.filter(
        edition__in=visible_to(actor, REEXAMINERS), decided_at__isnull=not decided
    ).select_related("edition__document__body", "edition__negative_entry")
    return found.order_by("-decided_at", "-id") if decided else found.order_by("due_on", "id")


def due_for_reexamination(actor: Actor) -> QuerySet[Reexamination]:
    """What has come to its day."""
    return list_reexaminations(actor).filter(due_on__lte=clock.today())


def reexaminations_due(until: date) -> list[Reexamination]:
    """Everything that is due up to a day, whoever has to see to it."""
    found = Reexamination.objects.filter(decided_at__isnull=True, due_on__lte=until)
    return list(found.select_related("edition__document").order_by("due_on", "id"))


def reexaminations_of(document_id: int) -> list[Reexamination]:
    """Every examination of a document, newest first."""
    return list(Reexamination.objects.filter(edition__document_id=document_id).order_by("-id"))


def open_reexamination_of(document_id: int) -> Reexamination | None:
    return Reexamination.objects.filter(edition__document_id=document_id, decided_at__isnull=True).first()


def get_reexamination(reexamination_id: int) -> Reexamination:
    """Raises NotFound."""
    found = (
        Reexamination.objects.select_related("edition__document__body", "edition__negative_entry")
        .filter(pk=reexamination_id)
        .first()
    )
    if found is None:
        raise NotFound("没有找到该项评估。")
    return found


def lock_reexamination(reexamination_id: int) -> Reexamination:
    """Locked for a decision. Raises NotFound."""
    get_reexamination(reexamination_id)
    return (
        Reexamination.objects.select_for_update(of=("self",))
        .select_related("edition__document")
        .get(pk=reexamination_id)
    )
