"""部分公开 of a table that was changed: what was withheld and masked of it is found again; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.core.information.rules.partial_tables import (
    Hiding,
    Withheld,
    hidden_texts,
    public_table,
    texts_of,
)
from gongkai.core.information.rules.tables import TableData
from gongkai.core.information.rules.tables.headings import folded

_TAKEN = "\0"
"""In place of a name that was found; no heading says so."""


def carried_over(before: TableData, withheld: Withheld, after: TableData) -> tuple[Withheld, bool]:
    """What is withheld of a table that was changed, and whether a person need not look at it again.

    A row is known by its texts and a column by its name: codes of an uploaded table only count its columns,
    so that one more in front would move what is withheld to its neighbour. For a row that is not found its
    place stays withheld if what stands there is new, else every new row; for a column every one of a new
    name. Somebody has to look, too, where a text comes out that no public cell had before; if nothing at all
    was found again, the whole table waits for it behind masks.
    """
    columns, has_columns = _columns_carried(before, withheld, after)
    rows, has_rows = _rows_carried(before, withheld, after)
    carried = Withheld(columns, rows)
    if not _comes_out(before, withheld, after, carried):
        return _with_columns(carried, after), has_columns and has_rows
    return _with_columns(carried or _behind_masks(after), after), False


def _with_columns(withheld: Withheld, table: TableData) -> Withheld:
    """The same with a column left to show: what would leave none is masked until somebody has looked."""
    is_left = len(withheld.columns) < len(table.columns)
    return withheld if is_left else Withheld(_behind_masks(table).columns, withheld.rows)


def _behind_masks(table: TableData) -> Withheld:
    return Withheld({column.code: Hiding.MASK for column in table.columns})


def _columns_carried(
    before: TableData, withheld: Withheld, after: TableData
) -> tuple[dict[str, Hiding], bool]:
    names = {column.code: folded(column.name) for column in before.columns}
    new = [column.code for column in after.columns if folded(column.name) not in names.values()]
    found: dict[str, Hiding] = {}
    is_whole = True
    for code, hiding in withheld.columns.items():
        same = [column.code for column in after.columns if folded(column.name) == names.get(code)]
        is_whole = is_whole and bool(same)
        found |= dict.fromkeys(same or new, hiding)
    return found, is_whole


def _rows_carried(before: TableData, withheld: Withheld, after: TableData) -> tuple[dict[int, Hiding], bool]:
    at_before, at_after = _shared_columns(before, after)
    known = {_texts_at(row, at_before) for row in before.rows}
    places: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(after.rows):
        places.setdefault(_texts_at(row, at_after), []).append(number)
    new = {number for texts, numbers in places.items() if texts not in known for number in numbers}
    found: dict[int, Hiding] = {}
    is_whole = len(at_before) == len(before.columns) == len(after.columns) or not withheld.rows
    for number, hiding in withheld.rows.items():
        same = places.get(_texts_at(before.rows[number], at_before), [])
        is_whole = is_whole and bool(same)
        for place in same or ([number] if number in new else sorted(new)):
            found.setdefault(place, hiding)
    return found, is_whole


def _shared_columns(before: TableData, after: TableData) -> tuple[list[int], list[int]]:
    """Where the columns of one name stand in both, in one order."""
    left = [folded(column.name) for column in after.columns]
    at_before, at_after = [], []
    for place, column in enumerate(before.columns):
        name = folded(column.name)
        if name in left:
            at_before.append(place)
            at_after.append(left.index(name))
            left[left.index(name)] = _TAKEN
    return at_before, at_after


def _texts_at(row: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[place].strip() for place in places)


def _comes_out(before: TableData, withheld: Withheld, after: TableData, carried: Withheld) -> bool:
    return not hidden_texts(before, withheld).isdisjoint(texts_of(public_table(after, carried)))


def masks_kept(public: TableData, before: TableData, made: TableData) -> TableData:
    """The public table with those cells masked that were masked before it was made anew.

    Args:
        before: the public table so far; `made` as it was made from the whole one, nothing masked in it.
    """
    masked = _masked_cells(before, made)
    if not masked:
        return public
    names = [folded(column.name) for column in public.columns]
    rows = [
        [masked.get((name, text), text) for name, text in zip(names, row, strict=True)] for row in public.rows
    ]
    return replace(public, rows=rows)


def _masked_cells(public: TableData, made: TableData) -> dict[tuple[str, str], str]:
    """Name of a column and what a cell of it says → what the public reads instead."""
    return {
        (folded(column.name), was): now
        for row, original in zip(public.rows, made.rows, strict=True)
        for column, was, now in zip(public.columns, original, row, strict=True)
        if was != now
    }
