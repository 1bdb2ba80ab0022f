"""The table as the national guides print it: which columns there are, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import groupby

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.model import CatalogueRow, Method
from gongkai.text.dates import in_chinese

TICK = "√"
FULL_SPACE = "\u3000"

_TIER_ORDER = ("省级", "市级", "县级", "乡级", "村级")
_USUAL_TIERS = ("县级", "乡级")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a reader has to know of a table beside its title; what is empty is not said."""

    version: str = ""
    effective_on: date | None = None
    publisher: str = ""
    source: str = ""

    @property
    def line(self) -> str:
        """第2版　自2026年3月1日起施行　公布机关：云溪县人民政府办公室　来源：https://…"""
        parts = (
            self.version,
            f"自{in_chinese(self.effective_on)}起施行" if self.effective_on else "",
            f"公布机关：{self.publisher}" if self.publisher else "",
            f"来源：{self.source}" if self.source else "",
        )
        return FULL_SPACE.join(part for part in parts if part)


NO_IMPRINT = Imprint()


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column: its heading, the one below it where the heading spans several, its width in characters.

    Columns of marks stand centred, the others are text.
    """

    group: str
    part: str = ""
    width: int = 7
    is_mark: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Columns that share a heading in the upper row of the header."""

    heading: str
    parts: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(len(self.parts), 1)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one area that are printed as one table, with its columns."""

    area: str
    rows: tuple[CatalogueRow, ...]
    columns: tuple[PrintedColumn, ...]
    tiers: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def has_level1(self) -> bool:
        return any(column.part == _LEVEL1.part for column in self.columns)

    def header(self) -> list[Span]:
        """The upper row; what has no parts spans both rows."""
        return [
            Span(heading, tuple(column.part for column in members if column.part))
            for heading, members in groupby(self.columns, key=lambda column: column.group)
        ]

    def cells(self, row: CatalogueRow, offered_channels: Sequence[str]) -> list[str]:
        """What stands in the columns; the channels as a list of boxes with those on offer left empty."""
        extra = dict(row.extra)
        return [
            row.code,
            *([row.level1] if self.has_level1 else []),
            row.level2,
            row.content,
            row.basis,
            row.time_limit,
            row.responsible,
            _channels(row, offered_channels),
            _mark(row.audience.everyone),
            row.audience.groups or _mark(row.audience.specific),
            _mark(Method.PROACTIVE in row.methods),
            _mark(Method.ON_REQUEST in row.methods),
            *(_mark(tier in row.tiers) for tier in self.tiers),
            *(extra.get(name, "") for name in self.extra),
        ]

    def first_levels(self) -> Iterator[int]:
        """The heights, one after another, of the cells that hold 一级事项.

        A row without second level and content stands by itself: under a merged cell nobody could tell
        that it is an item at all.
        """
        for _, members in groupby(enumerate(self.rows), key=self._first_level_key):
            yield len(list(members))

    @staticmethod
    def _first_level_key(numbered: tuple[int, CatalogueRow]) -> tuple[str, int]:
        number, row = numbered
        return row.level1, number if not row.level1 or not (row.level2 or row.content) else -1


_CODE = PrintedColumn("序号", width=6)
_LEVEL1 = PrintedColumn("公开事项", "一级事项", 14)
_LEVEL2 = PrintedColumn("公开事项", "二级事项", 16)
_AFTER_NAMES = (
    PrintedColumn("公开内容（要素）", width=36, is_mark=False),
    PrintedColumn("公开依据", width=34, is_mark=False),
    PrintedColumn("公开时限", width=20, is_mark=False),
    PrintedColumn("公开主体", width=16, is_mark=False),
    PrintedColumn("公开渠道和载体", width=28, is_mark=False),
    PrintedColumn("公开对象", "全社会"),
    PrintedColumn("公开对象", "特定群体", 9),
    PrintedColumn("公开方式", "主动"),
    PrintedColumn("公开方式", "依申请公开"),
)
_CHANNEL_LINE = 13
"""Full-width characters that stand on a line of the channels' column."""


def sections(rows: Iterable[CatalogueRow]) -> list[Section]:
    """The tables of a catalogue, in order: one for each area.

    Rows without 一级事项 stand in a table of their own that has no such column: an empty cell below a
    filled one would be read as belonging to it.
    """
    parts = groupby(rows, key=lambda row: (row.area, bool(row.level1)))
    return [_section(area, tuple(members), has_level1) for (area, has_level1), members in parts] or [
        _section("", (), has_level1=True)
    ]


def _section(area: str, rows: tuple[CatalogueRow, ...], has_level1: bool) -> Section:
    tiers = _tiers(rows)
    extra = tuple(dict.fromkeys(name for row in rows for name, _ in row.extra))
    names = (_LEVEL1, _LEVEL2) if has_level1 else (_LEVEL2,)
    columns = (
        _CODE,
        *names,
        *_AFTER_NAMES,
        *(PrintedColumn("公开层级", tier) for tier in tiers),
        *(PrintedColumn(name, width=14, is_mark=False) for name in extra),
    )
    return Section(area, rows, columns, tiers, extra)


def _tiers(rows: Sequence[CatalogueRow]) -> tuple[str, ...]:
    """The columns of 公开层级: from the top down, unless the rows name them in another order."""
    ranks = {tier: rank for rank, tier in enumerate(_TIER_ORDER)}

    def rank(tier: str) -> tuple[int, str]:
        return ranks.get(tier, len(ranks)), tier

    orders = {row.tiers for row in rows}
    graph: dict[str, set[str]] = {tier: set() for tier in _USUAL_TIERS}
    for order in orders:
        for above, below in zip(("", *order), order, strict=False):
            graph.setdefault(below, set()).update({above} - {""})
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError:
        return tuple(sorted(graph, key=rank))
    waiting: list[str] = []
    found: list[str] = []
    while sorter.is_active():
        waiting = sorted([*waiting, *sorter.get_ready()], key=rank)
        found.append(waiting.pop(0))
        sorter.done(found[-1])
    return tuple(found)


def _mark(is_set: bool) -> str:
    return TICK if is_set else ""


def _channels(row: CatalogueRow, offered: Sequence[str]) -> str:
    """The cell as it was read where it says the same, else boxes, several on a line."""
    if cells.box_list(row.channels_raw)[0] == row.channels:
        return row.channels_raw
    lines: list[str] = []
    for box in cells.compose_boxes(row.channels, offered).split("\n"):
        if lines and len(lines[-1]) + 1 + len(box) <= _CHANNEL_LINE:
            lines[-1] += FULL_SPACE + box
        else:
            lines.append(box)
    return "\n".join(lines)
