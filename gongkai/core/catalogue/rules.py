"""From rows of a table to items of a catalogue; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.reference.channels import find_channel
from gongkai.reference.national_items import Audience as NationalAudience
from gongkai.reference.national_items import Method as NationalMethod
from gongkai.reference.national_items import NationalItem, Tier
from gongkai.reference.policy_areas import find_policy_area
from gongkai.text.catalogue_table import CatalogueRow, Method, Problem

Key = tuple[str, str, str]
"""Area, first and second level: what makes two rows the same item."""

_LONGEST = {"code": 40, "level1": 200, "level2": 300}

TIER_NAMES = {Tier.CITY: "市级", Tier.COUNTY: "县级", Tier.TOWNSHIP: "乡级", Tier.VILLAGE: "村级"}


@dataclass(frozen=True, slots=True)
class ItemFields:
    """The eight elements and what places the item; the same for every source.

    An empty field says that the source did not have it. Nothing is filled in from elsewhere.
    """

    area_code: str
    code: str
    level1: str
    level2: str
    content_elements: str = ""
    legal_basis: tuple[str, ...] = ()
    time_limit: str = ""
    responsible_text: str = ""
    channels: tuple[str, ...] = ()
    for_everyone: bool = False
    for_groups: str = ""
    disclosure_method: str = DisclosureMethod.PROACTIVE
    tiers: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return (self.area_code, self.level1, self.level2)


LABELS = {
    "code": "序号",
    "level1": "一级事项",
    "level2": "二级事项",
    "content_elements": "公开内容",
    "legal_basis": "公开依据",
    "time_limit": "公开时限",
    "responsible_text": "公开主体",
    "channels": "公开渠道",
    "for_everyone": "公开对象",
    "for_groups": "公开对象",
    "disclosure_method": "公开方式",
    "tiers": "公开层级",
}


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
        return tuple(dict.fromkeys(LABELS[name] for name in self.changed))


@dataclass(frozen=True, slots=True)
class Plan:
    """An import worked out in full before anything is written."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    absent: int = 0
    """Items of the same areas that the table does not have; they stay (S4-1: no silent deletion)."""

    @property
    def created(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def updated(self) -> int:
        return sum(bool(row.changed) for row in self.rows if not row.is_new)

    @property
    def unchanged(self) -> int:
        return len(self.rows) - self.created - self.updated


def fields_of_row(row: CatalogueRow) -> ItemFields | None:
    """The fields of a table row; None where its area is not known."""
    area = find_policy_area(row.area) if row.area else None
    if area is None:
        return None
    return ItemFields(
        area_code=area.code,
        code=row.code,
        level1=row.level1,
        level2=row.level2,
        content_elements=row.content,
        legal_basis=row.basis_list,
        time_limit=row.time_limit,
        responsible_text=row.responsible,
        channels=tuple(_channel_name(name) for name in row.channels),
        for_everyone=row.audience.everyone,
        for_groups=row.audience.groups or ("特定群体" if row.audience.specific else ""),
        disclosure_method=_method(row.methods),
        tiers=row.tiers,
    )


def fields_of_national_item(item: NationalItem) -> ItemFields:
    """The fields of an item of the national standard."""
    channels = {found.code: found.name for name in item.channels if (found := find_channel(name))}
    return ItemFields(
        area_code=item.area,
        code=item.id.partition("-")[2],
        level1=item.level1,
        level2=item.level2,
        content_elements=item.content,
        legal_basis=item.basis,
        time_limit=item.time_limit,
        responsible_text=item.responsible,
        channels=tuple(channels.get(name, _channel_name(name)) for name in item.channels),
        for_everyone=item.audience != NationalAudience.SPECIFIC,
        for_groups=item.audience_detail,
        disclosure_method=(
            DisclosureMethod.ON_REQUEST
            if item.method == NationalMethod.ON_REQUEST
            else DisclosureMethod.PROACTIVE
        ),
        tiers=tuple(TIER_NAMES[tier] for tier in item.tiers),
    )


def _channel_name(text: str) -> str:
    """The vocabulary's name of a channel, or the table's own word where it is not in the vocabulary."""
    found = find_channel(text)
    return found.name if found else text


def _method(methods: Sequence[Method]) -> str:
    if set(methods) == {Method.PROACTIVE, Method.ON_REQUEST}:
        return DisclosureMethod.BOTH
    return DisclosureMethod.ON_REQUEST if Method.ON_REQUEST in methods else DisclosureMethod.PROACTIVE


def changed_fields(old: ItemFields, new: ItemFields) -> tuple[str, ...]:
    return tuple(
        field.name for field in fields(ItemFields) if getattr(old, field.name) != getattr(new, field.name)
    )


def plan_import(rows: Sequence[CatalogueRow], existing: Mapping[int, ItemFields]) -> Plan:
    """Match the rows of a table with the items that are there, by area and names.

    Args:
        existing: the catalogue's items by key.
    """
    seen: dict[Key, CatalogueRow] = {}
    readable: list[tuple[CatalogueRow, ItemFields]] = []
    problems: list[Problem] = []
    for row in rows:
        new = fields_of_row(row)
        fault = _fault(row, new, seen)
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
    absent = sum(item.area_code in areas and item.key not in seen for item in existing.values())
    return Plan(tuple(planned), tuple(problems), absent)


def _fault(row: CatalogueRow, new: ItemFields | None, seen: Mapping[Key, CatalogueRow]) -> str:
    """Why the row cannot be imported, or an empty text."""
    if new is None:
        return f"看不出属于哪个领域（“{row.area or '空'}”），没有导入。"
    for name, longest in _LONGEST.items():
        if len(getattr(new, name)) > longest:
            return f"“{LABELS[name]}”超过{longest}字，没有导入，请核对是否填错了列。"
    if new.key in seen:
        first = seen[new.key]
        return f"与工作表“{first.sheet}”第 {first.row_number} 行是同一事项，没有重复导入。"
    return ""


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
