"""From rows of a table to what importing them would do; pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from gongkai.core.catalogue.rules.fields import LABELS, ItemFields, Key, changed_fields, labels_of
from gongkai.core.catalogue.rules.plans import ImportPlan
from gongkai.core.catalogue.rules.reading import fields_of_row
from gongkai.text.catalogue_table import CatalogueRow, Problem

LONGEST = {"code": 40, "level1": 200, "level2": 300}
"""Letters that the columns hold."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What an import would do with one row: a new item, or the named changes to item `item_id`."""

    sheet: str
    row: int
    fields: ItemFields
    position: int
    item_id: int | None
    changed: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        return self.item_id is None

    @property
    def changed_labels(self) -> tuple[str, ...]:
        return labels_of(self.changed)


Plan = ImportPlan[PlannedRow]


def plan_import(
    rows: Sequence[CatalogueRow], existing: Mapping[int, ItemFields], unlisted: Collection[int] = ()
) -> Plan:
    """Match the rows of a table with the items that are there, by area and names.

    Args:
        existing: the catalogue's items by key.
        unlisted: those of them that were found not to apply here; a table does not bring them back.
    """
    out = {existing[item_id].key for item_id in unlisted}
    seen: dict[Key, CatalogueRow] = {}
    readable: list[tuple[CatalogueRow, ItemFields]] = []
    problems: list[Problem] = []
    for row in rows:
        new = fields_of_row(row)
        fault = _fault(row, new, seen) or _exempt_fault(new, out)
        if fault or new is None:
            problems.append(_problem(row, fault, row.name))
            continue
        seen[new.key] = row
        readable.append((row, new))
    by_key = {item.key: (item_id, item) for item_id, item in existing.items()}
    codes = _Codes(
        held=[item for item in existing.values() if item.key not in seen],
        wanted=[*(new for _, new in readable), *existing.values()],
    )
    planned: list[PlannedRow] = []
    for row, new in readable:
        item_id, old = by_key.get(new.key, (None, None))
        numbered, remark = codes.give(new, old)
        if remark:
            problems.append(_problem(row, remark, new.code, kept=True))
        changed = changed_fields(old, numbered) if old else ()
        planned.append(PlannedRow(row.sheet, row.row_number, numbered, len(planned) + 1, item_id, changed))
    areas = {row.fields.area_code for row in planned}
    absent = sum(
        item.area_code in areas and item.key not in seen and item.key not in out for item in existing.values()
    )
    return Plan(tuple(planned), tuple(problems), absent)


def _fault(row: CatalogueRow, new: ItemFields | None, seen: Mapping[Key, CatalogueRow]) -> str:
    """Why the row cannot be imported, or an empty text."""
    if new is None:
        return f"看不出属于哪个领域（“{row.area or '空'}”），没有导入。"
    if not new.full_name:
        return "没有一级事项和二级事项的名称，没有导入。"
    for name, longest in LONGEST.items():
        if len(getattr(new, name)) > longest:
            return f"“{LABELS[name]}”超过{longest}字，没有导入，请核对是否填错了列。"
    if new.key in seen:
        first = seen[new.key]
        return f"与工作表“{first.sheet}”第 {first.row_number} 行是同一事项，没有重复导入。"
    return ""


def _exempt_fault(new: ItemFields | None, out: Collection[Key]) -> str:
    if new is None or new.key not in out:
        return ""
    return "该事项已认定为不适用，没有导入。如需恢复，请在“不适用事项”中办理。"


class _Codes:
    """Gives each item of an area a number of its own.

    The table's number goes first; where another item has it, the item keeps its old one or gets the
    next that nobody has or asks for.
    """

    def __init__(self, held: Iterable[ItemFields], wanted: Iterable[ItemFields]) -> None:
        self._owners = {(item.area_code, item.code): item.level2 or item.level1 for item in held}
        self._asked = {(item.area_code, item.code) for item in wanted}

    def give(self, new: ItemFields, old: ItemFields | None) -> tuple[ItemFields, str]:
        """The item with its number, and a remark where that is not the table's."""
        choices = [code for code in (new.code, old.code if old else "") if code]
        code = next(
            (code for code in choices if (new.area_code, code) not in self._owners), ""
        ) or self._next(new.area_code)
        owner = self._owners.get((new.area_code, new.code), "")
        self._owners[new.area_code, code] = new.level2 or new.level1
        remark = (
            f"序号“{new.code}”在本领域已被“{owner}”使用，已改为“{code}”。"
            if new.code not in {"", code}
            else ""
        )
        return replace(new, code=code), remark

    def _next(self, area_code: str) -> str:
        return next(
            code
            for code in map(str, count(1))
            if (area_code, code) not in self._owners and (area_code, code) not in self._asked
        )


def _problem(row: CatalogueRow, message: str, raw: str, *, kept: bool = False) -> Problem:
    return Problem(sheet=row.sheet, row=row.row_number, column=0, message=message, raw=raw, kept=kept)
