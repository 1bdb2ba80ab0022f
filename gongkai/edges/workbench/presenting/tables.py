"""Tables of a draft for its screens: their states, the grid, what a file would fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.rules.kinds import table_faults
from gongkai.core.information.rules.tables import Column, TableData, TableFault
from gongkai.core.information.rules.tables.sheets import Proposal, ReadSheet, read_own_sheet, read_sheet
from gongkai.edges.components.shapes import Badge
from gongkai.reference.information_kinds import InformationKind
from gongkai.text import numerals
from gongkai.text.tables.spreadsheets import Sheet, column_letters

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.information.queries import TableState

CELLS = 800
"""So many boxes stand on a page of the grid: more make a slow page, and Django refuses a form of more."""

FEWEST, MOST = 10, 100
SPARE = 5
"""Empty rows below the last one."""

PREVIEWED = 5
"""So many rows of a sheet are shown before it is filled in."""

SHOWN_FAULTS = 30


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table in the list beside the fields of a kind."""

    code: str
    title: str
    place: str
    required: bool
    is_filled: bool
    badge: Badge


def table_lines(edition: Edition) -> list[TableLine]:
    return [
        TableLine(
            code=state.code,
            title=state.title,
            place=f"表{numerals.write(state.number)}",
            required=state.declared is not None and state.declared.required,
            is_filled=state.is_filled,
            badge=_badge(state),
        )
        for state in queries.table_states(edition)
    ]


def _badge(state: TableState) -> Badge:
    """未填, 已填 N 行, or 有 N 处错误."""
    if state.stored is None:
        return Badge("未填", "warn" if state.declared is not None and state.declared.required else "off")
    if state.faults:
        return Badge(f"有{len(state.faults)}处错误", "alarm")
    if not state.stored.row_count:
        return Badge("空表" if state.stored.note else "空表，未说明", "good" if state.stored.note else "warn")
    return Badge(f"已填{state.stored.row_count}行", "good")


# --- the grid


@dataclass(frozen=True, slots=True)
class GridCell:
    name: str
    text: str
    column: Column
    label: str
    fault: str = ""

    @property
    def fault_id(self) -> str:
        return f"{self.name}-fault" if self.fault else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    number: int
    cells: Sequence[GridCell]


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault with the place where it is mended; empty where that is on another page of the grid."""

    message: str
    url: str


def page_rows(columns: int) -> int:
    """How many rows a page of the grid has."""
    return max(FEWEST, min(MOST, CELLS // max(columns, 1)))


def cell_name(row: int, column: int) -> str:
    """Of the box: row on the page and column, from 0."""
    return f"c{row}-{column}"


def grid_rows(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    faults: Sequence[TableFault],
    *,
    first: int,
    spare: int,
) -> list[GridRow]:
    """The boxes of a page, with some empty rows below.

    Args:
        first: number of the first row, from 0.
    """
    wrong: dict[tuple[int, str], str] = {}
    for fault in faults:
        if fault.row is not None:
            wrong.setdefault((fault.row, fault.column), fault.message)
    blank = [""] * len(columns)
    return [
        GridRow(
            first + at + 1,
            [
                GridCell(
                    cell_name(at, place),
                    texts[place],
                    column,
                    f"第{first + at + 1}行 {column.name}",
                    wrong.get((first + at, column.code), ""),
                )
                for place, column in enumerate(columns)
            ],
        )
        for at, texts in enumerate([*rows, *[blank] * spare])
    ]


def fault_lines(data: TableData, faults: Sequence[TableFault], size: int) -> list[FaultLine]:
    """Every fault with a link to its cell, on whichever page of the grid that is."""
    return [FaultLine(fault.message, _cell_url(data, fault, size)) for fault in faults[:SHOWN_FAULTS]]


def _cell_url(data: TableData, fault: TableFault, size: int) -> str:
    place = data.position(fault.column)
    if fault.row is None or place is None:
        return ""
    page, row = divmod(fault.row, size)
    return f"?page={page + 1}#{cell_name(row, place)}"


# --- a file before it is filled in


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What a sheet would give: for which table, how many rows, what is wrong in which of its cells."""

    place: int
    name: str
    code: str
    problem: str = ""
    title: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    total: int = 0
    unit: str = ""
    remarks: Sequence[str] = ()
    faults: Sequence[tuple[str, str]] = ()
    """Cell of the sheet (C7) and what is wrong in it."""

    more_faults: int = 0
    replaces: int = 0
    """Rows of the table that would be replaced."""

    @property
    def more_rows(self) -> int:
        return self.total - len(self.rows)


def previews(
    kind: InformationKind,
    sheets: Sequence[Sheet],
    proposals: Sequence[Proposal],
    chosen: Mapping[int, str],
    present: Mapping[str, int],
    file_name: str,
) -> list[SheetPreview]:
    """Every sheet with what it would fill.

    Args:
        chosen: place of the sheet → code of a table, `own`, or "" for none; where nothing was chosen yet,
            what is proposed.
        present: code → rows of the tables that are there.
    """
    return [
        _preview(kind, place, sheet, proposal, chosen.get(place, proposal.code), present, file_name)
        for place, (sheet, proposal) in enumerate(zip(sheets, proposals, strict=True))
    ]


def _preview(
    kind: InformationKind,
    place: int,
    sheet: Sheet,
    proposal: Proposal,
    code: str,
    present: Mapping[str, int],
    file_name: str,
) -> SheetPreview:
    if proposal.problem:
        return SheetPreview(place, sheet.name, "", proposal.problem)
    if not code:
        return SheetPreview(place, sheet.name, "")
    declared = kind.table(code)
    number = queries.place_of_table(kind, code) or len(kind.tables) + 1
    read = read_sheet(declared, sheet, number) if declared else read_own_sheet(sheet, code, number, file_name)
    if isinstance(read, str):
        return SheetPreview(place, sheet.name, code, read)
    faults = table_faults(declared, read.data)
    return SheetPreview(
        place=place,
        name=sheet.name,
        code=code,
        title=read.data.title,
        columns=[column.name for column in read.data.columns],
        rows=read.data.rows[:PREVIEWED],
        total=len(read.data.rows),
        unit=read.data.unit,
        remarks=read.remarks[:SHOWN_FAULTS],
        faults=[(_sheet_cell(read, fault), fault.message) for fault in faults[:SHOWN_FAULTS]],
        more_faults=max(0, len(faults) - SHOWN_FAULTS),
        replaces=present.get(code, 0),
    )


def _sheet_cell(read: ReadSheet, fault: TableFault) -> str:
    """C7, as office software names the cell."""
    place = read.data.position(fault.column)
    if fault.row is None or place is None or read.columns_at[place] < 0:
        return ""
    return f"{column_letters(read.columns_at[place])}{read.row_numbers[fault.row] + 1}"
