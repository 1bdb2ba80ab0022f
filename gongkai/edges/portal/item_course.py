"""What became of an item from version to version, and what it stands for in the layer above."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.enums import Relation
from gongkai.core.catalogue.rules import LAYER_ELEMENTS, VERSION_ELEMENTS, changed_fields, labels_of
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.catalogue.models import CatalogueVersion, ItemRevision


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one version did to the item."""

    label: str
    url: str
    effective_on: date | None
    what: str


def history(row: ItemRevision, on: date | None = None) -> list[HistoryLine]:
    """Newest first; with a day, only what was in force by then."""
    lines = _course(row)
    return [line for line in lines if on is None or (line.effective_on or on) <= on]


def _course(row: ItemRevision) -> list[HistoryLine]:
    entries = catalogue.history_of(row.item_id)
    if not entries:
        return []
    public_id = row.item.catalogue.public_id
    lines = [_line(public_id, entries[0].since, "首次列入目录。")]
    for before, now in pairwise(entries):
        if before.until is not None and before.until.number != now.since.number:
            lines += [
                _line(public_id, before.until, "不再列入目录。"),
                _line(public_id, now.since, "重新列入目录。"),
            ]
            continue
        changed = labels_of(
            changed_fields(
                catalogue.fields_of(before.revision), catalogue.fields_of(now.revision), VERSION_ELEMENTS
            )
        )
        if changed:
            lines.append(_line(public_id, now.since, f"修改：{'、'.join(changed)}。"))
    last = entries[-1]
    if last.until is not None:
        lines.append(_line(public_id, last.until, "不再列入目录。"))
    return lines[::-1]


def _line(public_id: str, version: CatalogueVersion, what: str) -> HistoryLine:
    return HistoryLine(str(version), addresses.version(public_id, version.number), version.effective_on, what)


def layer_facts(row: ItemRevision) -> list[shapes.Fact]:
    """细化自……: the item of the layer above, and in what this one is more exact."""
    upper = catalogue.upper_row(row)
    if upper is None:
        return [shapes.Fact("与上级目录的关系", Relation(row.relation).label)]
    found = upper.item.catalogue
    refined = labels_of(changed_fields(catalogue.fields_of(upper), catalogue.fields_of(row), LAYER_ELEMENTS))
    relation = f"补充细化（{'、'.join(refined)}）" if refined else "与上级一致"
    source = found.division.name if found.division else "国家标准"
    url = addresses.item(upper.public_id) if found.division else ""
    return [
        shapes.Fact("与上级目录的关系", relation),
        shapes.Fact("细化自" if refined else "来自", f"{source}：{upper}", url, wide=True),
    ]
