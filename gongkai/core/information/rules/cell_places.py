"""Where in the tables of a body something stands, in words."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.text.markup.cells import Cell, Cells, cells_in
from gongkai.text.personal_information.heads import is_header


def cell_places(html: str, text: str, offsets: Sequence[int]) -> list[str]:
    """表格第3行“身份证号”列 for each offset into the plain text of a body; empty outside of tables.

    A first row that does not name its columns, or in which one of the offsets stands, is not quoted: what
    was found would be told with its place.
    """
    cells = cells_in(html, text)
    found = [cells.at(offset) for offset in offsets]
    quoted = {
        number: _heads(cells, text, number)
        for number in {cell.table for cell in found if cell}
        if not any(cell and (cell.table, cell.row) == (number, 1) for cell in found)
    }
    return [_words(cell, cells, quoted.get(cell.table, {})) if cell else "" for cell in found]


def _heads(cells: Cells, text: str, number: int) -> dict[int, str]:
    pieces = cells.first_row(number)
    heads = {
        column: "".join(text[cell.start : cell.end] for cell in cell_pieces)
        for column, cell_pieces in pieces.items()
    }
    return heads if is_header(list(heads.values())) else {}


def _words(cell: Cell, cells: Cells, heads: dict[int, str]) -> str:
    table = f"第{cell.table}个表格" if cells.tables > 1 else "表格"
    head = heads.get(cell.column, "")
    return f"{table}第{cell.row}行{f'“{head}”列' if head else f'第{cell.column}列'}"
