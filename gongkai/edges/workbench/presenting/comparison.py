"""Two layers or two versions of a catalogue side by side, in the words of the page and of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from gongkai.core.catalogue.enums import Standing
from gongkai.core.catalogue.rules import CHANGE_LABELS, Entry
from gongkai.edges.components.differing import TONES, ChangedElement, changed_elements, texts_of
from gongkai.edges.components.shapes import Badge
from gongkai.text.tables.writing import SheetColumn

LAYER_LABELS: Mapping[Standing, str] = {standing: standing.label for standing in Standing}

SHEET_COLUMNS = (
    SheetColumn("领域", 14), SheetColumn("序号", 8, "centre"), SheetColumn("公开事项", 36),
    SheetColumn("结果", 12, "centre"), SheetColumn("不同的要素", 14), SheetColumn("原（上级）", 50),
    SheetColumn("现（本级）", 50), SheetColumn("不适用的依据", 36),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One item of a comparison."""

    name: str
    code: str
    badge: Badge
    url: str
    elements: Sequence[ChangedElement]
    reason: str


@dataclass(frozen=True, slots=True)
class ComparedArea:
    """The lines of one area that stand on the page."""

    name: str
    lines: Sequence[ComparedLine]


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """How many rows of an area stand how, in the order of the labels."""

    code: str
    name: str
    counts: Sequence[tuple[Standing, int]]


def labels_for(*, is_one_catalogue: bool) -> Mapping[Standing, str]:
    """How each standing is called between two versions of one catalogue, or between two layers."""
    return CHANGE_LABELS if is_one_catalogue else LAYER_LABELS


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Area by area, inside each as the comparison has them."""
    return sorted(entries, key=lambda entry: entry.row.fields.area_code)


def counts_by_area(entries: Iterable[Entry], names: Mapping[str, str]) -> list[AreaCounts]:
    """One line for each area that occurs."""
    found: dict[str, Counter[Standing]] = {}
    for entry in entries:
        found.setdefault(entry.row.fields.area_code, Counter())[entry.standing] += 1
    return [
        AreaCounts(code, names.get(code, code), [(standing, counts[standing]) for standing in Standing])
        for code, counts in sorted(found.items())
    ]


def areas_of(
    entries: Sequence[Entry],
    labels: Mapping[Standing, str],
    *,
    names: Mapping[str, str],
    reasons: Mapping[int, str],
) -> list[ComparedArea]:
    """The entries as lines, by area. `reasons`: item of the old side that does not apply → the basis."""
    return [
        ComparedArea(names.get(code, code), [_line(entry, labels, reasons) for entry in members])
        for code, members in groupby(in_order(entries), lambda entry: entry.row.fields.area_code)
    ]


def sheet_rows(
    entries: Sequence[Entry],
    labels: Mapping[Standing, str],
    *,
    names: Mapping[str, str],
    reasons: Mapping[int, str],
) -> Iterator[tuple[str, ...]]:
    """One row for each element that differs, or for the item where none is compared."""
    for entry in in_order(entries):
        fields = entry.row.fields
        start = (
            names.get(fields.area_code, fields.area_code), fields.code, fields.full_name,
            labels[entry.standing],
        )  # fmt: skip
        reason = reasons.get(entry.row.item_id, "") if entry.standing == Standing.NOT_APPLICABLE else ""
        for label, old, new in texts_of(entry) or [("", "", "")]:
            yield (*start, label, old, new, reason)


def _line(entry: Entry, labels: Mapping[Standing, str], reasons: Mapping[int, str]) -> ComparedLine:
    row = entry.row
    return ComparedLine(
        name=row.fields.full_name,
        code=row.fields.code,
        badge=Badge(labels[entry.standing], TONES[entry.standing]),
        url=reverse("workbench:item", args=[row.item_id]) if row.item_id > 0 else "",
        elements=changed_elements(entry),
        reason=reasons.get(row.item_id, "") if entry.standing == Standing.NOT_APPLICABLE else "",
    )
