"""The lines of a text that are worth reading, each with the head of its columns and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.heads import (
    LONGEST_HEAD,
    NO_COLUMNS,
    Columns,
    is_header,
    joined_heads,
    may_be_header,
)
from gongkai.text.personal_information.html_rows import HtmlRows
from gongkai.text.personal_information.line import Heads, Line
from gongkai.text.personal_information.rows import Cells, Form, cut, cut_into, forms_of
from gongkai.text.personal_information.stacked import LONGEST_CELL, Stacks

_WIDE = 3
_SURE, _LIKELY = 1.0, 0.6
"""Between blanks stand other words as well, so more of them must be heads."""
_OFTEN_EMPTY = re.compile(r"签|章|备注|说明|\A其他\Z")
"""Heads of last columns in which mostly nothing stands, which blanks do not show."""
_STRAY = 2
"""So many lines that are no rows may stand between two rows: the foot of a page, a cell in two lines."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that was met: how its rows are cut, and its heads, of which there may be two readings."""

    form: Form
    heads: tuple[tuple[str, ...], ...]


class Layout:
    """Lines of one text; asked from the beginning to the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_cells_of_html = "<td" in text or "<TD" in text
        self._table: _Table | None = None
        self._stacks_found: Stacks | None = None
        self._read_until = -1

    def line(self, start: int, end: int, folded: str | None = None) -> Line:
        """The line between these two places of the text; somebody may know already how it reads folded."""
        raw = self._text[start:end]
        folded = fold(raw) if folded is None else folded
        header, bounds = self._cells_of_html(start, end)
        if not header:
            forms = forms_of(raw)
            if not forms and "\n" not in raw:
                if end - start > LONGEST_CELL:
                    return Line(folded, self._text, start)
                return Line(folded, self._text, start, heads=partial(self._head_of_cell, start, end))
            header, bounds = self._columns(raw, start, end, forms)
        table = self._heads_of_part(start) if header else ()
        return Line(_with_tabs(folded, bounds), self._text, start, header, bounds, table)

    def pass_over(self, start: int, end: int) -> None:
        """Nothing is in the line between these two places, but a table may go on behind it."""
        raw = self._text[start:end]
        if self._cells_of_html(start, end) != NO_COLUMNS:
            return
        if forms := forms_of(raw):
            self._go_on(raw, start, end, forms)

    def _heads_of_part(self, start: int) -> tuple[str, ...]:
        """The heads of the table whose cells stand in lines of their own."""
        if self._has_cells_of_html and (heads := self._html.heads(start)):
            return heads
        return () if self._read_until >= start else self._stacks.heads(start)

    def _cells_of_html(self, start: int, end: int) -> Columns:
        return self._html.cells(start, end) if self._has_cells_of_html else NO_COLUMNS

    def _head_of_cell(self, start: int, end: int) -> Heads:
        """The head of the column that the line is a cell of, and those of its table."""
        header, _ = self._stacks.columns(start, end)
        return (header[0], self._heads_of_part(start)) if header else ("", ())

    def _columns(self, raw: str, start: int, end: int, forms: Sequence[Form]) -> Columns:
        if not forms:
            return self._stacks.columns(start, end)
        self._go_on(raw, start, end, forms)
        return _row(self._table, raw) if self._table else NO_COLUMNS

    def _go_on(self, raw: str, start: int, end: int, forms: Sequence[Form]) -> None:
        """The table that was met is the one around this line, or none."""
        self._table = self._table_of_heads(raw, start, forms) or self._table_around(start, forms)
        self._read_until = end

    @cached_property
    def _html(self) -> HtmlRows:
        return HtmlRows(self._text)

    @property
    def _stacks(self) -> Stacks:
        """The tables with one cell a line; kept by hand, as this is asked very often."""
        if self._stacks_found is None:
            self._stacks_found = Stacks(self._text)
        return self._stacks_found

    def _table_around(self, start: int, forms: Sequence[Form]) -> _Table | None:
        """The table that a line in one of these forms is a row of: the heads are looked for upwards."""
        stray = 0
        while start > 0:
            if start <= self._read_until + 1:
                known = self._table
                return known if known is None or known.form in forms else None
            end = start - 1
            start = self._text.rfind("\n", 0, end) + 1
            line = self._text[start:end]
            if not line.strip():
                continue
            own = [form for form in forms_of(line) if form in forms]
            if table := self._table_of_heads(line, start, own):
                return table
            stray = 0 if own else stray + 1
            if stray > _STRAY:
                return None
        return None

    def _table_of_heads(self, line: str, start: int, forms: Sequence[Form]) -> _Table | None:
        """The table whose heads the line holds in one of these forms."""
        if not may_be_header(line):
            return None
        for form in forms:
            if heads := _heads(line, form):
                return self._with_heads_above(_Table(form, heads), start)
        return None

    def _with_heads_above(self, table: _Table, start: int) -> _Table:
        """The table with the row above its heads, when that has heads as well (two rows, cells joined)."""
        end = start - 1
        line = self._text[self._text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
        if table.form is Form.BLANKS or table.form not in forms_of(line):
            return table
        above = _heads(line, table.form)
        if not above or len(above[0]) != len(table.heads[0]):
            return table
        return _Table(table.form, (joined_heads(above[0], table.heads[0]),))


def _heads(line: str, form: Form) -> tuple[tuple[str, ...], ...]:
    """The heads that the line may be, in each way to cut it; empty when it is a row of something else."""
    ways = (
        _texts(line, cells)
        for cells in cut(line, form)
        if not any(end - start > LONGEST_HEAD for start, end in cells)
    )
    if form is Form.BLANKS:
        return tuple(heads for heads in ways if is_header(heads, _SURE if len(heads) < _WIDE else _LIKELY))
    return tuple(heads for heads in ways if is_header(heads))


def _texts(line: str, cells: Cells) -> tuple[str, ...]:
    return tuple(fold(line[start:end]).strip() for start, end in cells)


def _with_tabs(folded: str, bounds: Sequence[int]) -> str:
    """The row with tabs for blanks and ends of lines before its cells: no number reaches into the next."""
    for start in bounds:
        if start and folded[start - 1] in " \n":
            folded = f"{folded[: start - 1]}\t{folded[start:]}"
    return folded


def _row(table: _Table, line: str) -> Columns:
    for heads in table.heads:
        without_last = table.form is Form.BLANKS and _OFTEN_EMPTY.search(heads[-1])
        if without_last and (cells := cut_into(line, table.form, len(heads) - 1)):
            return heads, tuple(start for start, _ in cells)
        if cells := cut_into(line, table.form, len(heads)):
            return heads, tuple(start for start, _ in cells)
        if table.form is Form.BLANKS and (cells := cut_into(line, table.form, len(heads) + 1)):
            return ("", *heads), tuple(start for start, _ in cells)
    return NO_COLUMNS
