"""The columns that the headings of a flattened table stand for, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text.catalogue_table.headings import (
    Column,
    Element,
    damaged_element_of,
    element_of,
    is_item_group,
    lower_element,
    plain_heading,
)
from gongkai.text.catalogue_table.pasted.pieces import LEVELS, is_upper_heading, whole_headings

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

    @property
    def guessed(self) -> tuple[Column, ...]:
        """The text columns whose headings do not say by themselves what they hold."""
        named = (c for c in self.texts if c.element is not Element.EXTRA and c.element not in LEVELS)
        return tuple(c for c in named if element_of(plain_heading(c.heading)) is not c.element)

    def position(self, element: Element) -> int:
        """The number of the element's column, from 1; 0 where it has none."""
        columns = (*self.texts, *self.marks)
        return next((column.index + 1 for column in columns if column.element is element), 0)


def columns_of(headings: Sequence[str]) -> Columns:
    """Order the headings of both rows: each group takes the headings of the lower row that fit under it."""
    if not headings:
        texts = tuple(Column(at, element, str(element), str(element)) for at, element in enumerate(_USUAL, 1))
        return Columns(texts, (), headed=False)
    plain = whole_headings(headings)
    lower = [name for name in plain if not is_upper_heading(name) and lower_element(name) is not None]
    upper = _once([name for name in plain if name not in lower])
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


def _once(names: Sequence[str]) -> list[str]:
    """Each heading once; what is cut off to 公开 may stand for several."""
    return [name for at, name in enumerate(names) if name == TRUNCATED or name not in names[:at]]


TRUNCATED = "公开"
"""What is left of most headings when their second line is lost."""


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
