"""Hidden columns of a table that a spreadsheet program put into HTML: their cells are there, unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

_WIDEST = 1_000
_LONGEST = 10_000


def drop_hidden_columns(table: etree._Element, is_hidden: Callable[[etree._Element], bool]) -> int:
    """Take out the cells of columns that are hidden; returns how many cells that were.

    A cell that is wider than a hidden column loses so much of its width.
    """
    hidden = _hidden(table, is_hidden)
    if not hidden:
        return 0
    dropped = 0
    for cell, columns in list(_placed(table)):
        unseen = len(hidden & set(columns))
        if not unseen:
            continue
        parent = cell.getparent()
        if unseen == len(columns) and parent is not None:
            parent.remove(cell)
            dropped += 1
        else:
            cell.set("colspan", str(len(columns) - unseen))
    return dropped


def _hidden(table: etree._Element, is_hidden: Callable[[etree._Element], bool]) -> set[int]:
    found: set[int] = set()
    at = 0
    for column in table.iter("col"):
        span = _number(column, "span", _WIDEST)
        around = column.getparent()
        if is_hidden(column) or (around is not None and around.tag == "colgroup" and is_hidden(around)):
            found.update(range(at, min(at + span, _WIDEST)))
        at += span
    return found


def _placed(table: etree._Element) -> Iterator[tuple[etree._Element, range]]:
    """Every cell with the columns it takes, those counted that cells above reach down into."""
    taken: dict[int, int] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for row in rows:
        column = 0
        below: dict[int, int] = {at: left - 1 for at, left in taken.items() if left > 1}
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while taken.get(column):
                column += 1
            if column >= _WIDEST:
                break
            width = _number(cell, "colspan", _WIDEST)
            height = _number(cell, "rowspan", _LONGEST)
            yield cell, range(column, column + width)
            if height > 1:
                below.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        taken = below


def _number(element: etree._Element, name: str, most: int) -> int:
    digits = (element.get(name) or "1").strip()
    return min(max(int(digits), 1), most) if digits.isdecimal() and len(digits) <= len("99999") else 1
