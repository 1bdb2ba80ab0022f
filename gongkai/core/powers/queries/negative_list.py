"""Reads of the negative list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from gongkai.core.powers.enums import EXAMINATION_RULE, OFFICE, EntryState
from gongkai.core.powers.models import EntryExamination, NegativeListEntry
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.foundation.deadlines.models import StandingDeadline


def get_entry(entry_id: int) -> NegativeListEntry:
    """Raises NotFound."""
    entry = NegativeListEntry.objects.select_related("body", "division").filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("没有找到该负面清单条目。")
    return entry


def lock_entry(entry_id: int) -> NegativeListEntry:
    """Locked for a change. Raises NotFound."""
    get_entry(entry_id)
    entries = NegativeListEntry.objects.select_for_update(of=("self",)).select_related("body", "division")
    return entries.get(pk=entry_id)


def entries_of(
    division_ids: list[int], *, ground: str = "", words: str = "", include_ended: bool = False
) -> QuerySet[NegativeListEntry]:
    """Entries of the divisions with the number of informations that cite each, by ground."""
    entries = NegativeListEntry.objects.filter(division_id__in=division_ids)
    if ground:
        entries = entries.filter(ground=ground)
    if not include_ended:
        entries = entries.filter(state=EntryState.ACTIVE)
    for word in words.split():
        entries = entries.filter(Q(matter__icontains=word) | Q(basis__icontains=word))
    return (
        entries.select_related("body", "division")
        .annotate(citation_count=Count("citations"))
        .order_by("division__code", "ground", "id")
    )


def citable_entries(division_id: int, on: date | None = None) -> list[NegativeListEntry]:
    """What may be cited in a division on a day: its entries and those of the divisions above it.

    For the sorting of powers and for the editor of documents.
    """
    day = on or clock.today()
    lineage = organisations.place_of_division(division_id).division_ids
    return list(
        NegativeListEntry.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            division_id__in=lineage,
            state=EntryState.ACTIVE,
            valid_from__lte=day,
        ).order_by("ground", "id")
    )


def examinations_of(entry_id: int) -> QuerySet[EntryExamination]:
    """Newest first."""
    return EntryExamination.objects.filter(entry_id=entry_id).order_by("-id")


def due_for_examination(actor: Actor) -> QuerySet[StandingDeadline]:
    """The deadlines of entries past their day of examination, for those who keep the list."""
    due = deadlines.open_deadlines(actor, rule_code=EXAMINATION_RULE, due_before=clock.today())
    return due if actor.roles & {role.value for role in OFFICE} else due.none()
