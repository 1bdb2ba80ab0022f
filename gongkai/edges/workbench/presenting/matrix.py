"""The matrix of areas and bodies, as a table to look at and as one to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.responsibilities.enums import Part
from gongkai.core.responsibilities.queries import Matrix
from gongkai.edges.components.shapes import Badge, Cell, Column, TableRow
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from gongkai.core.responsibilities.models import AreaAssignment
    from gongkai.foundation.organisations.models import PublicBody

HISTORY_COLUMNS = (
    Column("责任"), Column("起", "date"), Column("止", "date"), Column("依据"), Column("登记"),
)  # fmt: skip
MARKS = {Part.LEAD: "●", Part.JOINT: "○"}
"""The shapes of a cell; the word stands beside them for those who cannot see it."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    body: str
    url: str
    mark: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    code: str
    name: str
    url: str
    cells: Sequence[MatrixCell]
    is_empty: bool


def matrix_rows(found: Matrix) -> list[MatrixRow]:
    return [
        MatrixRow(
            area.code,
            area.name,
            area_url(found.division_id, area.code),
            [_cell(found, area.code, body) for body in found.bodies],
            is_empty=not found.owners(area.code),
        )
        for area in found.areas
    ]


def area_url(division_id: int, code: str, body_id: int | None = None) -> str:
    address = reverse("workbench:matrix_area", args=[division_id, code])
    return f"{address}?body={body_id}" if body_id else address


def short_name(body: PublicBody) -> str:
    return body.short_name or body.name


def history_rows(rows: Iterable[AreaAssignment]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(badge=Badge(row.get_part_display(), "good" if row.is_open else "off")),
                Cell(day=row.since),
                Cell(day=row.until) if row.until else Cell("至今"),
                Cell(row.source, note=f"终止依据：{row.ending_basis}" if row.until else _origin(row)),
                Cell(row.assigned_by, day=row.assigned_at),
            ]
        )
        for row in rows
    ]


def sheet_columns(found: Matrix) -> list[SheetColumn]:
    return [
        SheetColumn("序号", 6, "centre"),
        SheetColumn("领域", 18),
        SheetColumn("牵头单位", 30),
        *(SheetColumn(short_name(body), 9, "centre") for body in found.bodies),
    ]


def sheet_rows(found: Matrix) -> list[list[str]]:
    """One row an area: the leading bodies in words, then a word for each body that answers for it."""
    rows = []
    for area in found.areas:
        lead = "、".join(row.body.name for row in found.owners(area.code) if row.part == Part.LEAD)
        marks = [_word(found.cells.get((area.code, body.pk))) for body in found.bodies]
        rows.append([area.code, area.name, lead, *marks])
    return rows


def _cell(found: Matrix, code: str, body: PublicBody) -> MatrixCell:
    row = found.cells.get((code, body.pk))
    url = area_url(found.division_id, code, body.pk)
    if row is None:
        return MatrixCell(short_name(body), url)
    return MatrixCell(short_name(body), url, MARKS[Part(row.part)], Part(row.part).label)


def _word(row: AreaAssignment | None) -> str:
    return Part(row.part).label if row else ""


def _origin(row: AreaAssignment) -> str:
    return f"承接自{row.carried_from.body.name}" if row.carried_from else ""
