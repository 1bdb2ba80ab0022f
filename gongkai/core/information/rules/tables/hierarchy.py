"""Which rows of a budget table belong under which: by codes, by numbering, or by the space before names.

Officially printed tables show it in one of these ways. Rows that begin with 其中 name a part and add up to
nothing; 小计, 合计 and 总计 add up what belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from gongkai.core.information.rules.tables.model import plain

_NUMBERED = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d{1,3}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,3}[）)]"),
)
_CODE = re.compile(r"\d{3,12}")
_TOTAL = re.compile(r"(?:合计|总计)(?:[（(][^）)]*[）)])?$")
_SUBTOTAL = re.compile(r"小计$")
_PART = re.compile(r"其中[：:]?")
_WIDE_SPACE = "　"


class RowKind(StrEnum):
    """What a row is in the sum of its table."""

    ITEM = "item"
    PART = "part"
    """其中: a part of the row above, counted there already."""
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    BLANK = "blank"


@dataclass(slots=True)
class Node:
    """A row in its place: `level` from 1, `children` are places of rows."""

    row: int
    kind: RowKind
    level: int
    children: list[int] = field(default_factory=list)


@lru_cache(maxsize=50_000)
def kind_of(label: str) -> RowKind:
    """What a row is by its label."""
    name = plain(label)
    if not name:
        return RowKind.BLANK
    if _PART.match(name):
        return RowKind.PART
    if _TOTAL.search(name):
        return RowKind.TOTAL
    return RowKind.SUBTOTAL if _SUBTOTAL.search(name) else RowKind.ITEM


def item_rows(labels: Sequence[str]) -> list[int]:
    """Rows of a list that are entries and not sums."""
    return [row for row, label in enumerate(labels) if kind_of(label) is RowKind.ITEM]


def tree(labels: Sequence[str], codes: Sequence[str] = ()) -> list[Node]:
    """Every row with its level and the rows directly under it."""
    nodes = [Node(row, kind_of(label), 1) for row, label in enumerate(labels)]
    known = [code.strip() if _CODE.fullmatch(code.strip()) else "" for code in codes]
    coded = any(known)
    if coded:
        _by_codes(nodes, known)
    else:
        _by_words(nodes, labels)
    return nodes


def _by_codes(nodes: list[Node], codes: Sequence[str]) -> None:
    """20101 belongs under 201: the longest code above it with which its own begins."""
    open_codes: list[tuple[str, Node]] = []
    for node, code in zip(nodes, codes, strict=True):
        if not code:
            if node.kind is RowKind.ITEM:
                open_codes.clear()
            continue
        if node.kind in {RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.BLANK}:
            node.kind = RowKind.ITEM
        while open_codes and not (code != open_codes[-1][0] and code.startswith(open_codes[-1][0])):
            open_codes.pop()
        if open_codes:
            node.level = open_codes[-1][1].level + 1
            if node.kind is RowKind.ITEM:
                open_codes[-1][1].children.append(node.row)
        open_codes.append((code, node))


def _by_words(nodes: list[Node], labels: Sequence[str]) -> None:
    """Numbering gives the level; without any, the space before the names does."""
    numbered = [_number_level(label) for label in labels]
    levels = _numbered_levels(nodes, numbered) if any(numbered) else _indented_levels(nodes, labels)
    open_nodes: list[Node] = []
    for node in nodes:
        if node.kind in {RowKind.TOTAL, RowKind.SUBTOTAL}:
            open_nodes.clear()
            continue
        if node.kind is not RowKind.ITEM:
            continue
        node.level = levels[node.row]
        while open_nodes and open_nodes[-1].level >= node.level:
            open_nodes.pop()
        if open_nodes:
            open_nodes[-1].children.append(node.row)
        open_nodes.append(node)


def _number_level(label: str) -> int:
    name = label.strip()
    return next((level for level, form in enumerate(_NUMBERED, start=1) if form.match(name)), 0)


def _numbered_levels(nodes: Iterable[Node], numbered: Sequence[int]) -> dict[int, int]:
    """A row without a number stands under the numbered one above it; after a sum a new part begins."""
    used = sorted({level for level in numbered if level})
    depth = {level: place for place, level in enumerate(used, start=1)}
    levels: dict[int, int] = {}
    above, parts = 0, False
    for node in nodes:
        if node.kind in {RowKind.TOTAL, RowKind.SUBTOTAL}:
            above, parts = 0, False
        elif node.kind is RowKind.PART:
            parts = True
        elif node.kind is RowKind.ITEM and numbered[node.row]:
            above, parts = depth[numbered[node.row]], False
            levels[node.row] = above
        elif node.kind is RowKind.ITEM:
            if parts and above:
                node.kind = RowKind.PART
            levels[node.row] = above + 1
    return levels


def _indented_levels(nodes: Iterable[Node], labels: Sequence[str]) -> dict[int, int]:
    indents = {node.row: _indent(labels[node.row]) for node in nodes if node.kind is RowKind.ITEM}
    depth = {indent: place for place, indent in enumerate(sorted(set(indents.values())), start=1)}
    return {row: depth[indent] for row, indent in indents.items()}


def _indent(label: str) -> int:
    before = label[: len(label) - len(label.lstrip())]
    return len(before) + before.count(_WIDE_SPACE)


def summed_by_total(nodes: Sequence[Node], total: int) -> list[int]:
    """The rows of the first level that a 合计 or 总计 adds up: those above it, or where there are none,
    those below it up to the next sum."""
    tops = [node.row for node in nodes if node.kind is RowKind.ITEM and node.level == 1]
    above = [row for row in tops if row < total]
    if above:
        return above
    later = [node.row for node in nodes if node.kind is RowKind.TOTAL and node.row > total]
    end = later[0] if later else len(nodes)
    return [row for row in tops if total < row < end]


def summed_by_subtotal(nodes: Sequence[Node], subtotal: int) -> list[int]:
    """The rows of the first level since the sum before, for a 小计."""
    sums = [node.row for node in nodes if node.kind in {RowKind.TOTAL, RowKind.SUBTOTAL}]
    begin = max((row for row in sums if row < subtotal), default=-1)
    return [
        node.row
        for node in nodes
        if node.kind is RowKind.ITEM and node.level == 1 and begin < node.row < subtotal
    ]


def belonging(nodes: Sequence[Node], node: Node) -> list[int]:
    """The rows that a row adds up: those of the first level for a sum, what stands under it for another."""
    if node.kind is RowKind.TOTAL:
        return summed_by_total(nodes, node.row)
    if node.kind is RowKind.SUBTOTAL:
        return summed_by_subtotal(nodes, node.row)
    return node.children
