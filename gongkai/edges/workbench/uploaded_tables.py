"""What the pages of uploaded tables share: catalogues and lists of powers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.http import HttpResponse

from gongkai.core.catalogue.rules import Planned
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Badge, Cell

FIRST_ROWS = 30
MOST_PROBLEMS = 200
"""Shown on the page; the file for download has all of them."""

_PROBLEM_HEADER = ("位置", "问题", "原文", "处理")


Row = TypeVar("Row", bound=Planned)


def first_rows(rows: Iterable[Row]) -> list[Row]:
    """New rows, changed ones, the rest, within each as in the table; as many as the page shows."""
    return sorted(rows, key=lambda row: 0 if row.is_new else 1 if row.changed else 2)[:FIRST_ROWS]


def more_than(most: int, number: int) -> int:
    """How many of them the page does not show."""
    return max(0, number - most)


def result(row: Planned, changes: Sequence[str], word: str) -> Cell:
    """What importing does to a row; `word`: how a change is called, `changes`: what it changes."""
    if row.is_new:
        return Cell(badge=Badge("新增", "good"))
    if row.changed:
        return Cell(badge=Badge(word, "info"), note="、".join(changes))
    return Cell(badge=Badge("没有变化", "off"))


def problem_file(file_name: str, problems: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Everything a person has to look at, as a file to work through."""
    rows = [
        (
            str(problem["place"]),
            str(problem["message"]),
            str(problem["raw"]),
            "已导入，请核对" if problem["kept"] else "未导入",
        )
        for problem in problems
    ]
    return csv_download(_PROBLEM_HEADER, rows, f"{file_name}-问题清单.csv")
