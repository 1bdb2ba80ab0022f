"""What a flattened table is taken apart into, before anybody knows which piece belongs in which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.headings import (
    Element,
    damaged_element_of,
    element_of,
    is_item_group,
    lower_element,
    plain_heading,
)
from gongkai.text.catalogue_table.pasted.kinds import is_sequence

LEVELS = frozenset({Element.LEVEL1, Element.LEVEL2, Element.LEVEL3})

ENOUGH_HEADINGS = 4
"""So many headings next to each other are a header; a row of data never has that many."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with its number, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell or part of a cell. `gap` is how many empty lines stood before it."""

    text: str
    line: int
    gap: int = 0

    @property
    def blank(self) -> bool:
        """An empty cell that can be seen to be one."""
        return not self.text


@dataclass
class Record:
    """The pieces of one row, its number apart; `code` is empty where none stands there."""

    line: int
    code: str = ""
    pieces: list[Piece] = field(default_factory=list)
    further: list[Piece] = field(default_factory=list)
    """Lines below the row that hold nothing but one more text: its content goes on there."""
    cut: bool = False
    """A blank stood between the last bars, which is an empty cell or nothing."""


@dataclass
class PastedTable:
    """One table: the lines above it, its headings in order, its rows.

    `blanks` says that empty cells can be seen, so that a missing piece is a merged cell. `wrapped` says
    that a piece may be a line of a cell and not a whole one.
    """

    titles: list[Line]
    headings: list[Piece]
    records: list[Record] = field(default_factory=list)
    blanks: bool = False
    wrapped: bool = False
    width: int = 0
    """Where every cell is cut into lines of one length, that length."""
    whole_rows: bool = False
    """A row has lines of its own: a missing piece is a merged cell, though empty ones cannot be seen."""
    run: bool = False
    """Nothing divides one cell from the next."""
    fields: dict[Element, Piece] = field(default_factory=dict)
    """For a table that names each value on its left: the one item that it describes."""


def is_upper_heading(text: str) -> bool:
    plain = plain_heading(text)
    element = damaged_element_of(plain)
    if element_of(plain) is Element.EXTRA and lower_element(plain) is not None:
        return False
    return is_item_group(plain) or (element is not Element.EXTRA and element not in LEVELS)


def is_heading(text: str) -> bool:
    return bool(text) and (is_upper_heading(text) or lower_element(plain_heading(text)) is not None)


def whole_headings(texts: Sequence[str]) -> list[str]:
    """Headings without spaces, those that line breaks cut in pieces put together where the whole is one."""
    names = [plain_heading(text) for text in texts]
    whole: list[str] = []
    at = 0
    while at < len(names):
        length = next((some for some in (2, 3) if _is_one(names[at : at + some], some)), 1)
        whole.append("".join(names[at : at + length]))
        at += length
    return whole


def _is_one(parts: Sequence[str], length: int) -> bool:
    """Whether parts of a heading make one: 公开 时限, or 一级 事项, which says no more than 一级 does."""
    if len(parts) < length:
        return False
    whole = "".join(parts)
    if not is_heading(parts[0]):
        return is_heading(whole)
    kinds = {lower_element(parts[0]), lower_element(whole)}
    return parts[-1] in _HEADING_ENDS and len(kinds) == 1 and None not in kinds


_HEADING_ENDS = frozenset({"事项", "目录", "公开", "级", "群体", "群众"})


def headings_in(texts: Sequence[str]) -> int:
    return sum(is_heading(text) for text in texts)


_FEWEST_UPPER = 3
"""Words like 政策依据 and 全社会 stand in rows as well; so many headings of the upper row do not."""


def opens_header(pieces: Sequence[Piece], start: int) -> bool:
    """Whether a header begins at a piece of a stream: it and enough of the next are headings."""
    if not is_upper_heading(pieces[start].text):
        return False
    following = [piece.text for piece in pieces[start : start + 2 * ENOUGH_HEADINGS] if not piece.blank]
    names = whole_headings(following)
    return headings_in(names) >= ENOUGH_HEADINGS and sum(map(is_upper_heading, names)) >= _FEWEST_UPPER


_LONGEST_NUMBER = 3
"""Longer ones are codes of several levels."""


@dataclass
class Numbering:
    """Which numbers can be the next row's: larger than the last, or a series that begins again."""

    last: int = 0

    def continues(self, text: str) -> bool:
        if not is_sequence(text):
            return False
        digits = text.rstrip(".．、")
        if not digits.isdecimal() or len(digits) > _LONGEST_NUMBER:
            return True
        return int(digits) == 1 or self.last < int(digits) <= self.last + _LEAP

    def is_next(self, text: str) -> bool:
        """Whether a text is exactly the number after the last."""
        return text.rstrip(".．、") == str(self.last + 1)

    def take(self, text: str) -> None:
        digits = text.rstrip(".．、")
        self.last = int(digits) if digits.isdecimal() else self.last


_LEAP = 60
"""Rows that a shortened page leaves out at most between two numbers."""


def tables_of_stream(
    pieces: Sequence[Piece],
    titles: list[Line],
    *,
    blanks: bool,
    wrapped: bool,
    row_gap: int = 0,
    width: int = 0,
) -> list[PastedTable]:
    """Cut a stream of pieces into tables at their headers, and each into rows at their numbers.

    `row_gap` is how many empty lines end a row that has no number of its own; 0 where lines do not tell.
    """
    tables: list[PastedTable] = []
    numbering = Numbering()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if opens_header(pieces, index):
            end = _end_of_header(pieces, index)
            above = titles if not tables else _take_titles(tables[-1])
            headings = [heading for heading in pieces[index:end] if not heading.blank]
            tables.append(PastedTable(above, headings, blanks=blanks, wrapped=wrapped, width=width))
            numbering = Numbering()
            index = end
            continue
        if tables:
            _place(piece, tables[-1], numbering, row_gap)
        elif not piece.blank:
            titles.append(Line(piece.line, piece.text))
        index += 1
    return tables


def _end_of_header(pieces: Sequence[Piece], start: int) -> int:
    """The first piece after the header: the first number, or what follows the last heading."""
    last = start
    before, others = "", 0
    for index in range(start, len(pieces)):
        text = pieces[index].text
        if not text:
            continue
        if index > start and is_sequence(text):
            return index
        if is_heading(text) or len(whole_headings([before, text])) == 1:
            last, others = index, 0
        else:
            others += 1
        if others >= ENOUGH_HEADINGS:
            break
        before = text
    return last + 1


def _place(piece: Piece, table: PastedTable, numbering: Numbering, row_gap: int) -> None:
    records = table.records
    filled = sum(not other.blank for other in records[-1].pieces) if records else 0
    apart = 0 < row_gap <= piece.gap
    enough = not records or apart or filled > 1 or (filled == 1 and numbering.is_next(piece.text))
    if enough and numbering.continues(piece.text):
        numbering.take(piece.text)
        records.append(Record(piece.line, piece.text))
    elif not records or (apart and enough and not piece.blank and not has_boxes(piece.text)):
        records.append(Record(piece.line, "", [piece]))
    else:
        records[-1].pieces.append(piece)


def _take_titles(table: PastedTable) -> list[Line]:
    """Lines that ended up at the end of the table before, though they are the title of the next."""
    titles: list[Line] = []
    while table.records and table.records[-1].pieces and is_title(table.records[-1].pieces[-1].text):
        piece = table.records[-1].pieces.pop()
        titles.insert(0, Line(piece.line, piece.text))
    if table.records and not table.records[-1].pieces:
        table.records.pop()
    return titles


def is_title(text: str) -> bool:
    """Whether a line of its own names a table."""
    return len(text) <= _LONGEST_TITLE and plain_heading(text).rstrip("0123456789").endswith(_TITLE_ENDS)


_FOOT = re.compile(
    r"(?:打印|收藏|关闭|分享|返回顶部|上一篇|下一篇|扫一扫|【|】|\s)+(?:本页|窗口)?"
    r"|(?:主办|承办|版权所有|网站标识码|技术支持|上一篇|下一篇).{0,6}[:：].*|.*(?:ICP备|公网安备|网站标识码).*"
)


def is_foot(text: str) -> bool:
    """Whether a line belongs to the page around the table: to print it, to close it, whose it is."""
    return bool(_FOOT.fullmatch(text))


_TITLE_ENDS = ("目录", "清单", "领域", "一览表")
_LONGEST_TITLE = 60
