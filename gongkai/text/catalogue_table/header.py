"""Recognising the header of a catalogue laid out in rows and columns: which column holds which element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.text.catalogue_table.headings import (
    PROVENANCE,
    REPEATABLE,
    Column,
    Element,
    damaged_element_of,
    element_of,
    element_under,
    is_item_group,
    plain_heading,
)

_NEVER_EMPTY = frozenset({Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE})
_MARKED = frozenset(
    {
        Element.AUDIENCE,
        Element.AUDIENCE_EVERYONE,
        Element.AUDIENCE_SPECIFIC,
        Element.METHOD,
        Element.METHOD_PROACTIVE,
        Element.METHOD_ON_REQUEST,
        Element.TIER,
    }
)


@dataclass(frozen=True)
class Header:
    """The columns, and how many rows the header takes."""

    columns: tuple[Column, ...]
    height: int
    _headless: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _by_element(self) -> dict[Element, tuple[Column, ...]]:
        return {
            element: tuple(column for column in self.columns if column.element is element)
            for element in Element
        }

    @cached_property
    def first(self) -> dict[Element, Column]:
        """The first column of each element that has one."""
        return {element: columns[0] for element, columns in self._by_element.items() if columns}

    @cached_property
    def tier_headings(self) -> tuple[str, ...]:
        """The tiers that have columns of their own under 公开层级."""
        return tuple(column.heading for column in self.of(Element.TIER) if column.path != column.heading)

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns that no item may leave empty without being asked about."""
        return self._with(_NEVER_EMPTY)

    @cached_property
    def marked(self) -> tuple[Column, ...]:
        """The columns that are ticked: whom, how, at which tiers."""
        return self._with(_MARKED)

    @cached_property
    def kept(self) -> tuple[Column, ...]:
        """The columns that an item has no field for; they are kept by their heading."""
        kept = self._with(frozenset({Element.LEVEL3, Element.EXTRA}))
        return tuple(c for c in kept if c.heading not in PROVENANCE) if self.is_flat else kept

    @cached_property
    def is_flat(self) -> bool:
        """Whether it is one of our own flat tables: each cell is written, none refers to the one above."""
        headings = {column.heading for column in self.columns}
        return Element.AREA in self.first and headings.issuperset(PROVENANCE)

    def _with(self, elements: frozenset[Element]) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.element in elements)

    @cached_property
    def columns_by_index(self) -> dict[int, Column]:
        """The columns that have a heading."""
        return {column.index: column for column in self.columns}

    def headless(self, width: int) -> tuple[int, ...]:
        """The columns of a sheet so wide that have no heading."""
        if width not in self._headless:
            self._headless[width] = tuple(at for at in range(width) if at not in self.columns_by_index)
        return self._headless[width]

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

    @property
    def damaged(self) -> tuple[Column, ...]:
        """Columns whose heading was recognised in spite of lost or misread characters."""
        return tuple(
            column
            for column in self.columns
            if column.element is not Element.EXTRA
            and column.path == column.heading
            and element_of(column.heading) is Element.EXTRA
        )


_REQUIRED = (Element.LEVEL1, Element.LEVEL2)
_ENOUGH = 4
"""So many recognised headings make a header; a row of data never has that many."""

_TALLEST = 3
"""Rows that a header takes at most: group, heading, and now and then a split below that."""


def find_header(rows: Sequence[Sequence[str]], start: int) -> Header | None:
    """The header whose first row is `rows[start]`, if one begins there."""
    top = [plain_heading(text) for text in rows[start]]
    if sum(damaged_element_of(text) is not Element.EXTRA or is_item_group(text) for text in top) < _ENOUGH:
        return None
    levels = [top]
    while len(levels) < _TALLEST and start + len(levels) < len(rows):
        following = [plain_heading(text) for text in rows[start + len(levels)]]
        if not _belongs_below(levels, following):
            break
        levels.append(following)
    columns = _columns(levels)
    if not any(column.element in _REQUIRED for column in columns):
        return None
    return Header(tuple(columns), len(levels))


_UNMISTAKABLE = frozenset("√✓✔☑■")
"""Ticks that no heading consists of."""


def _belongs_below(levels: Sequence[Sequence[str]], lower: Sequence[str]) -> bool:
    """Whether the row below still belongs to the header: it repeats merged headings or splits them.

    A row with a tick is data, however few words it has.
    """
    if any(below in _UNMISTAKABLE for below in lower):
        return False
    parts = others = 0
    for index, below in enumerate(lower):
        if not below:
            continue
        groups = [_group_above(level, index) for level in levels]
        above = levels[-1][index] if index < len(levels[-1]) else ""
        fits = below == above or any(element_under(group, below) is not None for group in groups)
        parts += fits
        others += not fits
    return parts > 0 and parts > others


def _group_above(top: Sequence[str], index: int) -> str:
    """The heading above a column; one left empty to the right of a group belongs to the group."""
    index = min(index, len(top) - 1)
    while index > 0 and not top[index]:
        index -= 1
    return top[index] if top else ""


def _columns(levels: Sequence[Sequence[str]]) -> list[Column]:
    columns = []
    for index in range(len(levels[0])):
        path = _path(levels, index)
        if not path:
            continue
        own = path[-1]
        element = next(
            (found for group in reversed(path[:-1]) if (found := element_under(group, own)) is not None), None
        )
        columns.append(Column(index, element or damaged_element_of(own), own, "/".join(path)))
    return columns


def _path(levels: Sequence[Sequence[str]], index: int) -> list[str]:
    """The headings over a column from the top; each merged or repeated one once."""
    written = [level[index] if index < len(level) else "" for level in levels]
    if not any(written):
        return []
    below = any(written[1:])
    path = [written[0] or (_group_above(levels[0], index) if below else "")]
    path += written[1:]
    return list(dict.fromkeys(text for text in path if text))
