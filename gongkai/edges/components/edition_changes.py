"""The difference of two editions in the shapes that the template reads; the same for public and staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.core.information.rules import EditionDifference, LineChange, RowChange, TableChange
from gongkai.edges.components.differing import ChangedElement, in_one, marked
from gongkai.edges.components.shapes import Badge

LINES = 100
"""Changed paragraphs on one page."""

ROWS = 200
"""Changed rows shown of one table; more are counted."""

_CAME, _WENT, _CHANGED = Badge("新增", "good"), Badge("删去", "warn"), Badge("修改", "info")


@dataclass(frozen=True, slots=True)
class Line:
    """A changed paragraph with the one before it for orientation."""

    number: int
    badge: Badge
    lead: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    badge: Badge
    cells: Sequence[SafeString]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    badge: Badge
    columns: Sequence[str]
    rows: Sequence[Row]
    more: int


@dataclass(frozen=True, slots=True)
class File:
    name: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Changes:
    """What the page lists; `lines` are those of one page out of `line_count`."""

    fields: Sequence[ChangedElement]
    lines: Sequence[Line]
    line_count: int
    files: Sequence[File]
    tables: Sequence[Table]
    only_form: bool
    is_empty: bool


def changes(found: EditionDifference, lines: Sequence[LineChange]) -> Changes:
    """The difference with those `lines` of it that stand on the page asked for."""
    return Changes(
        fields=[ChangedElement(field.label, *marked(field.old, field.new)) for field in found.fields],
        lines=[_line(line) for line in lines],
        line_count=len(found.lines),
        files=[File(file.name, _badge(came=file.came, went=file.went)) for file in found.files],
        tables=[_table(table) for table in found.tables],
        only_form=found.only_form,
        is_empty=found.is_empty,
    )


def _line(line: LineChange) -> Line:
    badge = _badge(came=line.new is not None, went=line.old is not None)
    return Line(line.number, badge, line.lead, _marks(line.old, line.new))


def _table(table: TableChange) -> Table:
    return Table(
        title=table.title,
        badge=_badge(came=not table.went, went=not table.came),
        columns=table.columns,
        rows=[_row(row) for row in table.rows[:ROWS]],
        more=max(0, len(table.rows) - ROWS),
    )


def _row(row: RowChange) -> Row:
    old, new = row.old or (), row.new or ()
    width = max(len(old), len(new))
    return Row(
        _badge(came=row.new is not None, went=row.old is not None),
        [
            _marks(
                (old[at] if at < len(old) else "") if row.old is not None else None,
                (new[at] if at < len(new) else "") if row.new is not None else None,
            )
            for at in range(width)
        ],
    )


def _marks(old: str | None, new: str | None) -> SafeString:
    if old == new:
        return format_html("{}", new or "")
    if not old:
        return format_html("<ins>{}</ins>", new) if new else SafeString("")
    return in_one(old, new) if new else format_html("<del>{}</del>", old)


def _badge(*, came: bool, went: bool) -> Badge:
    if came and went:
        return _CHANGED
    return _CAME if came else _WENT
