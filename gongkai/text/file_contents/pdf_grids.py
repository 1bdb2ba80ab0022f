"""Tables with ruled lines on the pages of a PDF: where their cells are."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import pypdfium2
from pypdfium2 import raw

_PATH = 2
_THIN, _SHORT, _NEAR = 2.5, 8.0, 3.0
"""In points: lines are drawn as narrow boxes as well; shorter ones are dots; closer ones are one."""

_MOST_RULES, _SHAPES_TO_A_RULE = 1_500, 10
"""A page of more is a drawing."""

_FEWEST = 3
_TOUCHED, _MOST_CUT = 1.5, 0.02
"""Points by which a character may reach over a line, and the share of those that reach farther."""


class Boxed(Protocol):
    """Something with a box round it, in points from the lower left corner."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...


class _Rule(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.top - self.bottom


@dataclass(slots=True)
class Grid:
    """A table: `across` are its edges from left to right, `down` from top to bottom.

    Cells are named by the row and the column where they begin.
    """

    across: list[float]
    down: list[float]
    rules: Sequence[_Rule]
    _cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell_of(self, sign: Boxed) -> tuple[int, int] | None:
        """The cell in which the middle of something lies; None outside the table."""
        x, y = _middle(sign)
        if not (self.across[0] < x < self.across[-1] and self.down[-1] < y < self.down[0]):
            return None
        row = bisect_right(self.down, -y, key=lambda edge: -edge) - 1
        return self.beginning(row, bisect_right(self.across, x) - 1)

    def beginning(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell at a place of the grid begins: it is merged where no line is drawn."""
        if (row, column) not in self._cells:
            self._cells[row, column] = self._beginning(row, column)
        return self._cells[row, column]

    def _beginning(self, row: int, column: int) -> tuple[int, int]:
        y = (self.down[row] + self.down[row + 1]) / 2
        while column > 0 and not self._parts(self.across[column], y, level=False):
            column -= 1
        x = (self.across[column] + self.across[column + 1]) / 2
        while row > 0 and not self._parts(x, self.down[row], level=True):
            row -= 1
        return row, column

    def _parts(self, x: float, y: float, *, level: bool) -> bool:
        reach_x, reach_y = (0.0, _NEAR) if level else (_NEAR, 0.0)
        return any(
            rule.level is level
            and rule.left - reach_x <= x <= rule.right + reach_x
            and rule.bottom - reach_y <= y <= rule.top + reach_y
            for rule in self.rules
        )

    def fits(self, signs: Sequence[Boxed]) -> bool:
        """Whether its lines run between the characters, as those of a table do and ornaments do not."""
        inside = [sign for sign in signs if self.cell_of(sign)]
        cut = sum(
            any(
                sign.left + _TOUCHED < edge < sign.right - _TOUCHED
                and self._parts(edge, _middle(sign)[1], level=False)
                for edge in self.across[1:-1]
            )
            for sign in inside
        )
        return bool(inside) and cut <= _MOST_CUT * len(inside)


def grids_of(page: pypdfium2.PdfPage, signs: Sequence[Boxed]) -> list[Grid]:
    """The tables of a page; a frame round a single cell, or the line below a red head, is none."""
    grids = []
    for group in _touching(_rules(page)):
        across = _edges([rule.left for rule in group if not rule.level])
        down = _edges([rule.bottom for rule in group if rule.level])[::-1]
        if len(across) >= _FEWEST and len(down) >= _FEWEST:
            grids.append(Grid(across, down, group))
    return [grid for grid in grids if grid.fits(signs)]


def _middle(sign: Boxed) -> tuple[float, float]:
    return (sign.left + sign.right) / 2, (sign.bottom + sign.top) / 2


def _rules(page: pypdfium2.PdfPage) -> list[_Rule]:
    rules: list[_Rule] = []
    for number, shape in enumerate(page.get_objects(filter=[_PATH], max_depth=3)):
        rules.extend(_sides(*shape.get_bounds(), stroked=_stroked(shape)))
        if max(number // _SHAPES_TO_A_RULE, len(rules)) > _MOST_RULES:
            return []
    return rules


def _stroked(shape: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(shape, fill, stroke)) and bool(stroke.value)


def _sides(left: float, bottom: float, right: float, top: float, *, stroked: bool) -> Iterator[_Rule]:
    """A thin shape is a line, a larger one that is drawn round is a box with four."""
    width, height = right - left, top - bottom
    if max(width, height) < _SHORT:
        return
    if height <= _THIN:
        yield _Rule(left, (bottom + top) / 2, right, (bottom + top) / 2)
    elif width <= _THIN:
        yield _Rule((left + right) / 2, bottom, (left + right) / 2, top)
    elif stroked and min(width, height) >= _SHORT:
        yield from (_Rule(x, bottom, x, top) for x in (left, right))
        yield from (_Rule(left, y, right, y) for y in (bottom, top))


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _touching(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Lines with no empty strip of the page between them, together."""
    groups: list[list[_Rule]] = []
    lowest = 0.0
    for rule in sorted(rules, key=lambda rule: -rule.top):
        if groups and rule.top >= lowest - _NEAR:
            groups[-1].append(rule)
            lowest = min(lowest, rule.bottom)
        else:
            groups.append([rule])
            lowest = rule.bottom
    return groups
