"""Differences between two versions, or two layers, in words that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.enums import Standing
from gongkai.core.catalogue.rules import Entry
from gongkai.edges.components import shapes
from gongkai.edges.components.differing import TONES, ChangedElement, changed_elements
from gongkai.edges.portal import addresses


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One item of a comparison."""

    name: str
    area: str
    badge: shapes.Badge
    url: str
    elements: Sequence[ChangedElement]
    reason: str = ""


def change_lines(
    entries: Iterable[Entry],
    labels: Mapping[Standing, str],
    *,
    area_names: Mapping[str, str],
    public_ids: Mapping[int, str],
    reasons: Mapping[int, str],
) -> list[ChangeLine]:
    """The entries as lines.

    Args:
        labels: how each standing is called in this comparison.
        public_ids: item → the identifier in its address, for those that have a page.
        reasons: item of the old side that does not apply → the basis.
    """
    lines = []
    for entry in entries:
        row = entry.row
        public_id = public_ids.get(row.item_id, "")
        lines.append(
            ChangeLine(
                name=row.fields.full_name,
                area=area_names.get(row.fields.area_code, row.fields.area_code),
                badge=shapes.Badge(labels[entry.standing], TONES[entry.standing]),
                url=addresses.item(public_id) if public_id else "",
                elements=changed_elements(entry),
                reason=reasons.get(row.item_id, "") if entry.standing == Standing.NOT_APPLICABLE else "",
            )
        )
    return lines
