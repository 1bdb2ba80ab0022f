"""Looking through a part: what is found in it, where, and how much of it there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from gongkai.core.guarding.enums import Sort, Weight
from gongkai.core.guarding.rules.names import MOST_ROWS, Names, people_in
from gongkai.core.guarding.rules.pace import Pace
from gongkai.core.guarding.rules.parts import Part, Row
from gongkai.core.guarding.rules.reports import UNREAD, UNREAD_LABEL, Line
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents import (
    Extent,
    Sheet,
    UploadedRows,
    Watch,
    extent_of,
    read_parts,
    read_tables,
    uploaded_rows,
)
from gongkai.text.personal_information import (
    Finding,
    RuleSet,
    Severity,
    TypeLabel,
    mask,
    scan,
    scan_table,
)

MOST_LISTED = 500
"""Findings of one part that are listed place by place; more are counted."""

MOST_HEADINGS = 2_000
"""So many columns are told of by what they hold."""

_SHORT, _REMEMBERED = 64, 65_536
"""Characters of a text of a file that is remembered with what is in it, and how many of them: villages, sums
and remarks of a list repeat."""

_FIGURES = re.compile(r"\d{6}")
"""Without so many figures there is no number in the name of a sheet or a file within."""

_PLACE, _MASKED, _REASON, _FINGERPRINT = 200, 200, 300, 32

Found = Callable[[str], list[Finding]]
Fingerprint = Callable[[str, str], str]
"""Type and value → what stands for the value, keyed."""


@dataclass(slots=True)
class Outcome:
    """What a part holds."""

    lines: list[Line] = field(default_factory=list)
    hard: int = 0
    review: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    unread: str = ""
    names: Names = field(default_factory=Names)
    columns: dict[str, set[str]] = field(default_factory=dict)
    """Heading → types found below it, in any table of a file."""

    @property
    def told_columns(self) -> dict[str, list[str]] | None:
        """`columns` to be kept; None where they do not say everything."""
        if self.unread or len(self.columns) > MOST_HEADINGS:
            return None
        return {heading: sorted(types) for heading, types in self.columns.items()}

    @property
    def is_cut(self) -> bool:
        return self.hard + self.review > len(self.lines)

    def take(self, line: Line) -> None:
        self.counts[line.label] += 1
        if line.weight == Weight.HARD:
            self.hard += 1
        else:
            self.review += 1
        if len(self.lines) < MOST_LISTED:
            self.lines.append(line)

    def see(self, names: Names) -> None:
        """Of several lists in one file the longest is spoken of."""
        if names.people > self.names.people:
            self.names = names


def extent_of_part(part: Part) -> Extent:
    """How much of a table or a file there is to look through; nothing that is worth a bar in a text."""
    if part.sort == Sort.TABLE:
        return Extent(sum(1 for _ in part.rows()), "行")
    return extent_of(part.name, part.content()) if part.sort == Sort.FILE else Extent()


def look_through(part: Part, rules: RuleSet, fingerprint: Fingerprint, watch: Watch | None = None) -> Outcome:
    """Scan a part whatever its sort. The values found are seen here only and go no further.

    Args:
        watch: is told how far it is, in the units of `extent_of_part`.
    """
    outcome = Outcome()
    pace = Pace(extent_of_part(part) if watch else Extent(), watch, twice=part.sort == Sort.FILE)
    short = lru_cache(_REMEMBERED)(partial(scan, rules=rules))
    make = _Maker(part, rules, short, rules.types, fingerprint, pace)
    try:
        for line in _lines(part, make, outcome):
            outcome.take(line)
    except UnreadableFile as error:
        outcome.unread = make.told(error.message)[:_REASON]
        outcome.take(make.of_unread("", error.message))
    return outcome


def _lines(part: Part, make: _Maker, outcome: Outcome) -> Iterator[Line]:
    if part.sort == Sort.TEXT:
        yield from make.of_text("", part.text, with_offsets=True)
    elif part.sort == Sort.TABLE:
        yield from make.of_text("表名和说明", part.text)
        yield from make.of_table("", part.header, part.rows(), outcome, first_row=1)
    else:
        yield from _file_lines(part, make, outcome)


def _file_lines(part: Part, make: _Maker, outcome: Outcome) -> Iterator[Line]:
    """Cells with the headings above them first, then every other text of the file.

    What the tables have told of is not told again where the same text comes once more as a cell, and a cell
    that is nothing but a value which must be dealt with is not looked through once more.
    """
    content = part.content()
    told: set[str] = set()
    uploaded = _uploaded(part)
    for sheet in read_tables(part.name, content, uploaded):
        for line in make.of_sheet(sheet, outcome):
            told.add(line.fingerprint)
            yield line
    for piece in read_parts(part.name, content, uploaded):
        make.pace.text()
        if piece.unread:
            yield make.of_unread(piece.place, piece.text)
            continue
        if not piece.hidden and piece.text in make.whole:
            continue
        for line in make.of_text(piece.place, piece.text, hidden=piece.hidden):
            if piece.hidden or line.fingerprint not in told:
                yield line


def _uploaded(part: Part) -> tuple[UploadedRows, ...]:
    """Where the rows stand in the file that was handed in; as in the copy where that cannot be told."""
    if part.uploaded is None:
        return ()
    try:
        return uploaded_rows(part.name, part.uploaded())
    except UnreadableFile:
        return ()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Findings of the engine → lines of one part."""

    part: Part
    rules: RuleSet
    short: Found
    """What the rules find in a text that may come again."""
    types: Mapping[str, TypeLabel]
    fingerprint: Fingerprint
    pace: Pace
    whole: set[str] = field(default_factory=set)
    """Cells of tables that are one value each, told of as one that must be dealt with: looked at alone, they
    could be no worse."""

    def of_text(
        self, place: str, text: str, *, hidden: bool = False, with_offsets: bool = False
    ) -> Iterator[Line]:
        for found in self.short(text) if len(text) <= _SHORT else scan(text, self.rules):
            line = self._line(place, found, text, hidden=hidden)
            yield replace(line, start=found.start, end=found.end) if with_offsets else line

    def of_table(
        self,
        place: str,
        header: Row,
        rows: Iterable[Row],
        outcome: Outcome,
        *,
        first_row: int,
        hidden: bool = False,
        hidden_columns: frozenset[int] = frozenset(),
    ) -> Iterator[Line]:
        """Cells row by row; the rows that went by are looked at once more for what they are together."""
        seen: list[Row] = []
        present: Row = ()
        more = 0

        def watched() -> Iterator[Row]:
            nonlocal present, more
            for present in self.pace.rows(rows):
                if len(seen) < MOST_ROWS:
                    seen.append(present)
                else:
                    more += 1
                yield present

        for cell in scan_table(header, watched(), self.rules):
            column = header[cell.column] if cell.column < len(header) else ""
            named = f"“{column}”列" if column else f"第{cell.column + 1}列"
            where = "，".join(words for words in (place, f"第{cell.row + first_row}行{named}") if words)
            is_hidden = hidden or cell.column in hidden_columns
            text = present[cell.column]
            outcome.columns.setdefault(column, set()).add(cell.finding.type)
            is_whole = (cell.finding.start, cell.finding.end) == (0, len(text))
            if is_whole and cell.finding.severity is Severity.HARD:
                self.whole.add(text)
            yield self._line(where, cell.finding, text, hidden=is_hidden)
        outcome.see(people_in(header, seen, more))

    def of_sheet(self, sheet: Sheet, outcome: Outcome) -> Iterator[Line]:
        yield from self.of_text(sheet.place, " ".join(sheet.header), hidden=sheet.hidden)
        yield from self.of_table(
            sheet.place,
            sheet.header,
            sheet.rows,
            outcome,
            first_row=sheet.first_row,
            hidden=sheet.hidden,
            hidden_columns=sheet.hidden_columns,
        )

    def of_unread(self, place: str, reason: str) -> Line:
        """What could not be looked into wants a person's look."""
        said = f"{self.told(reason)[: _REASON - 20]}请打开文件人工核对。"
        mark = self.fingerprint(UNREAD, f"{self.part.digest}{place}")
        return Line(
            self.part.key, self.told(place)[:_PLACE], UNREAD, UNREAD_LABEL, Weight.REVIEW, "", said, mark
        )

    def told(self, words: str) -> str:
        """Words about a place, which quote names of files and sheets, as they may be kept."""
        return mask(words, self.short(words)) if _FIGURES.search(words) else words

    def _line(self, place: str, found: Finding, text: str, *, hidden: bool) -> Line:
        return Line(
            self.part.key,
            self.told(place)[:_PLACE],
            found.type,
            self.types[found.type].label,
            Weight.HARD if found.severity is Severity.HARD else Weight.REVIEW,
            found.masked[:_MASKED],
            found.reason[:_REASON],
            self.fingerprint(found.type, text[found.start : found.end])[:_FINGERPRINT],
            is_hidden=hidden,
        )
