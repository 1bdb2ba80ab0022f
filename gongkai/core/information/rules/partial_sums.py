"""部分公开 of a table of sums: withheld figures that public ones give away, as the total less the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from gongkai.core.information.rules.partial_tables import Withheld
from gongkai.core.information.rules.tables import TableData
from gongkai.core.information.rules.tables.headings import folded
from gongkai.core.information.rules.tables.hierarchy import (
    RowKind,
    belonging,
    item_rows,
    kind_of,
    tree,
)
from gongkai.core.information.rules.tables.model import CODE_COLUMN

Cell = tuple[int, str]
"""Place of a row from 0, and the code of a column."""

_FEWEST_ROWS = 2
"""One row alone adds up by chance."""


def derivable(
    table: TableData,
    withheld: Withheld,
    *,
    stated: Collection[str] = (),
    across: Sequence[Collection[str]] = (),
) -> list[Cell]:
    """Withheld figures that can be worked out from those that the public gets, in the order of the table.

    Args:
        stated: columns of which the document says the total beside the table.
        across: columns of which one adds up the others in each row, as the kind declares them; in a table
            of the document's own they are found by a heading such as 合计.
    """
    sums = [*_down(table, stated), *_across(table, across)]
    unknown = {cell for cells in sums for cell in cells if withheld.of_cell(*cell)}
    found: set[Cell] = set()
    while True:
        solved = {left[0] for cells in sums if len(left := [cell for cell in cells if cell in unknown]) == 1}
        if not solved:
            places = {column.code: at for at, column in enumerate(table.columns)}
            return sorted(found, key=lambda cell: (cell[0], places[cell[1]]))
        found |= solved
        unknown -= solved


def _down(table: TableData, stated: Collection[str]) -> Iterator[list[Cell]]:
    """The rows that belong under a sum, and the sum itself, where they do add up."""
    labels = table.labels()
    codes = table.texts(CODE_COLUMN) if table.position(CODE_COLUMN) is not None else ()
    nodes = tree(labels, codes)
    sums = [(node.row, below) for node in nodes if (below := belonging(nodes, node))]
    for code in _figure_columns(table):
        figures = table.figures(code)
        for row, below in sums:
            parts = [at for at in below if figures[at] is not None]
            if parts and figures[row] == sum((figures[at] or Decimal() for at in parts), Decimal()):
                yield [(at, code) for at in (row, *parts)]
        if code in stated:
            yield [(at, code) for at in item_rows(labels) if figures[at] is not None]


def _across(table: TableData, declared: Sequence[Collection[str]]) -> Iterator[list[Cell]]:
    """The columns of a sum in each row that has figures in them."""
    for codes in declared or _found_across(table):
        columns = {code: table.figures(code) for code in codes if table.position(code) is not None}
        for row in range(len(table.rows)):
            yield [(row, code) for code, figures in columns.items() if figures[row] is not None]


def _found_across(table: TableData) -> Iterator[list[str]]:
    """A column called a sum, with all other columns of figures, where every row adds up."""
    codes = _figure_columns(table)
    sums = [code for code in codes if kind_of(folded(table.name_of(code))) in _SUMS]
    if len(sums) != 1 or len(codes) <= _FEWEST_ROWS or len(table.rows) < _FEWEST_ROWS:
        return
    parts = [table.figures(code) for code in codes if code not in sums]
    if all(
        total == sum((figures[row] or Decimal() for figures in parts), Decimal())
        for row, total in enumerate(table.figures(sums[0]))
        if total is not None
    ):
        yield codes


_SUMS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})


def _figure_columns(table: TableData) -> list[str]:
    return [column.code for column in table.columns if column.type.is_figure]
