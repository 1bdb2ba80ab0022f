"""Recognising the header of a catalogue: which column holds which element."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Element(StrEnum):
    """What a column holds; the values name it in messages."""

    CODE = "序号"
    LEVEL1 = "一级事项"
    LEVEL2 = "二级事项"
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
    EXTRA = "其他"


REPEATABLE = frozenset({Element.CHANNELS, Element.TIER, Element.EXTRA})
"""Several columns may hold these; any other element twice makes the header ambiguous."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its element, its own heading (of the lower row) and its full heading."""

    index: int
    element: Element
    heading: str
    path: str


@dataclass(frozen=True)
class Header:
    """The columns, and how many rows the header takes."""

    columns: tuple[Column, ...]
    height: int

    @cached_property
    def _by_element(self) -> dict[Element, tuple[Column, ...]]:
        return {
            element: tuple(column for column in self.columns if column.element is element)
            for element in Element
        }

    @cached_property
    def indexes(self) -> frozenset[int]:
        """The columns that have a heading."""
        return frozenset(column.index for column in self.columns)

    def of(self, element: Element) -> tuple[Column, ...]:
        return self._by_element[element]

    @property
    def twice(self) -> tuple[Column, ...]:
        """Columns whose element another column before them already holds."""
        seen: set[Element] = set()
        repeated = []
        for column in self.columns:
            if column.element in seen and column.element not in REPEATABLE:
                repeated.append(column)
            seen.add(column.element)
        return tuple(repeated)


_SINGLE: dict[Element, re.Pattern[str]] = {
    Element.CODE: re.compile(r"序号|编号|编码|代码|(?:事项|目录)(?:编码|编号|代码)"),
    Element.LEVEL1: re.compile(r"一级(?:公开)?(?:事项|目录|指标)?(?:名称)?"),
    Element.LEVEL2: re.compile(r"二级(?:公开)?(?:事项|目录|指标)?(?:名称)?"),
    Element.CONTENT: re.compile(r"公开内容(?:和|及|与)?(?:\(?要素\)?)?|公开要素|内容要素|公开的?内容\(.*\)"),
    Element.BASIS: re.compile(r"(?:公开|法律|政策)?依据"),
    Element.TIME_LIMIT: re.compile(r"(?:公开)?(?:时限|期限)(?:要求)?|公开时间"),
    Element.RESPONSIBLE: re.compile(r"(?:公开|责任)(?:责任)?(?:主体|单位|部门)"),
    Element.CHANNELS: re.compile(r"公开(?:的)?(?:渠道|载体)(?:(?:和|及|与|、|或)?(?:载体|渠道))?(?:\(.*\))?"),
    Element.AUDIENCE: re.compile(r"公开对象|公开范围"),
    Element.METHOD: re.compile(r"公开(?:方式|属性)"),
    Element.TIER: re.compile(r"公开层级|(?:公开)?(?:层级|级别)"),
}
_GROUP_ITEM = re.compile(r"(?:公开)?事项(?:名称|分类)?|政务公开事项|公开目录")
_EVERYONE = re.compile(r"(?:面向)?(?:全社会|社会公众|社会)")
_SPECIFIC = re.compile(r"特定(?:群体|群众|人群|对象|公众).{0,12}|特定")
_PROACTIVE = re.compile(r"主动(?:公开)?")
_ON_REQUEST = re.compile(r"依?申请(?:公开)?|依申请公开")
_REQUIRED = (Element.LEVEL1, Element.LEVEL2)
_ENOUGH = 4
"""So many recognised headings make a header; a row of data never has that many."""


def plain_heading(text: str) -> str:
    """A heading without spaces and line breaks, full-width forms folded."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def find_header(rows: Sequence[Sequence[str]], start: int) -> Header | None:
    """The header whose first row is `rows[start]`, if one begins there."""
    top = [plain_heading(text) for text in rows[start]]
    if (
        sum(_of_heading(text) is not Element.EXTRA or bool(_GROUP_ITEM.fullmatch(text)) for text in top)
        < _ENOUGH
    ):
        return None
    following = [plain_heading(text) for text in rows[start + 1]] if start + 1 < len(rows) else []
    height = 2 if _is_second_row(top, following) else 1
    lower = following if height == 2 else top  # noqa: PLR2004 — a header of two rows
    columns = _columns(top, lower)
    if not any(column.element in _REQUIRED for column in columns):
        return None
    return Header(tuple(columns), height)


def _is_second_row(top: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row below still belongs to the header: it repeats merged headings or splits them."""
    parts = sum(
        bool(below) and (below == above or _of_sub_heading(_group_above(top, index), below) is not None)
        for index, (above, below) in enumerate(zip(top, lower, strict=False))
    )
    others = sum(bool(below) for below in lower) - parts
    return parts > 0 and parts > others


def _group_above(top: Sequence[str], index: int) -> str:
    """The heading above a column; one left empty to the right of a group belongs to the group."""
    while index > 0 and not top[index]:
        index -= 1
    return top[index]


def _columns(top: Sequence[str], lower: Sequence[str]) -> list[Column]:
    columns = []
    for index, above in enumerate(top):
        below = lower[index] if index < len(lower) else ""
        group = above or (_group_above(top, index) if below else "")
        own = below or above
        if not own:
            continue
        element = _of_sub_heading(group, own) if own != group else None
        path = own if own == group or not group else f"{group}/{own}"
        columns.append(Column(index, element or _of_heading(own), own, path))
    return columns


def _of_heading(text: str) -> Element:
    return next((element for element, pattern in _SINGLE.items() if pattern.fullmatch(text)), Element.EXTRA)


def _of_sub_heading(group: str, own: str) -> Element | None:
    """What a heading of the second row means under its group; None where it does not fit."""
    kind = _of_heading(group)
    found: Element | None = None
    if kind is Element.AUDIENCE:
        if _EVERYONE.fullmatch(own):
            found = Element.AUDIENCE_EVERYONE
        elif _SPECIFIC.fullmatch(own):
            found = Element.AUDIENCE_SPECIFIC
    elif kind is Element.METHOD:
        if _PROACTIVE.fullmatch(own):
            found = Element.METHOD_PROACTIVE
        elif _ON_REQUEST.fullmatch(own):
            found = Element.METHOD_ON_REQUEST
    elif kind is Element.TIER:
        found = Element.TIER
    elif kind is Element.CHANNELS:
        found = Element.CHANNELS
    elif _GROUP_ITEM.fullmatch(group) or not group:
        own_kind = _of_heading(own)
        found = own_kind if own_kind in {Element.LEVEL1, Element.LEVEL2} else None
    return found
