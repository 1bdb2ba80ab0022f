"""A row of an uploaded table: the cells as they stand in the file beside what was read from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.core.catalogue.rules import CORRECTABLE, cell_of
from gongkai.text.catalogue_table import CatalogueRow
from gongkai.text.tables.spreadsheets import column_letters

_OF_ELEMENT = {
    "序号": "code", "一级事项": "level1", "二级事项": "level2", "三级事项": "level2", "公开内容": "content",
    "公开依据": "basis", "公开时限": "time_limit", "公开主体": "responsible", "公开渠道": "channels",
    "公开对象": "audience", "公开方式": "methods", "公开层级": "tiers", "领域": "area",
}  # fmt: skip
"""What a problem names → the column that a correction goes into."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of the file, by the letters of its column."""

    column: str
    text: str
    warned: bool


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What was read for one column, what was warned about it, and whether a person put it right."""

    name: str
    label: str
    value: str
    is_long: bool
    warnings: Sequence[str]
    corrected_by: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem, and where it is put right (empty where it is about no single line).

    A line that gave no item is typed as one there (`is_typed`)."""

    place: str
    message: str
    raw: str
    kept: bool
    url: str
    is_typed: bool = False


def source_cells(row: CatalogueRow, problems: Iterable[Mapping[str, Any]]) -> list[SourceCell]:
    """The filled cells of the line, from left to right; those that a problem names or quotes are marked."""
    found = list(problems)
    columns = {int(problem.get("column", 0)) for problem in found}
    quoted = {text for problem in found if (text := str(problem["raw"]).strip())}
    return [
        SourceCell(
            f"{column_letters(number - 1)}列", text.strip(), number in columns or text.strip() in quoted
        )
        for number, text in enumerate(row.raw, start=1)
        if text.strip() or number in columns
    ]


def read_cells(
    row: CatalogueRow, problems: Sequence[Mapping[str, Any]], corrections: Sequence[Mapping[str, Any]]
) -> list[ReadCell]:
    """Every column that may be put right, in the order of the table."""
    warnings: dict[str, list[str]] = {}
    for problem in problems:
        warnings.setdefault(_column_of(problem), []).append(str(problem["message"]))
    by = {
        str(entry["column"]): str(entry["by"])
        for entry in corrections
        if (entry["sheet"], entry["row"]) == (row.sheet, row.row_number)
    }
    return [
        ReadCell(
            name, label, cell_of(row, name), name in {"content", "basis", "channels"},
            warnings.get(name, ()), by.get(name, ""),
        )
        for name, label in CORRECTABLE.items()
    ]  # fmt: skip


def whole_row_warnings(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """What concerns no single cell."""
    return [str(problem["message"]) for problem in problems if not _column_of(problem)]


def problem_lines(
    upload_id: int, problems: Iterable[Mapping[str, Any]], read: Iterable[tuple[str, int]]
) -> list[ProblemLine]:
    """The problems as they are listed. `read`: sheet and number of the lines that gave an item."""
    known = set(read)
    return [
        ProblemLine(
            str(problem["place"]), str(problem["message"]), str(problem["raw"]), bool(problem["kept"]),
            row_address(upload_id, problem["sheet"], problem["row"]) if problem["row"] else "",
            is_typed=(problem["sheet"], problem["row"]) not in known,
        )
        for problem in problems
    ]  # fmt: skip


def row_address(upload_id: int, sheet: str, row: int) -> str:
    query = urlencode({"sheet": sheet, "row": row})
    return f"{reverse('workbench:upload_row', args=[upload_id])}?{query}"


def _column_of(problem: Mapping[str, Any]) -> str:
    """The column that a problem is about: as the reader names it, else by the words in its quotes."""
    message, element = str(problem["message"]), str(problem.get("element", ""))
    if element:
        return next((name for label, name in _OF_ELEMENT.items() if element.startswith(label)), "")
    if "哪个领域" in message:
        return "area"
    named = ((message.find(label), name) for label, name in _OF_ELEMENT.items() if label in message)
    return min(named, default=(0, ""))[1]
