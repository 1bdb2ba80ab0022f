"""Columns as the rows show them, where the headings leave it open how many there are or what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.catalogue_table.headings import Column, Element
from gongkai.text.catalogue_table.pasted.columns import TRUNCATED, Columns
from gongkai.text.catalogue_table.pasted.kinds import is_channel_name, is_method_word
from gongkai.text.catalogue_table.pasted.pieces import Piece, Record

_WORDED = frozenset({Element.AUDIENCE, Element.METHOD, Element.TIER})


def fitted(columns: Columns, rows: Sequence[Sequence[str]], *, blanks: bool) -> Columns:
    """The columns corrected by the rows; `blanks` says that each piece of a row is a cell."""
    if blanks:
        columns = _with_one_level(columns, rows)
    return _with_channels(_with_one_method(_with_truncated(columns)), rows)


def with_cut_cells(columns: Columns, records: Sequence[Record]) -> list[Record]:
    """The records with their last empty cell again, where every row ends in a blank and lacks a cell."""
    whole = len(columns.texts) + len(columns.marks)
    longest = max((len(record.pieces) for record in records), default=0)
    if longest + 1 != whole or not all(record.cut for record in records):
        return list(records)
    return [replace(record, pieces=[*record.pieces, Piece("", record.line)]) for record in records]


def _with_one_level(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns:
    """One level of names where nothing names two and the rows have a cell less than columns."""
    names = [column for column in columns.texts if column.element in {Element.LEVEL1, Element.LEVEL2}]
    widths = Counter(len(row) for row in rows)
    named_apart = len({column.heading for column in names}) > 1
    if len(names) < len(_TWO_LEVELS) or named_apart or not widths:
        return columns
    usual, count = widths.most_common(1)[0]
    if usual != len(columns.texts) + len(columns.marks) - 1 or count * 2 <= len(rows):
        return columns
    return replace(columns, texts=tuple(c for c in columns.texts if c.element is not Element.LEVEL2))


_TWO_LEVELS = (Element.LEVEL1, Element.LEVEL2)


_USUAL = (
    Element.CONTENT, Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE, Element.CHANNELS,
)  # fmt: skip


def _with_truncated(columns: Columns) -> Columns:
    """A heading of which only 公开 is left, read as the one that is missing between its neighbours."""
    texts = list(columns.texts)
    for at, column in enumerate(texts):
        if column.element is not Element.EXTRA or column.heading != TRUNCATED:
            continue
        missing = [element for element in _USUAL if not any(c.element is element for c in texts)]
        before = texts[at - 1].element if at else None
        fitting = [e for e in missing if before in _USUAL and _USUAL.index(e) == _USUAL.index(before) + 1]
        if fitting:
            texts[at] = replace(column, element=fitting[0])
    return replace(columns, texts=tuple(texts))


def _with_one_method(columns: Columns) -> Columns:
    """Of 公开方式 and 公开属性 beside each other only the last says whether 主动 or 依申请."""
    single = [c for c in columns.marks if c.element is Element.METHOD and c.path == c.heading]
    others = [replace(column, element=Element.EXTRA) for column in single[:-1]]
    return replace(
        columns,
        texts=_in_order([*columns.texts, *others]),
        marks=tuple(column for column in columns.marks if column not in single[:-1]),
    )


def _with_channels(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns:
    """公开形式 read as the channels, where no other column holds them and its values name some."""
    single = next((c for c in columns.marks if c.element is Element.METHOD and c.path == c.heading), None)
    if single is None or columns.position(Element.CHANNELS):
        return columns
    pieces = [piece for row in rows for piece in row]
    if any(map(is_method_word, pieces)) or not any(map(is_channel_name, pieces)):
        return columns
    channels = replace(single, element=Element.CHANNELS)
    return replace(
        columns,
        texts=_in_order([*columns.texts, channels]),
        marks=tuple(column for column in columns.marks if column is not single),
    )


def with_words_inline(columns: Columns) -> Columns:
    """Columns whose words say whom and how, counted among the texts where they stand between them."""
    last = max((column.index for column in columns.texts), default=0)
    inline = [c for c in columns.marks if c.element in _WORDED and c.path == c.heading and c.index < last]
    if not inline:
        return columns
    return replace(
        columns,
        texts=_in_order([*columns.texts, *inline]),
        marks=tuple(column for column in columns.marks if column not in inline),
    )


def _in_order(columns: Sequence[Column]) -> tuple[Column, ...]:
    return tuple(sorted(columns, key=lambda column: column.index))
