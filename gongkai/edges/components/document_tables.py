"""The tables of a document as they are read: sorted, searched, cut into pages, taken away as files."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.core.information.rules.tables import Column, TableData, day_of, figure_or_none, item_rows, plain
from gongkai.edges.components import paging, shapes
from gongkai.edges.components.csv_files import csv_text
from gongkai.reference.information_kinds import InformationKind, ValueType
from gongkai.text.tables.figures import FigureColumn, FigureSheet, write_figure_sheets

Address = Callable[[Mapping[str, str | int | None]], str]
"""Of a table's own page, with a query."""

ROWS = 200
"""So many rows stand on a page."""

_SHORT_TEXT = 60
"""Values of fields up to this length stand beside each other."""

JSON = "application/json; charset=utf-8"
FORMS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a reader wants to see a table: in the order of a column, only rows with the words, which page."""

    sort: str = ""
    words: str = ""
    page: int = 1

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    kind: str
    is_heading: bool = False
    """The name of the row."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    cells: Sequence[ShownCell]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """What `components/figures_table.html` reads."""

    code: str
    title: str
    place: str
    unit: str
    note: str
    total: int
    columns: Sequence[shapes.Column]
    rows: Sequence[ShownRow]
    url: str = ""
    downloads: Sequence[shapes.NavLink] = ()
    pages: paging.Pages | None = None
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def more(self) -> int:
        """Rows that are not on this page."""
        return self.total - len(self.rows)

    @property
    def is_searched(self) -> bool:
        return bool(self.wanted.words)


def top_of(data: TableData, total: int, address: Address | None = None) -> ShownTable:
    """A table on the page of its document: as it was written, the first rows of a long one.

    Args:
        total: how many rows it has altogether; `data` may hold the first only.
        address: of the table's own page with a query; None where it has none yet.
    """
    places = list(range(min(len(data.rows), ROWS)))
    return _shown(data, places, Wanted(), address, total=total)


def shown(data: TableData, wanted: Wanted, address: Address) -> ShownTable:
    """A table on its own page. Sums stay at the end when rows are put in another order."""
    known = Wanted(
        sort=wanted.sort if data.position(wanted.column) is not None else "",
        words=wanted.words,
        page=wanted.page,
    )
    places = _sorted(data, _found(data, known.words), known)
    pages = paging.pages(
        len(places),
        known.page,
        lambda page: address({"sort": known.sort, "q": known.words, "page": page}),
        size=ROWS,
        unit="行",
    )
    cut = places[(pages.number - 1) * ROWS : pages.number * ROWS]
    return _shown(data, cut, known, address, total=len(data.rows), pages=pages)


def download_links(address: Callable[[str], str]) -> list[shapes.NavLink]:
    """One link for each form of file."""
    return [shapes.NavLink(label, address(form)) for form, label in FORMS.items()]


def _found(data: TableData, words: str) -> list[int]:
    wanted = words.split()
    if not wanted:
        return list(range(len(data.rows)))
    return [place for place, row in enumerate(data.rows) if all(word in "\n".join(row) for word in wanted)]


def _sorted(data: TableData, places: list[int], wanted: Wanted) -> list[int]:
    at = data.position(wanted.column) if wanted.sort else None
    if at is None:
        return places
    entries = set(item_rows(data.labels()))
    kind = data.columns[at].type
    keyed = [(place, _key(data.rows[place][at], kind)) for place in places if place in entries]
    blank = [place for place, key in keyed if key is None]
    filled = sorted(
        ((place, key) for place, key in keyed if key is not None),
        key=lambda pair: pair[1],
        reverse=wanted.descending,
    )
    sums = [place for place in places if place not in entries]
    return [*(place for place, _ in filled), *blank, *sums]


def _key(text: str, kind: ValueType) -> Decimal | date | str | None:
    if kind.is_figure:
        return figure_or_none(text)
    if kind is ValueType.DATE:
        return day_of(text)
    return plain(text) or None


def _shown(
    data: TableData,
    places: Sequence[int],
    wanted: Wanted,
    address: Address | None,
    *,
    total: int,
    pages: paging.Pages | None = None,
) -> ShownTable:
    labels = data.labels()
    entries = set(item_rows(labels))
    heading_at = data.label_at
    kinds = [_kind(column) for column in data.columns]
    return ShownTable(
        code=data.code,
        title=data.title,
        place=data.place,
        unit=data.unit,
        note=data.note,
        total=total,
        columns=[_head(column, wanted, address) for column in data.columns],
        rows=[
            ShownRow(
                [
                    ShownCell(text, kind, at == heading_at)
                    for at, (text, kind) in enumerate(zip(data.rows[place], kinds, strict=True))
                ],
                is_sum=bool(plain(labels[place])) and place not in entries,
            )
            for place in places
        ],
        url=address({}) if address else "",
        pages=pages,
        wanted=wanted,
    )


def _kind(column: Column) -> str:
    if column.type.is_figure:
        return "number"
    return "date" if column.type is ValueType.DATE else "text"


def _head(column: Column, wanted: Wanted, address: Address | None) -> shapes.Column:
    """The heading, which leads to the table in the order of its column, and from there to the reverse."""
    is_sorted = wanted.sort != "" and wanted.column == column.code
    ascending = is_sorted and not wanted.descending
    sort = f"-{column.code}" if ascending else column.code
    url = address({"sort": sort, "q": wanted.words}) if address else ""
    state = ("descending" if wanted.descending else "ascending") if is_sorted else ""
    return shapes.Column(column.name, _kind(column), url, state)


# --- fields of the kind


def kind_facts(kind: InformationKind, values: Mapping[str, str]) -> list[shapes.Fact]:
    """The fields of a kind as the public reads them, without those that only decide something."""
    return [
        shapes.Fact(entry.label, f"{text}{entry.unit}", wide=len(text) > _SHORT_TEXT)
        for entry in kind.asked(values)
        if not entry.internal and (text := values.get(entry.code, "").strip())
    ]


# --- files


def workbook(tables: Sequence[TableData]) -> bytes:
    """Tables as an .xlsx, a sheet for each; figures can be added up, and it can be handed in again."""
    stream = io.BytesIO()
    write_figure_sheets(stream, [_sheet(table) for table in tables])
    return stream.getvalue()


def as_csv(data: TableData) -> str:
    return csv_text([column.name for column in data.columns], data.rows)


def as_json(data: TableData, about: Mapping[str, str]) -> str:
    """For programs. Figures are texts as they were written: no cent gets lost on the way."""
    content = {
        "title": data.title,
        **about,
        "unit": data.unit,
        "note": data.note,
        "columns": [column.as_json() for column in data.columns],
        "rows": [
            {column.code: text for column, text in zip(data.columns, row, strict=True)} for row in data.rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _sheet(data: TableData) -> FigureSheet:
    return FigureSheet(
        title=data.title,
        columns=[FigureColumn(column.name, column.type.is_figure) for column in data.columns],
        rows=data.rows,
        above=f"单位：{data.unit}" if data.unit else "",
        below=data.note,
    )
