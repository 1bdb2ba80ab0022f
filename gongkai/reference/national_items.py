"""The items of the national standard catalogue, completed by what counties were seen to publish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import Entry, FileHeader, json_lines, shipped

_FILE = "national_items.jsonl"
_ID = re.compile(r"(\d{2})-\d{4}")
# The fields that somebody may have seen or not; the others always have a value.
OPEN_FIELDS = ("content", "basis", "time_limit", "responsible", "channels", "audience", "method", "tiers")


class Origin(StrEnum):
    """Where the item's name comes from: the national guides, or only county catalogues."""

    NATIONAL = "national"
    OBSERVED = "observed"


class Confidence(StrEnum):
    """How sure the outline is of a national item's name; NONE for observed items, whose page was read."""

    HIGH = "high"
    MEDIUM = "medium"
    NONE = ""


class Audience(StrEnum):
    """公开对象: 全社会, 特定群体, or not known."""

    EVERYONE = "everyone"
    SPECIFIC = "specific"
    UNKNOWN = ""


class Method(StrEnum):
    """公开方式: 主动, 依申请, or not known."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    UNKNOWN = ""


class Tier(StrEnum):
    """公开层级."""

    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where a field's value was found: addresses of public pages, or words when there is none to give."""

    field: str
    found_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalItem:
    """One item (事项). A field that nobody has seen is empty and named in `unknown`; one seen only in
    part is named in `partial`. `observed` counts the county catalogues that had the item.
    """

    id: str
    area: str
    level1: str
    level2: str
    origin: Origin
    confidence: Confidence
    content_elements: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str
    responsible: str
    channels: tuple[str, ...]
    audience: Audience
    audience_detail: str
    method: Method
    tiers: tuple[Tier, ...]
    sources: tuple[FieldSource, ...]
    observed: int
    partial: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def content(self) -> str:
        """公开内容（要素） as one text."""
        return "；".join(self.content_elements)

    @property
    def name(self) -> str:
        """The item's own name: the second level, or the first where there is no second."""
        return self.level2 or self.level1


@cache
def national_items() -> tuple[NationalItem, ...]:
    """All items in the order of their ids."""
    return parse_national_items(shipped(_FILE))[1]


def national_item(item_id: str) -> NationalItem | None:
    """The item with this id ("01-0203": area, first level, second level), or None."""
    return _by_id().get(item_id)


def parse_national_items(text: str, file: str = _FILE) -> tuple[FileHeader, tuple[NationalItem, ...]]:
    """Read the items from a file's text. Raises ReferenceDataError naming the line."""
    header, fields, entries = json_lines(text, file)
    fields.text_or_empty("title")
    pages = fields.table("sources")
    found_in = {key: pages.text(key) for key in pages.remaining()}
    fields.finish()
    items: list[NationalItem] = []
    for entry in entries:
        item = _item(entry, found_in)
        if items and item.id <= items[-1].id:
            raise ReferenceDataError(entry.where, f"事项编号 {item.id} 重复，或者没有按编号先后排列")
        items.append(item)
    return header, tuple(items)


@cache
def _by_id() -> Mapping[str, NationalItem]:
    return {item.id: item for item in national_items()}


def _item(entry: Entry, found_in: Mapping[str, str]) -> NationalItem:
    item_id = entry.text("id")
    item = NationalItem(
        id=item_id,
        area=entry.text("area"),
        level1=entry.text("level1"),
        level2=entry.text_or_empty("level2"),
        origin=entry.word("origin", Origin),
        confidence=entry.word("confidence", Confidence),
        content_elements=entry.texts("content"),
        basis=entry.texts("basis"),
        time_limit=entry.text_or_empty("time_limit"),
        responsible=entry.text_or_empty("responsible"),
        channels=entry.texts("channels"),
        audience=entry.word("audience", Audience),
        audience_detail=entry.text_or_empty("audience_detail"),
        method=entry.word("method", Method),
        tiers=entry.words("tiers", Tier),
        sources=_sources(entry.table("sources"), found_in),
        observed=entry.count("observed"),
        partial=entry.texts("partial"),
        unknown=entry.texts("unknown"),
    )
    entry.finish()
    matched = _ID.fullmatch(item_id)
    if matched is None or matched.group(1) != item.area:
        raise entry.fault(f"事项编号“{item_id}”应由领域代码和四位数字组成，如 01-0203")
    _refuse_wrong_unknowns(entry, item)
    return item


def _sources(entry: Entry, found_in: Mapping[str, str]) -> tuple[FieldSource, ...]:
    sources: list[FieldSource] = []
    for field in entry.remaining():
        keys = entry.texts(field)
        missing = [key for key in keys if key not in found_in]
        if not keys or missing:
            raise entry.fault(f"“{field}”的来源为空，或者没有在首行列出：{'、'.join(missing)}")
        sources.append(FieldSource(field, tuple(found_in[key] for key in keys)))
    return tuple(sources)


def _refuse_wrong_unknowns(entry: Entry, item: NationalItem) -> None:
    values = {
        "content": item.content_elements,
        "basis": item.basis,
        "time_limit": item.time_limit,
        "responsible": item.responsible,
        "channels": item.channels,
        "audience": item.audience,
        "method": item.method,
        "tiers": item.tiers,
    }
    empty = tuple(field for field in OPEN_FIELDS if not values[field])
    if item.unknown != empty:
        raise entry.fault(f"“unknown”应为空缺的字段：{'、'.join(empty)}")
    if not set(item.partial) <= set(OPEN_FIELDS) - set(empty):
        raise entry.fault("“partial”只能列出有内容的字段")
    sourced = {source.field for source in item.sources}
    if sourced != {"name", *OPEN_FIELDS} - set(empty):
        raise entry.fault("“sources”应与有内容的字段一一对应")
