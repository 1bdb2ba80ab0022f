"""What a layer has to deal with because the one above changed; pure functions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.enums import Layer, UpstreamKind
from gongkai.core.catalogue.rules.comparing import Row, concerns
from gongkai.core.catalogue.rules.fields import LAYER_ELEMENTS, changed_fields, labels_of


@dataclass(frozen=True, slots=True)
class Aligned:
    """A lower row with the item above and what that said when the two were last aligned."""

    row: Row
    upper_id: int
    aligned: Row | None


@dataclass(frozen=True, slots=True)
class UpstreamChange:
    """One difference: `upper` is the row above as it is now (as it was last, where it ended)."""

    kind: UpstreamKind
    upper: Row
    lower: Row | None
    elements: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        return labels_of(self.elements)


def upstream_changes(
    upper: Sequence[Row],
    lower: Sequence[Aligned],
    *,
    layer: Layer,
    not_applicable: Collection[int] = (),
) -> list[UpstreamChange]:
    """Everything the lower catalogue has not dealt with, in the order of the upper one.

    A row that stands for an item of a farther layer answers to the nearer one that stands for the same: a
    county that followed the national standard meets its province's list.

    Args:
        upper: the rows above as last published.
        layer: of the lower catalogue.
        not_applicable: items above that were found not to apply below.
    """
    known = _by_line(upper)
    answered = {now.item_id for pair in lower if (now := known.get(pair.upper_id)) is not None}
    changes = [
        UpstreamChange(UpstreamKind.ADDED, row, None)
        for row in upper
        if row.item_id not in answered
        and row.item_id not in not_applicable
        and row.is_binding
        and concerns(layer, row.fields.tiers)
    ]
    for pair in lower:
        now, then = known.get(pair.upper_id), pair.aligned
        if now is None:
            if then is not None:
                changes.append(UpstreamChange(UpstreamKind.ENDED, then, pair.row))
        elif then is not None and (changed := changed_fields(then.fields, now.fields, LAYER_ELEMENTS)):
            changes.append(UpstreamChange(UpstreamKind.CHANGED, now, pair.row, changed))
    return changes


def _by_line(rows: Sequence[Row]) -> Mapping[int, Row]:
    """Every row by its item, and by the item that it stands for itself."""
    return {row.upper_id: row for row in rows if row.upper_id is not None} | {
        row.item_id: row for row in rows
    }
