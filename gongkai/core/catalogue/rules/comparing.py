"""Two sets of rows side by side: two layers, or two versions of one catalogue; pure functions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.enums import Layer, Relation, Standing
from gongkai.core.catalogue.rules.fields import (
    LAYER_ELEMENTS,
    ItemFields,
    changed_fields,
    labels_of,
    told_name,
)

_REACHES = {Layer.TOWNSHIP: "乡镇街村居社", Layer.VILLAGE: "村居社"}

CHANGE_LABELS: dict[Standing, str] = {
    Standing.INHERITED: "未变",
    Standing.REFINED: "修改",
    Standing.ADDED: "新增",
    Standing.MISSING: "不再列入",
    Standing.NOT_APPLICABLE: "不适用",
}
"""How a standing is called between two versions of one catalogue; between layers its own label says it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a comparison sees it.

    `names` are the names it is or was known by, beside its own; a row that is not `is_binding` may be
    left out below (an item that was only met in county catalogues is no national standard). `upper_id` is
    the item above that the row stands for.
    """

    item_id: int
    fields: ItemFields
    names: tuple[str, ...] = ()
    is_binding: bool = True
    upper_id: int | None = None

    @property
    def told_names(self) -> tuple[tuple[str, str], ...]:
        area = self.fields.area_code
        return tuple(told_name(area, name) for name in (self.fields.full_name, *self.names))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a comparison: `old` is the row above (or before), `new` the row below (or after)."""

    standing: Standing
    old: Row | None
    new: Row | None
    elements: tuple[str, ...] = ()
    """What was refined or changed."""

    @property
    def row(self) -> Row:
        """The row to show: the lower or later one where there is one."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a line of a comparison has a row on at least one side")
        return found

    @property
    def labels(self) -> tuple[str, ...]:
        return labels_of(self.elements)


@dataclass(frozen=True, slots=True)
class Difference:
    """Every row of both sides in exactly one line: the new rows in their order, then what is left of the
    old ones in theirs."""

    entries: tuple[Entry, ...]

    def of(self, *standings: Standing) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.standing in standings)

    def count(self, standing: Standing) -> int:
        return sum(entry.standing == standing for entry in self.entries)

    @property
    def is_empty(self) -> bool:
        return all(entry.standing == Standing.INHERITED for entry in self.entries)


def difference(
    old_rows: Sequence[Row],
    new_rows: Sequence[Row],
    links: Mapping[int, int],
    *,
    elements: Collection[str] = LAYER_ELEMENTS,
    not_applicable: Collection[int] = (),
) -> Difference:
    """What became of each row.

    Matched by identity first (`links`), then by a name that both bear; never by likeness.

    Args:
        links: item of a new row → item of the old row that it stands for.
        elements: the elements that count (`LAYER_ELEMENTS`, `VERSION_ELEMENTS`).
        not_applicable: old items that were found not to apply, with basis and approval.
    """
    by_id = {row.item_id: row for row in old_rows}
    by_name = {name: row for row in reversed(old_rows) for name in reversed(row.told_names)}
    entries: list[Entry] = []
    used: set[int] = set()
    for new in new_rows:
        old = by_id.get(links.get(new.item_id, -1)) or next(
            (by_name[name] for name in new.told_names if name in by_name), None
        )
        if old is None:
            entries.append(Entry(Standing.ADDED, None, new))
            continue
        used.add(old.item_id)
        changed = changed_fields(old.fields, new.fields, elements)
        entries.append(Entry(Standing.REFINED if changed else Standing.INHERITED, old, new, changed))
    entries += [
        Entry(Standing.NOT_APPLICABLE if old.item_id in not_applicable else Standing.MISSING, old, None)
        for old in old_rows
        if old.item_id not in used
    ]
    return Difference(tuple(entries))


def relation_of(upper: ItemFields | None, lower: ItemFields) -> Relation:
    """What a row is to the one above that it stands for."""
    if upper is None:
        return Relation.ADDS
    return Relation.REFINES if changed_fields(upper, lower, LAYER_ELEMENTS) else Relation.INHERITS


def covers_some_areas(layer: Layer) -> bool:
    """Whether a list of the layer may leave whole areas to what stands above it (共性目录、市本级目录)."""
    return layer in {Layer.PROVINCE, Layer.CITY}


def concerns(layer: Layer, tiers: Collection[str]) -> bool:
    """Whether a row with these ticks of 公开层级 belongs into a catalogue of the layer.

    A catalogue holds what its layer publishes and what those below do, who derive from it; a row without
    ticks concerns everybody.
    """
    letters = _REACHES.get(layer)
    return not letters or not tiers or any(letter in tier for tier in tiers for letter in letters)
