"""The columns that the headings of a flattened table stand for, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text.catalogue_table.headings import (
    Column,
    Element,
    damaged_element_of,
    is_item_group,
    lower_element,
    plain_heading,
)
from gongkai.text.catalogue_table.pasted.pieces import LEVELS

_USUAL = (
    Element.LEVEL1, Element.LEVEL2, Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE,
    Element.CHANNELS,
)  # fmt: skip
"""The text columns where the header is missing altogether: the order of the national form."""

_MARKED = {
    Element.AUDIENCE: (Element.AUDIENCE_EVERYONE, Element.AUDIENCE_SPECIFIC),
    Element.METHOD: (Element.METHOD_PROACTIVE, Element.METHOD_ON_REQUEST),
}
_NAMES = {
    Element.AUDIENCE_EVERYONE: "全社会",
    Element.AUDIENCE_SPECIFIC: "特定群体",
    Element.METHOD_PROACTIVE: "主动",
    Element.METHOD_ON_REQUEST: "依申请",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """`texts` hold words, `marks` ticks; both in the order of the page. `headed` is False for a guess."""

    texts: tuple[Column, ...]
    marks: tuple[Column, ...]
    headed: bool

    @property
    def tiers(self) -> tuple[str, ...]:
        tiers = (column for column in self.marks if column.element is Element.TIER)
        return tuple(column.heading for column in tiers if column.path != column.heading)

    @property
    def behind(self) -> tuple[Column, ...]:
        """The text columns that stand behind the ticks."""
        last = self.marks[-1].index if self.marks else float("inf")
        return tuple(column for column in self.texts if column.index > last)

    def position(self, element: Element) -> int:
        """The number of the element's column, from 1; 0 where it has none."""
        columns = (*self.texts, *self.marks)
        return next((column.index + 1 for column in columns if column.element is element), 0)


def columns_of(headings: Sequence[str]) -> Columns:
    """Order the headings of both rows: each group takes the headings of the lower row that fit under it."""
    if not headings:
        texts = tuple(Column(at, element, str(element), str(element)) for at, element in enumerate(_USUAL, 1))
        return Columns(texts, (), headed=False)
    plain = _whole([plain_heading(text) for text in headings])
    lower = [name for name in plain if not _is_upper(name) and lower_element(name) is not None]
    upper = list(dict.fromkeys(name for name in plain if name not in lower))
    found: list[tuple[Element, str, str]] = []
    for name in upper:
        found.extend(_under(name, lower))
    if not any(element is Element.TIER for element, _, _ in found):
        found += [(Element.TIER, own, own) for own in lower if lower_element(own) is Element.TIER]
    if not any(element in LEVELS for element, _, _ in found):
        found = [(_level(name, at), name, name) for at, name in enumerate(_levels(lower))] + found
    columns = [Column(at, element, own, path) for at, (element, own, path) in enumerate(found)]
    marked = {*_NAMES, *_MARKED, Element.TIER}
    texts = tuple(
        column for column in columns if column.element not in marked and column.element is not Element.CODE
    )
    marks = tuple(column for column in columns if column.element in marked)
    return Columns(texts, marks, headed=True)


def _whole(names: Sequence[str]) -> list[str]:
    """Headings that line breaks cut in pieces, put together again where the whole is one."""
    whole: list[str] = []
    at = 0
    while at < len(names):
        joined = next(
            (length for length in (2, 3) if at + length <= len(names) and _is_one(names[at : at + length])),
            1,
        )
        whole.append("".join(names[at : at + joined]))
        at += joined
    return whole


def _is_one(parts: Sequence[str]) -> bool:
    """Whether parts of a heading make one: 公开 时限, or 一级 事项, which says no more than 一级 does."""
    whole = "".join(parts)
    if not is_known(parts[0]):
        return is_known(whole)
    kinds = {lower_element(parts[0]), lower_element(whole)}
    return parts[-1] in _ENDINGS and len(kinds) == 1 and None not in kinds


_ENDINGS = frozenset({"事项", "目录", "公开", "级", "群体", "群众"})


def is_known(name: str) -> bool:
    return _is_upper(name) or lower_element(name) is not None


def _is_upper(name: str) -> bool:
    element = damaged_element_of(name)
    return is_item_group(name) or (element is not Element.EXTRA and element not in LEVELS)


def _levels(lower: Sequence[str]) -> list[str]:
    return [name for name in lower if lower_element(name) in LEVELS]


def _level(name: str, at: int) -> Element:
    """The level that a heading names; a masked one (*级事项) by its place."""
    named = damaged_element_of(name)
    return named if named in LEVELS else (Element.LEVEL1, Element.LEVEL2, Element.LEVEL3)[min(at, 2)]


def _under(name: str, lower: Sequence[str]) -> list[tuple[Element, str, str]]:
    """The columns of one upper heading."""
    if is_item_group(name):
        levels = _levels(lower)
        if not levels:
            return [(Element.LEVEL1, name, name), (Element.LEVEL2, name, name)]
        return [(_level(level, at), level, f"{name}/{level}") for at, level in enumerate(levels)]
    element = damaged_element_of(name)
    if element in _MARKED and not any(lower_element(own) in _NAMES for own in lower):
        return [(element, name, name)]
    if element in _MARKED:
        named = {lower_element(own): own for own in lower}
        return [
            (part, named.get(part, _NAMES[part]), f"{name}/{named.get(part, _NAMES[part])}")
            for part in _MARKED[element]
        ]
    if element is Element.TIER:
        tiers = [own for own in lower if lower_element(own) is Element.TIER]
        return [(element, own, f"{name}/{own}") for own in tiers] or [(element, name, name)]
    return [(element, name, name)]
