"""Catalogues, and which stands above which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from gongkai.core.catalogue.enums import Layer, VersionState
from gongkai.core.catalogue.models import Catalogue
from gongkai.core.catalogue.rules import covers_some_areas
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.enums import BodyKind
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import PublicBody

_KEEPERS = (BodyKind.GOVERNMENT, BodyKind.TOWNSHIP, BodyKind.VILLAGE)


def national_catalogue() -> Catalogue | None:
    return Catalogue.objects.filter(layer=Layer.NATIONAL).first()


def divisions_with_rows() -> QuerySet[Catalogue, int | None]:
    """The divisions whose catalogue has rows already, listed or not."""
    return (
        Catalogue.objects.filter(division__isnull=False, items__isnull=False)
        .values_list("division_id", flat=True)
        .distinct()
    )


def catalogue_for(division_id: int) -> Catalogue | None:
    """The division's own catalogue, or that of the nearest division above which has one."""
    return nearest_catalogue(organisations.place_of_division(division_id).division_ids)


def nearest_catalogue(lineage: Sequence[int]) -> Catalogue | None:
    """The catalogue of the first division in `lineage` (a division, then those above it) which has one."""
    found = {
        catalogue.division_id: catalogue for catalogue in Catalogue.objects.filter(division_id__in=lineage)
    }
    return next((found[division] for division in lineage if division in found), None)


def get_catalogue(catalogue_id: int) -> Catalogue:
    catalogue = Catalogue.objects.select_related("division").filter(pk=catalogue_id).first()
    if catalogue is None:
        raise NotFound("没有找到该目录。")
    return catalogue


def lock_catalogue(catalogue_id: int) -> Catalogue:
    """The catalogue, locked: one person at a time changes its rows or its versions. Raises NotFound."""
    get_catalogue(catalogue_id)
    return Catalogue.objects.select_for_update(of=("self",)).select_related("division").get(pk=catalogue_id)


def list_catalogues() -> QuerySet[Catalogue]:
    """All catalogues with the number of the items listed in them, the national one first."""
    return (
        Catalogue.objects.select_related("division")
        .annotate(item_count=Count("items", filter=Q(items__is_listed=True)))
        .order_by("division__code", "id")
    )


def catalogues_above(catalogue: Catalogue) -> list[Catalogue]:
    """The published catalogues that this one answers to, the nearest first.

    Lists of provinces and cities may cover some areas only; in the others what stands above them holds, in
    the end the national standard. A county's catalogue covers everything for those below it.
    """
    found = published_above(catalogue)
    ranks = (rank for rank, upper in enumerate(found) if not covers_some_areas(Layer(upper.layer)))
    whole = next(ranks, len(found))
    return found[: whole + 1]


def published_above(catalogue: Catalogue) -> list[Catalogue]:
    """Every published catalogue of a layer above, the nearest first, the national one last."""
    if catalogue.division is None:
        return []
    above = catalogue.division.lineage[1:]
    published = Catalogue.objects.filter(versions__state=VersionState.PUBLISHED).distinct()
    candidates = published.filter(Q(division_id__in=above) | Q(layer=Layer.NATIONAL)).select_related(
        "division"
    )
    by_division = {found.division_id: found for found in candidates}
    return [by_division[place] for place in (*above, None) if place in by_division]


def keeper_body(catalogue: Catalogue) -> PublicBody | None:
    """The body that answers for a division's catalogue: its government, or the committee of its village."""
    return keeper_body_of(catalogue.division_id) if catalogue.division_id is not None else None


def keeper_body_of(division_id: int) -> PublicBody | None:
    """The same for a division that may have no catalogue yet."""
    return organisations.bodies_in(division_id).filter(kind__in=_KEEPERS).first()


def catalogues_below(catalogue: Catalogue) -> list[Catalogue]:
    """Every catalogue of a division below, the upper ones first; below the national one that is all."""
    below = Catalogue.objects.filter(division__isnull=False).select_related("division")
    if catalogue.division_id is not None:
        below = below.filter(division__lineage__contains=[catalogue.division_id]).exclude(pk=catalogue.pk)
    return sorted(below, key=lambda found: (len(found.division.lineage) if found.division else 0, found.pk))
