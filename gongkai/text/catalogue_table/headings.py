"""What the headings of a catalogue mean: element by element, however they are spelt or damaged."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Element(StrEnum):
    """What a column holds; the values name it in messages."""

    CODE = "序号"
    LEVEL1 = "一级事项"
    LEVEL2 = "二级事项"
    LEVEL3 = "三级事项"
    CONTENT = "公开内容（要素）"
    BASIS = "公开依据"
    TIME_LIMIT = "公开时限"
    RESPONSIBLE = "公开主体"
    CHANNELS = "公开渠道和载体"
    AUDIENCE = "公开对象"
    AUDIENCE_EVERYONE = "公开对象：全社会"
    AUDIENCE_SPECIFIC = "公开对象：特定群体"
    METHOD = "公开方式"
    METHOD_PROACTIVE = "公开方式：主动"
    METHOD_ON_REQUEST = "公开方式：依申请"
    TIER = "公开层级"
    AREA = "领域"
    EXTRA = "其他"


REPEATABLE = frozenset({Element.CHANNELS, Element.TIER, Element.EXTRA})
"""Several columns may hold these; any other element twice makes the header ambiguous."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its element, its own heading (of the lowest row) and its full heading."""

    index: int
    element: Element
    heading: str
    path: str


_WHOLE: dict[Element, re.Pattern[str]] = {
    Element.CODE: re.compile(r"序号|编号|编码|代码|(?:事项|目录)(?:编码|编号|代码)"),
    Element.LEVEL1: re.compile(r"一级(?:公开)?(?:事项|目录|指标)?(?:名称)?"),
    Element.LEVEL2: re.compile(r"二级(?:公开)?(?:事项|目录|指标)?(?:名称)?"),
    Element.LEVEL3: re.compile(r"三级(?:公开)?(?:事项|目录|指标)?(?:名称)?"),
    Element.CONTENT: re.compile(
        r"公开内容(?:和|及|与)?(?:\(?要素\)?)?(?:及要求)?|公开要素|内容要素|公开的?内容\(.*\)|内容(?:规范|标准)|公开内容[和及与].{2,8}"
    ),
    Element.BASIS: re.compile(r"(?:公开|法律|政策)?依据"),
    Element.TIME_LIMIT: re.compile(r"(?:公开)?(?:时限|期限)(?:要求)?|公开时间"),
    Element.RESPONSIBLE: re.compile(r"(?:公开|责任)(?:责任)?(?:主体|单位|部门)"),
    Element.CHANNELS: re.compile(r"公开(?:的)?(?:渠道|载体)(?:(?:和|及|与|、|或)?(?:载体|渠道))?(?:\(.*\))?"),
    Element.AUDIENCE: re.compile(r"公开对象|公开范围"),
    Element.METHOD: re.compile(r"公开(?:方式|属性)"),
    Element.TIER: re.compile(r"公开层级|(?:公开)?(?:层级|级别)"),
    Element.AREA: re.compile(r"(?:所属|公开|试点)?领域(?:名称)?"),
}
PROVENANCE = ("网址", "版本", "施行日期", "公布机关")
"""What our own flat tables say behind each row; it is about the row and no part of it."""

_UNDAMAGED = {
    "序号": Element.CODE,
    "一级事项": Element.LEVEL1,
    "二级事项": Element.LEVEL2,
    "三级事项": Element.LEVEL3,
    "公开内容": Element.CONTENT,
    "公开内容(要素)": Element.CONTENT,
    "公开依据": Element.BASIS,
    "公开时限": Element.TIME_LIMIT,
    "公开主体": Element.RESPONSIBLE,
    "公开渠道": Element.CHANNELS,
    "公开渠道和载体": Element.CHANNELS,
    "公开对象": Element.AUDIENCE,
    "公开方式": Element.METHOD,
    "公开属性": Element.METHOD,
    "公开层级": Element.TIER,
}
_LONGEST = max(map(len, _UNDAMAGED))
_MOST_CUT = 2
"""So many characters are cut off a heading at most."""

_DAMAGED_FROM = 3
"""Shorter headings are not guessed at: one lost character leaves nothing certain."""

_GROUP_ITEM = re.compile(r"(?:公开)?事项(?:名称|分类|类别)?|政务公开事项|公开目录")
_EVERYONE = re.compile(r"(?:面向)?(?:全社会?|社会公众|社会)")
_SPECIFIC = re.compile(r"特定(?:群体?|群众|人群|对象|公众)?.{0,12}")
_PROACTIVE = re.compile(r"主动(?:公开)?")
_ON_REQUEST = re.compile(r"依?申请(?:公开)?")
_TIER = re.compile(
    r"(?=.{2,12}$)(?=.*[省市县区旗州盟乡镇街村居本*＊])(?:[(（]?[^级一二三四五]{1,6}[)）]?级)+"
    r"|[省市县区旗州乡镇街道村社居组]{1,6}"
)
_MASKED_LEVEL = re.compile(r"[*＊X×]级(?:公开)?(?:事项|目录)(?:名称)?")


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """A heading without spaces and line breaks, full-width forms folded."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def element_of(heading: str) -> Element:
    """The element that a heading (as `plain_heading` gives it) names by itself; EXTRA for none."""
    return next((element for element, pattern in _WHOLE.items() if pattern.fullmatch(heading)), Element.EXTRA)


@lru_cache(maxsize=4096)
def damaged_element_of(heading: str) -> Element:
    """The same for a heading with characters lost or misread: 公开主, 公;汗对象. EXTRA where not certain."""
    whole = element_of(heading)
    if whole is not Element.EXTRA or not _DAMAGED_FROM <= len(heading) <= _LONGEST:
        return whole
    near = {
        element
        for name, element in _UNDAMAGED.items()
        if len(name) > _DAMAGED_FROM
        and (
            (name.startswith(heading) and len(name) - len(heading) <= _MOST_CUT)
            or distance(heading, name) <= _misread(heading, name)
        )
    }
    return near.pop() if len(near) == 1 else Element.EXTRA


def _misread(heading: str, name: str) -> int:
    """How many characters may differ: two where the ending is whole and hardly anything was put in."""
    return 2 if heading.endswith(name[-2:]) and len(heading) <= len(name) + 1 else 1


def is_item_group(heading: str) -> bool:
    """Whether a heading stands over the levels of the item's name: 公开事项."""
    return bool(_GROUP_ITEM.fullmatch(heading))


def element_under(group: str, own: str) -> Element | None:
    """What a heading of a lower row means under its group; None where it does not fit there."""
    kind = damaged_element_of(group)
    if kind is Element.AUDIENCE:
        return _first(own, {Element.AUDIENCE_EVERYONE: _EVERYONE, Element.AUDIENCE_SPECIFIC: _SPECIFIC})
    if kind is Element.METHOD:
        return _first(own, {Element.METHOD_PROACTIVE: _PROACTIVE, Element.METHOD_ON_REQUEST: _ON_REQUEST})
    if kind in {Element.TIER, Element.CHANNELS}:
        return kind
    if is_item_group(group) or not group:
        own_kind = damaged_element_of(own)
        return own_kind if own_kind in {Element.LEVEL1, Element.LEVEL2, Element.LEVEL3} else None
    return None


def lower_element(own: str) -> Element | None:
    """What a heading of the lower row means where nothing says under which group it stands."""
    level = damaged_element_of(own)
    if level in {Element.LEVEL1, Element.LEVEL2, Element.LEVEL3}:
        return level
    if _MASKED_LEVEL.fullmatch(own):
        return Element.LEVEL1
    found = _first(
        own,
        {
            Element.AUDIENCE_EVERYONE: _EVERYONE,
            Element.AUDIENCE_SPECIFIC: _SPECIFIC,
            Element.METHOD_PROACTIVE: _PROACTIVE,
            Element.METHOD_ON_REQUEST: _ON_REQUEST,
        },
    )
    if found is None and _TIER.fullmatch(own):
        return Element.TIER
    return found


def _first(own: str, patterns: dict[Element, re.Pattern[str]]) -> Element | None:
    return next((element for element, pattern in patterns.items() if pattern.fullmatch(own)), None)


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or exchanged to make one text the other."""
    row = list(range(len(other) + 1))
    for index, character in enumerate(one, start=1):
        before, row[0] = row[0], index
        for at, opposite in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (character != opposite))
    return row[-1]
