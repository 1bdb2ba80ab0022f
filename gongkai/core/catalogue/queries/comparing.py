"""Catalogues side by side: two layers, several layers above at once, two versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.enums import ExemptionState, Layer
from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, Exemption
from gongkai.core.catalogue.queries.catalogues import published_above
from gongkai.core.catalogue.queries.exemptions import exemptions_of
from gongkai.core.catalogue.queries.items import items_in, lines_above, rows_of
from gongkai.core.catalogue.queries.versions import (
    exemptions_in_version,
    items_in_version,
    published_versions,
)
from gongkai.core.catalogue.rules import VERSION_ELEMENTS, Difference, Row, covers_some_areas, difference


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a published version, or (None) the rows being worked on."""

    catalogue_id: int
    version: int | None = None


def difference_between(old: Side | Sequence[Side], new: Side, *, area_code: str = "") -> Difference:
    """Two versions of one catalogue (`CHANGE_LABELS`), or a lower layer (`new`) against an upper one.

    The layers need not be neighbours: rows are followed up through the catalogues in between. A list of a
    province or city that covers some areas only is compared in these.

    Args:
        old: one side, or several layers above, the nearest first: in each area the first that has rows of it.
    """
    sides, new_rows = _sides(old), _rows(new, area_code)
    exempt = exemption_bases(new, sides)
    if [side.catalogue_id for side in sides] == [new.catalogue_id]:
        links = {row.item_id: row.item_id for row in new_rows}
        old_rows = _rows(sides[0], area_code)
        return difference(old_rows, new_rows, links, elements=VERSION_ELEMENTS, not_applicable=exempt)
    old_rows, new_rows = _in_common(sides, _nearest(sides, area_code), new, new_rows)
    known = {row.item_id for row in old_rows}
    links = {
        item: above
        for side in reversed(sides)
        for item, above in lines_above([row.item_id for row in new_rows], side.catalogue_id).items()
        if above in known
    }
    return difference(old_rows, new_rows, links, not_applicable=exempt)


def exemption_bases(new: Side, old: Side | Sequence[Side]) -> dict[int, str]:
    """Items of the old side (layers above, however far, or the same catalogue) that do not apply on the new
    one, with the basis of each."""
    exempt = _exemptions_of_side(new)
    bases: dict[int, str] = {}
    for side in _sides(old):
        if side.catalogue_id == new.catalogue_id:
            bases |= {found.own_item_id or found.subject_id: found.basis for found in exempt}
        else:
            of_subject = {found.subject_id: found.basis for found in exempt}
            lines = lines_above(list(of_subject), side.catalogue_id)
            bases |= {above: of_subject[item] for item, above in lines.items()}
    return bases


def versions_above(catalogue: Catalogue) -> list[CatalogueVersion]:
    """What is in force today of every layer above, the nearest first; the public sees these."""
    places = {found.pk: place for place, found in enumerate(published_above(catalogue))}
    versions = (
        published_versions()
        .filter(catalogue_id__in=places)
        .order_by("catalogue_id", "-effective_on", "-number")
        .distinct("catalogue_id")
    )
    return sorted(versions, key=lambda found: places[found.catalogue_id])


def nearest_sides(versions: Sequence[CatalogueVersion]) -> list[Side]:
    """Of `versions_above` those that a catalogue answers to: up to the first that covers all areas.

    Compared with all of them at once, each area meets its nearest list.
    """
    whole = next(
        (rank for rank, found in enumerate(versions) if not covers_some_areas(Layer(found.catalogue.layer))),
        len(versions),
    )
    return [Side(found.catalogue_id, found.number) for found in versions[: whole + 1]]


def _sides(old: Side | Sequence[Side]) -> list[Side]:
    return [old] if isinstance(old, Side) else list(old)


def _nearest(sides: Sequence[Side], area_code: str) -> list[Row]:
    """In each area the rows of the first side that has any, area by area."""
    found: list[Row] = []
    for side in sides:
        covered = _areas_of(found)
        found += [row for row in _rows(side, area_code) if row.fields.area_code not in covered]
    return sorted(found, key=lambda row: row.fields.area_code)


def _in_common(
    sides: Sequence[Side], old_rows: list[Row], new: Side, new_rows: list[Row]
) -> tuple[list[Row], list[Row]]:
    """Both sides without the areas that a partial list on the other leaves to what stands above it."""
    layers = dict(
        Catalogue.objects.filter(pk__in=[side.catalogue_id for side in (*sides, new)]).values_list(
            "pk", "layer"
        )
    )
    old_areas, new_areas = _areas_of(old_rows), _areas_of(new_rows)
    if covers_some_areas(Layer(layers[new.catalogue_id])):
        old_rows = [row for row in old_rows if row.fields.area_code in new_areas]
    if all(covers_some_areas(Layer(layers[side.catalogue_id])) for side in sides):
        new_rows = [row for row in new_rows if row.fields.area_code in old_areas]
    return old_rows, new_rows


def _areas_of(rows: Iterable[Row]) -> set[str]:
    return {row.fields.area_code for row in rows}


def _rows(side: Side, area_code: str) -> list[Row]:
    if side.version is None:
        return rows_of(items_in(side.catalogue_id, area_code=area_code))
    return rows_of(items_in_version(side.catalogue_id, side.version, area_code=area_code))


def _exemptions_of_side(side: Side) -> list[Exemption]:
    if side.version is None:
        return exemptions_of(side.catalogue_id, state=ExemptionState.APPROVED)
    return list(exemptions_in_version(side.catalogue_id, side.version))
