"""Reading a flattened catalogue: every row becomes an item or a problem, every other line a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.text.catalogue_table.area import area_of, known_area
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.model import CatalogueRow, Note, Problem, Ticks
from gongkai.text.catalogue_table.pasted.columns import columns_of
from gongkai.text.catalogue_table.pasted.fitting import fitted, with_cut_cells
from gongkai.text.catalogue_table.pasted.listed import read_blocks, read_listed
from gongkai.text.catalogue_table.pasted.pieces import (
    ENOUGH_HEADINGS,
    Line,
    PastedTable,
    Piece,
    Record,
    headings_in,
)
from gongkai.text.catalogue_table.pasted.piped import read_piped
from gongkai.text.catalogue_table.pasted.rows import RowBuilder
from gongkai.text.catalogue_table.pasted.sentences import read_sentences
from gongkai.text.catalogue_table.pasted.spaced import heading_line, holds_rows, read_spaced
from gongkai.text.catalogue_table.pasted.splitting import items_of
from gongkai.text.catalogue_table.vocabulary import Vocabulary
from gongkai.text.simplified import is_traditional, to_simplified

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_WIDE_BLANK = re.compile("[\xa0\u2800\u2802\u3000]")
_META = re.compile(r"([A-Za-z_]{2,20}|领域|来源)\s*[:：]\s*(.*)")
_META_END = re.compile(r"-{3,}")
_META_LINES = 12


@dataclass
class Pasted:
    """What was read from one pasted text."""

    rows: list[CatalogueRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    """What lines before the page say about it: source, domain."""


def read_pasted(text: str, name: str, words: Vocabulary) -> Pasted:
    """Every catalogue table in a text without a grid. `name` stands for the sheet in problems and notes."""
    pasted = Pasted()
    lines = _prepared(text, name, pasted)
    about, lines = _front_matter(lines)
    pasted.about = about
    for table in _tables(lines):
        _read_table(table, name, words, pasted)
    if not pasted.rows and (told := read_sentences(lines)):
        _read_table(_told_table(told), name, words, pasted)
    if not pasted.rows:
        message = "没有找到标准目录的表格（至少要有表头和带序号的行），没有读到事项"
        pasted.problems.append(
            Problem(name, 0, 0, message, " ".join(line.text for line in lines)[:200].strip())
        )
    return pasted


_LOST_BLANK = re.compile(r"(?:^|(?<=\|))\s*\?+\s*(?=\||$|[□■☑☐])|\?{2,}|\?(?=\s*[□■☑☐])", re.MULTILINE)
"""Question marks where blanks of another encoding stood."""


def _prepared(text: str, name: str, pasted: Pasted) -> list[Line]:
    text = _LOST_BLANK.sub(" ", _WIDE_BLANK.sub(" ", _UNSEEN.sub("", text)))
    if _TAG.search(text):
        text = _TAG.sub("", text)
        pasted.notes.append(Note(name, 0, "文字中夹有网页标记，已去掉"))
    if is_traditional(text):
        text = to_simplified(text)
        pasted.notes.append(Note(name, 0, "原文是繁体字（或夹有拼音注音），已转为简体"))
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def _front_matter(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line]]:
    """Lines of the form "name: value" up to a line of dashes, as saved pages carry them."""
    for index, line in enumerate(lines[:_META_LINES]):
        if _META_END.fullmatch(line.text.strip()):
            pairs = [match for before in lines[:index] if (match := _META.fullmatch(before.text.strip()))]
            if len(pairs) == index and index:
                return {pair[1]: pair[2].strip() for pair in pairs}, list(lines[index + 1 :])
    return {}, list(lines)


def _tables(lines: Sequence[Line]) -> list[PastedTable]:
    written = [line for line in lines if line.text.strip()]
    if sum("|" in line.text for line in written) * 5 > len(written) * 2 or any(
        map(_is_piped_header, written)
    ):
        return read_piped(lines)
    found = heading_line(lines)
    if found is None:
        return read_listed(lines)
    index, spaces = found
    blank = sum(not line.text.strip() for line in lines[index:])
    if spaces and blank * 4 > len(lines) - index and not holds_rows(lines[index:]):
        return read_blocks(lines, index)
    return read_spaced(lines, index, spaces=spaces)


def _is_piped_header(line: Line) -> bool:
    return headings_in([cell.strip() for cell in line.text.split("|")]) >= ENOUGH_HEADINGS


def _read_table(table: PastedTable, name: str, words: Vocabulary, pasted: Pasted) -> None:
    pasted.notes.extend(Note(name, line.number, line.text) for line in table.titles)
    area = _area([line.text for line in table.titles], pasted.about.get("domain", ""), words)
    if not table.titles and pasted.rows:
        area = pasted.rows[-1].area
    if table.fields:
        _read_fields(table, name, area, words, pasted)
        return
    records = [item for record in table.records for item in items_of(record)]
    pieces = [[piece.text for piece in record.pieces] for record in records]
    columns = fitted(columns_of([piece.text for piece in table.headings]), pieces, blanks=table.blanks)
    table = replace(table, records=with_cut_cells(columns, records) if table.blanks else records)
    builder = RowBuilder(name, area, table, columns, words)
    rows = [
        row
        for record in table.records
        if (row := builder.build(record, last=record is table.records[-1])) is not None
    ]
    if table.blanks and all(row.ticks is Ticks.LOST for row in rows):
        rows = [replace(row, ticks=Ticks.NO_COLUMNS) for row in rows]
    pasted.rows.extend(rows)
    pasted.problems.extend(builder.problems)


def _told_table(told: Sequence[tuple[int, dict[Element, str]]]) -> PastedTable:
    """Sentences as a table of the usual columns: what is not said is visibly empty."""
    columns = [column.element for column in columns_of([]).texts]
    records = [
        Record(line, str(number), [Piece(said.get(element, ""), line) for element in columns])
        for number, (line, said) in enumerate(told, start=1)
    ]
    return PastedTable([], [], records, blanks=True)


def _area(titles: Sequence[str], page: str, words: Vocabulary) -> str:
    """A known area in the title above the table, else the one that the page is filed under."""
    said = area_of(titles, "", words.areas)
    named = bool(known_area(titles, words.areas))
    return page if page and (not named or said in page) else said


def _read_fields(table: PastedTable, name: str, area: str, words: Vocabulary, pasted: Pasted) -> None:
    """The one item of a table that names each value on its left."""
    columns = columns_of([])
    present = [column for column in columns.texts if column.element in table.fields]
    pieces = [table.fields[column.element] for column in present]
    record = Record(pieces[0].line if pieces else 0, _code(table), pieces)
    builder = RowBuilder(name, area, table, replace(columns, texts=tuple(present)), words)
    row = builder.build(record, last=True)
    pasted.rows.extend([replace(row, ticks=Ticks.NO_COLUMNS)] if row else [])
    pasted.problems.extend(builder.problems)


def _code(table: PastedTable) -> str:
    return table.fields.get(Element.CODE, Piece("", 0)).text
