"""Cells of an uploaded table that a person put right, and lines typed as items; pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongkai.core.catalogue.rules.importing import LONGEST
from gongkai.text.catalogue_table import Audience, CatalogueRow, CatalogueTable, Method

_SEPARATORS = re.compile(r"[、;；\n]+")
_EVERYONE = "全社会"
_BETWEEN_CELLS = " | "
"""How the reader quotes a whole line."""

Place = tuple[str, int]
"""Sheet and number of a line."""

CORRECTABLE = {
    "area": "领域",
    "code": "序号",
    "level1": "一级事项",
    "level2": "二级事项",
    "content": "公开内容",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "responsible": "公开主体",
    "channels": "公开渠道",
    "audience": "公开对象",
    "methods": "公开方式",
    "tiers": "公开层级",
}
"""The cells of a row that may be put right, by the name the reader gives them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The text that takes the place of one cell."""

    sheet: str
    row: int
    column: str
    value: str

    @property
    def place(self) -> Place:
        return (self.sheet, self.row)


def fault_of(correction: Correction) -> str:
    """Why the text cannot stand in that cell, or an empty text."""
    label = CORRECTABLE.get(correction.column)
    if label is None:
        return "没有这一列，不能更正。"
    longest = LONGEST.get(correction.column)
    if longest is not None and len(correction.value) > longest:
        return f"“{label}”最多{longest}字，现有{len(correction.value)}字，没有保存。"
    return ""


def corrected(table: CatalogueTable, corrections: Sequence[Correction]) -> CatalogueTable:
    """The table with its corrections; of several for one cell the last one holds.

    A line that gave no item and was typed as one stands among the items, and is no problem any more.
    """
    by_place: dict[Place, list[Correction]] = {}
    for correction in corrections:
        by_place.setdefault(correction.place, []).append(correction)
    rows = [_applied(row, by_place.pop((row.sheet, row.row_number), ())) for row in table.rows]
    typed = [_applied(blank_row(table, *place), found) for place, found in by_place.items()]
    order = {sheet: number for number, sheet in enumerate(table.sheets)}
    return replace(
        table,
        rows=tuple(sorted([*rows, *typed], key=lambda row: (order.get(row.sheet, 0), row.row_number)))
        if typed
        else tuple(rows),
        problems=tuple(
            problem
            for problem in table.problems
            if problem.kept or (problem.sheet, problem.row) not in by_place
        ),
    )


def line_at(table: CatalogueTable, sheet: str, row: int) -> str | None:
    """What stands in a line that gave no item; None where the table has no such line."""
    lost = (problem for problem in table.problems if problem.row and not problem.kept)
    lines = [*(((each.sheet, each.row), each.raw) for each in lost),
             *(((each.sheet, each.row), each.text) for each in table.notes)]  # fmt: skip
    return next((text for place, text in lines if place == (sheet, row)), None)


def blank_row(table: CatalogueTable, sheet: str, row: int) -> CatalogueRow:
    """An item to be typed for a line: nothing but its area, which is that of the item before it in the
    sheet, or the only one of the table."""
    before = [found.area for found in table.rows if found.sheet == sheet and found.row_number < row]
    areas = before[-1:] or sorted({found.area for found in table.rows})
    cells = tuple(cell.strip() for cell in (line_at(table, sheet, row) or "").split(_BETWEEN_CELLS))
    return CatalogueRow(
        sheet=sheet, row_number=row, area=areas[0] if len(areas) == 1 else "", code="", level1="", level2="",
        content="", basis="", basis_list=(), time_limit="", responsible="", channels=(), channels_raw="",
        audience=Audience(), methods=(), tiers=(), raw=cells,
    )  # fmt: skip


def cell_of(row: CatalogueRow, column: str) -> str:
    """What stands in the cell, as a person would type it again."""
    if column == "audience":
        groups = row.audience.groups or ("特定群体" if row.audience.specific else "")
        return "、".join(part for part in (_EVERYONE if row.audience.everyone else "", groups) if part)
    value = getattr(row, column)
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _applied(row: CatalogueRow, corrections: Iterable[Correction]) -> CatalogueRow:
    for correction in corrections:
        value = correction.value.strip()
        meaning = _MEANINGS.get(correction.column)
        row = replace(row, **(meaning(value) if meaning else {correction.column: value}))
    return row


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part for raw in _SEPARATORS.split(value) if (part := raw.strip()))


def _audience(value: str) -> Audience:
    groups = "、".join(part for part in _parts(value) if part != _EVERYONE)
    return Audience(everyone=_EVERYONE in _parts(value), specific=bool(groups), groups=groups)


def _methods(value: str) -> tuple[Method, ...]:
    if "依申请" not in value:
        return (Method.PROACTIVE,) if value else ()
    return (Method.PROACTIVE, Method.ON_REQUEST) if "主动" in value else (Method.ON_REQUEST,)


_MEANINGS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "basis": lambda value: {
        "basis": value,
        "basis_list": tuple(line for raw in value.splitlines() if (line := raw.strip())),
    },
    "channels": lambda value: {"channels": _parts(value), "channels_raw": value},
    "audience": lambda value: {"audience": _audience(value)},
    "methods": lambda value: {"methods": _methods(value)},
    "tiers": lambda value: {"tiers": _parts(value)},
}
