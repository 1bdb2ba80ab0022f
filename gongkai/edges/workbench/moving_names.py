"""Names in the table of an old site that mean one thing here: found, never forced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.importing import queries
from gongkai.core.importing.enums import Field
from gongkai.core.importing.rules import Mapping
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.importing.models import ImportRun


def with_names(run: ImportRun, mapping: Mapping) -> Mapping:
    """The mapping with those bodies and items filled in that a name means without doubt; what a person has
    assigned stays."""
    return replace(
        mapping,
        bodies=mapping.bodies or _bodies(run, mapping),
        items=mapping.items or _items(run, mapping),
    )


def rows_in_force(run: ImportRun) -> QuerySet[ItemRevision]:
    """Of the catalogue in force in the division; a body below has its own row for the same item."""
    place = organisations.place_of_division(run.division_id)
    return catalogue.public_items(place.division_ids).select_related("area")


def values_in(run: ImportRun, mapping: Mapping, field: Field) -> list[str]:
    """What stands in the column of a field, the most frequent first."""
    column = mapping.columns.get(field)
    return [each.value for each in queries.values_of(run, column)] if column else []


def _bodies(run: ImportRun, mapping: Mapping) -> dict[str, int]:
    """Names that mean exactly one body of the division."""
    found = {
        value: organisations.find_body_by_name(value, division_id=run.division_id)
        for value in values_in(run, mapping, Field.BODY)
    }
    return {value: body.pk for value, body in found.items() if body is not None}


def _items(run: ImportRun, mapping: Mapping) -> dict[str, int]:
    """Columns that bear the very name of one item."""
    by_name: dict[str, list[int]] = {}
    for row in rows_in_force(run):
        by_name.setdefault(row.name, []).append(row.item_id)
    return {
        value: by_name[value][0]
        for value in values_in(run, mapping, Field.COLUMN)
        if len(by_name.get(value, [])) == 1
    }
