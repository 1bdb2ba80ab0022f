"""What a catalogue spreadsheet holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.text.tables.spreadsheets import column_letters


class Method(StrEnum):
    """公开方式."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"


@dataclass(frozen=True, slots=True)
class Audience:
    """公开对象: everybody (全社会), and/or specific groups (特定群体), described where the cell does."""

    everyone: bool = False
    specific: bool = False
    groups: str = ""


class Ticks(StrEnum):
    """Whether the ticks of a row could be told apart by column."""

    EXPLICIT = "explicit"
    """Each has its own cell."""
    COLLAPSED = "collapsed"
    """Ticks are there, the empty cells between them are not: nobody knows which column each was in."""
    WORDS = "words"
    """Words say it, not the place."""
    LOST = "lost"
    """The columns exist, the ticks do not."""
    NO_COLUMNS = "no-columns"
    """No row of the table has any."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One item as the sheet has it; nothing is corrected or completed.

    `row_number` counts from 1, as office software shows it. `area` is empty where neither title nor
    sheet name says it. `basis_list` is `basis` cut into single sources. `channels` are the ticked
    names. `tiers` are 省级 市级 县级 乡级 村级, or the heading itself where it says something else.
    `extra` holds the columns that no element claims, by heading. `raw` is the row as read.

    How it was read is no part of what it says: `ticks` and, where they collapsed, how many; the headings
    of the tier columns; and what stands in the cells whose text was taken from above (`as_written`: the
    element's name and, say, 同上).
    """

    sheet: str
    row_number: int
    area: str
    code: str
    level1: str
    level2: str
    content: str
    basis: str
    basis_list: tuple[str, ...]
    time_limit: str
    responsible: str
    channels: tuple[str, ...]
    channels_raw: str
    audience: Audience
    methods: tuple[Method, ...]
    tiers: tuple[str, ...]
    extra: tuple[tuple[str, str], ...] = ()
    raw: tuple[str, ...] = field(default=(), compare=False)
    ticks: Ticks = field(default=Ticks.EXPLICIT, compare=False)
    tick_count: int = field(default=0, compare=False)
    tier_headings: tuple[str, ...] = field(default=(), compare=False)
    as_written: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """What the item is called: its second level, or the first where there is no second."""
        return self.level2 or self.level1


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person has to look at.

    `row` and `column` count from 1; 0 stands for the whole sheet or the whole row. `kept` says that
    the row was read all the same and only this cell was left empty or as it stood. `element` names what
    the cell holds (公开时限); empty where it is no single one.
    """

    sheet: str
    row: int
    column: int
    message: str
    raw: str
    kept: bool = False
    element: str = ""

    @property
    def place(self) -> str:
        """工作表“安全生产”第 5 行 C 列."""
        row = f"第 {self.row} 行" if self.row else ""
        column = f" {column_letters(self.column - 1)} 列" if self.column else ""
        return f"工作表“{self.sheet}”{row}{column}"


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the sheet that is not an item: title, remark, explanation of signs."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """Everything read from one file; each line of each sheet is in exactly one of the three."""

    sheets: tuple[str, ...]
    rows: tuple[CatalogueRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    """What a saved page says about itself above its text: source, domain."""

    def row_at(self, sheet: str, row_number: int) -> CatalogueRow | None:
        """The item read from that line; None where the line gave none."""
        found = (row for row in self.rows if (row.sheet, row.row_number) == (sheet, row_number))
        return next(found, None)
