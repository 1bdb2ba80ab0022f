"""Tables of a page as a grid in which every cell has its place, as the typesetter wants it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

_MOST_COLUMNS = 60
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_NUMBER = re.compile(r"[0-9]{1,4}")
_ROW = "tr"
_CELLS = ("td", "th")

Grid = dict[str, Any]


def grid_of(table: etree._Element, content: Callable[[etree._Element], list[dict[str, Any]]]) -> Grid | None:
    """Columns, header rows and cells of a table; None where it has no cell.

    Columns in which no cell begins are none; spans are cut off there, and none covers a cell that is there.

    Args:
        content: the blocks of a cell.
    """
    rows = list(_rows(table))
    covered: set[tuple[int, int]] = set()
    cells: list[Grid] = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.iterchildren(*_CELLS):
            while (x, y) in covered:
                x += 1
            if x >= _MOST_COLUMNS:
                break
            across, down = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
            across = _free(covered, x, y, min(across, _MOST_COLUMNS - x))
            covered.update((x + i, y + j) for i in range(across) for j in range(down))
            cells.append({
                "x": x, "y": y, "colspan": across, "rowspan": down, "header": cell.tag == "th",
                "align": _align(cell), "blocks": content(cell),
            })  # fmt: skip
            x += across
    if not cells:
        return None
    columns = max(cell["x"] for cell in cells) + 1
    for placed in cells:
        placed["colspan"] = min(placed["colspan"], columns - placed["x"])
    return {"columns": columns, "header_rows": _header_rows(table, cells, len(rows)), "cells": cells}


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif child.tag in _GROUPS:
            yield from child.iterchildren(_ROW)


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return max(int(text), 1) if _NUMBER.fullmatch(text) else 1


def _free(covered: set[tuple[int, int]], x: int, y: int, across: int) -> int:
    """How far a cell reaches before one that hangs down from above."""
    return next((width for width in range(1, across) if (x + width, y) in covered), across)


def _align(cell: etree._Element) -> str:
    classes = (cell.get("class") or "").split()
    return next((word for word in ("left", "center", "right") if f"align-{word}" in classes), "")


def _header_rows(table: etree._Element, cells: list[Grid], rows: int) -> int:
    """Rows that are repeated on every page: those of thead, unless one of their cells hangs out of it."""
    head = sum(len(list(group.iterchildren(_ROW))) for group in table.iterchildren("thead"))
    hangs_out = any(cell["y"] < head < cell["y"] + cell["rowspan"] for cell in cells)
    return 0 if hangs_out or head >= rows else head
