"""Tasks in tables: columns for the task, for the bodies and for the deadline, under a heading row.

Rows come with tabs or pipes between the cells, or one cell a line with a pipe on every other line, as text
copied from a page has them. Rows without a body and a deadline are no tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.structure import number_of
from gongkai.text.official_text.tasks.cell_runs import cells_in_columns, empty, looks_like_bodies, next_row
from gongkai.text.official_text.tasks.table_heads import Column, columns_of, meaning

_ORDINAL = re.compile(r"[0-9]{1,3}|[（(][0-9]{1,3}[）)]")
_SEPARATOR = re.compile(r"^[|\s:\-]*$")
_LEAST, _FEW_COLUMNS = 2, 5
_LEFT_OUT = re.compile(r"…+")
_PART = re.compile(
    r"[|\s]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[\u3400-\u9fff]{2}[一二三四五六七八九十]{1,3}[：:])"
)
"""The heading of a part of a table: 一、…, （一）…, 行动一：…"""
_NAME_OF_PART = re.compile(r"[\u3400-\u9fff“”]{2,14}")
_ITEM = re.compile(r"[0-9]{1,2}[.．、](?![0-9])")
_SAME_AGAIN = re.compile(r"同上|同前|[〃″]")
_BELOW_TABLE = re.compile(
    r"。$|^(?:备注|注|说明|附件)[:：]|[\u3400-\u9fff]\s*[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日$"
)
_LETTER_SPACED = re.compile(r"(?<![^ ])[\u3400-\u9fff](?: [\u3400-\u9fff](?![^ ]))+")
"""The head of a column as forms set it: 工 作 任 务."""
_MOST_STACKED = 12
"""A table with a cell a line has fewer columns."""

_KINDS_OF_CELLS = {Column.LEAD: "lead", Column.UNITS: "bodies", Column.DUE: "due", Column.OTHER: "other"}


@dataclass(frozen=True, slots=True)
class TableTask:
    """A row as it stands: the cells by their meaning, with the line of its task."""

    path: str
    text: str
    category: str
    lead: str
    units: str
    due: str
    line: int


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    line: int


def table_tasks(lines: Sequence[Line]) -> tuple[list[TableTask], frozenset[int]]:
    """The tasks of all tables of tasks, and the lines that the tables take."""
    tasks: list[TableTask] = []
    taken: set[int] = set()
    for rows, used in _tables(lines):
        columns = columns_of(rows[0].cells)
        if columns is None:
            continue
        tasks.extend(_tasks(columns, rows[1:]))
        taken |= used
    return tasks, frozenset(taken)


def _tables(lines: Sequence[Line]) -> Iterator[tuple[list[_Row], set[int]]]:
    """Runs of rows that begin with a heading row."""
    at = 0
    while at < len(lines):
        if table := _found_at(lines, at):
            rows, end = table
            yield rows, set(range(at, end))
            at = end
        else:
            at += 1


def _found_at(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """The table whose heading begins at a line, in whichever form, and where it ends."""
    return _stacked(lines, at) or _unparted(lines, at) or _by_numbered_tasks(lines, at) or _in_rows(lines, at)


def _in_rows(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one row a line."""
    if "\t" not in lines[at].text and "|" not in lines[at].text:
        return _in_spaced_rows(lines, at)
    head = _cells(lines[at].text)
    if columns_of(head) is None:
        return None
    second = _cells(lines[at + 1].text) if at + 1 < len(lines) else ()
    lower = _lower_headings(head, second)
    rows = [_Row(lower or head, at)]
    head = rows[0].cells
    end = at + (2 if lower else 1)
    while end < len(lines) and ("\t" in lines[end].text or "|" in lines[end].text):
        if not _SEPARATOR.match(lines[end].text):
            rows.append(_Row(_cells(lines[end].text, len(head)), end))
        end += 1
    return rows, end


def _in_spaced_rows(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table whose cells only spaces part: rows begin with a number, headings of parts stand between."""
    head = tuple(_LETTER_SPACED.sub(lambda word: word[0].replace(" ", ""), lines[at].text).split(" "))
    columns = columns_of(head) if len(head) > _LEAST and all(map(meaning, head)) else None
    if columns is None or columns[0] is not Column.ORDINAL:
        return None
    rows, end = [_Row(head, at)], at + 1
    kinds = [_KINDS_OF_CELLS.get(column, "") for column in columns[1:]]
    while end < len(lines):
        ordinal, *words = lines[end].text.split(" ")
        cells = cells_in_columns(words, kinds) if _ORDINAL.fullmatch(ordinal) else None
        if cells is not None:
            rows.append(_Row((ordinal, *cells), end))
        elif words or number_of(lines[end].text) is None:
            break
        end += 1
    return (rows, end) if len(rows) > 1 else None


def _lower_headings(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of two rows together, where the second parts one of the first (责任分工: 牵头, 配合)."""
    if not lower or any(meaning(cell) is None for cell in lower):
        return ()
    if len(lower) == len(upper):
        return lower
    parted = [at for at, cell in enumerate(upper) if meaning(cell) in {Column.UNITS, Column.LEAD}]
    whole = (*upper[: parted[0]], *lower, *upper[parted[0] + 1 :]) if parted else ()
    return whole if whole and columns_of(whole) else ()


def _cells(text: str, width: int = 0) -> tuple[str, ...]:
    """The cells of a row; pipes at its ends are its frame, unless it has `width` cells only with them."""
    if "\t" in text:
        return tuple(cell.strip() for cell in text.split("\t"))
    stripped = text.strip()
    inner = stripped[1:] if stripped.startswith("|") else stripped
    inner = inner[:-1] if inner.endswith("|") else inner
    if inner.count("|") + 1 != width == stripped.count("|") + 1:
        inner = stripped
    return tuple(cell.strip() for cell in inner.split("|"))


def _stacked(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one cell a line, pipes between: rows are told by their running numbers."""
    if at + 1 >= len(lines) or lines[at + 1].text.strip() != "|" or meaning(lines[at].text) is None:
        return None
    cells: list[tuple[str, int]] = []
    end = at
    while end < len(lines):
        if lines[end].text.strip() != "|":
            cells.append((lines[end].text.strip(), end))
        elif end + 1 < len(lines) and lines[end + 1].text.strip() == "|":
            cells.append(("", end))  # an empty cell, or an ornament in it
        end += 1
    count = next((i for i, (text, _) in enumerate(cells) if meaning(text) is None), len(cells))
    head = tuple(text for text, _ in cells[:count])
    if count < _LEAST or columns_of(head) is None:
        return None
    return [_Row(head, at), *_stacked_rows(head, cells[count:])], end


def _stacked_rows(head: tuple[str, ...], cells: Sequence[tuple[str, int]]) -> Iterator[_Row]:
    """Rows of stacked cells: parted by two pipes, as many as the headings, or counted off by 1, 2, 3 under a
    merged first cell."""
    if rows := _parted_rows(len(head), cells):
        yield from rows
        return
    numbered = [at for at, (text, _) in enumerate(cells) if _ORDINAL.fullmatch(text)]
    own_column = meaning(head[0]) is Column.ORDINAL
    if not numbered or own_column:
        width = len(head)
        for at in range(0, len(cells) - width + 1, width):
            yield _Row(tuple(text for text, _ in cells[at : at + width]), cells[at][1])
        return
    width = len(head) - 1
    category = ""
    for position, at in enumerate(numbered):
        before = numbered[position - 1] + 1 + width if position else 0
        if between := [text for text, _ in cells[before:at] if text]:
            category = between[-1]
        values = [text for text, _ in cells[at + 1 : at + 1 + width]]
        yield _Row((category, *values, f"#{cells[at][0]}"), cells[at][1])


def _parted_rows(width: int, cells: Sequence[tuple[str, int]]) -> list[_Row]:
    """The rows where a pipe more stands between them, so that an empty cell ends each; none where not.

    Rows below a merged cell lack it and take it from the row above.
    """
    said = [("" if _LEFT_OUT.fullmatch(text) else text, line) for text, line in cells]
    groups = [list(group) for full, group in groupby(said, key=lambda cell: bool(cell[0])) if full]
    if len(groups) < _LEAST or max(map(len, groups)) != width or len(groups[0]) != width:
        return []
    rows: list[_Row] = []
    above: tuple[str, ...] = ()
    for group in groups:
        if len(group) < _LEAST and group is not groups[-1]:
            return []
        above = (*above[: width - len(group)], *(text for text, _ in group))
        rows.append(_Row(above, group[0][1]))
    return rows


def _unparted(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one cell a line and nothing (or a pipe) after it: rows begin with the next running number.

    A cell may take several lines (bodies below each other); the end is where numbers stop.
    """
    if meaning(lines[at].text) is not Column.ORDINAL:
        return None
    piped = lines[at].text.endswith("|")
    texts, places = _single_cells(lines[: at + 2 * _MOST_STACKED], at, piped=piped)
    first = next((i for i, text in enumerate(texts[:_MOST_STACKED]) if text.isdecimal()), None)
    columns = columns_of(texts[:first]) if first else None
    if first is None or columns is None:
        return None
    texts, places = _single_cells(lines, at, piped=piped)
    rows, start, number = [_Row(tuple(texts[:first]), at)], first, int(texts[first])
    kinds = [_KINDS_OF_CELLS.get(column, "") for column in columns[1:]]
    merged = kinds[:2] == ["", ""]  # the first may stand in the first of several rows alone
    while start < len(texts) and texts[start] == str(number):
        following = next_row(texts, start, len(columns) - columns.count(Column.OTHER) - 1 - merged)
        number = int(texts[following]) if following else number + 1
        below = range(start + 2 + merged, min(len(texts), start + first))
        ended = next((i for i in below if not piped and _is_below(texts[i])), None)
        end = following or ended or min(len(texts), start + first)
        cells = cells_in_columns(_without_part_below(texts[start + 1 : end], kinds), kinds)
        if cells is None:
            break
        rows.append(_Row((texts[start], *cells), places[start]))
        start = end
    return (rows, places[start] if start < len(places) else places[-1] + 1) if len(rows) > 1 else None


def _by_numbered_tasks(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one cell a line and no column of numbers: each row begins with that of its task (3.…)."""
    if meaning(lines[at].text) in {None, Column.ORDINAL}:
        return None
    cells = [(line.text, place) for place, line in enumerate(lines[at:], at) if not _PART.match(line.text)]
    count = next((i for i, (text, _) in enumerate(cells) if meaning(text) is None), 0)
    columns = columns_of([text for text, _ in cells[:count]]) if count >= _LEAST else None
    if columns is None or not _ITEM.match(cells[count][0]):
        return None
    before = columns.index(Column.TASK)
    kinds = [_KINDS_OF_CELLS.get(column, "") for column in columns[before:]]
    begun = [i for i, (text, _) in enumerate(cells) if i >= count and _ITEM.match(text)]
    rows, end = [_Row(tuple(text for text, _ in cells[:count]), at)], count
    for start, following in zip_longest(begun, begun[1:]):
        last = start + len(kinds)
        end = following if following and following - start <= 2 * _MOST_STACKED else min(last, len(cells))
        row = cells_in_columns([text for text, _ in cells[start:end]], kinds)
        if row is None:
            break
        rows.append(_Row(("",) * before + row, cells[start][1]))
        if end != following:
            break
    return (rows, cells[end - 1][1] + 1) if len(rows) > 1 else None


def _without_part_below(row: list[str], kinds: Sequence[str]) -> list[str]:
    """The lines of a row without those too many at its end that name the part below (旧区改造)."""
    while (
        len(row) > len(kinds)
        and kinds[-1] in {"lead", "bodies"}
        and not looks_like_bodies(row[-1])
        and (_PART.match(row[-1]) or _NAME_OF_PART.fullmatch(row[-1]))
    ):
        row = row[:-1]
    return row


def _is_below(text: str) -> bool:
    """Whether a line stands below a table: a sentence, a remark, a signature; no list of bodies."""
    return bool(_BELOW_TABLE.search(text)) and not looks_like_bodies(text.rstrip("。"))


def _single_cells(lines: Sequence[Line], at: int, *, piped: bool) -> tuple[list[str], list[int]]:
    """Lines of one cell each, with their places; where a pipe ends them, those up to the first without."""
    texts: list[str] = []
    places: list[int] = []
    for place in range(at, len(lines)):
        text = lines[place].text
        if piped and not text.endswith("|"):
            break
        cell = text.strip("| ") if piped else text
        if cell and not _heads_rows(lines, place):
            texts.append(cell)
            places.append(place)
    return texts, places


def _heads_rows(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the heading of a part of the table: 一、… straight above a running number."""
    if not _PART.match(lines[at].text):
        return False
    below = next((line.text for line in lines[at + 1 : at + _MOST_STACKED] if not _PART.match(line.text)), "")
    return below.strip("| ").isdecimal()


def _fitted(row: _Row, columns: Sequence[Column], above: Sequence[str]) -> _Row:
    """A row with as many cells as columns: merged first cells are missing in the rows below their own.

    Only where the bodies then stand in their column; what is missing is taken from the row above. A heading
    over two columns makes rows longer by a cell, which goes.
    """
    # the pipe at the end of a row may have stood for a cell
    own = row.cells[:-1] if len(row.cells) == len(columns) and not row.cells[-1] else row.cells
    missing = len(columns) - len(own)
    few = len(own) < _LEAST or (len(columns) > _FEW_COLUMNS and len(own) * 2 <= len(columns))
    if (
        not missing
        or few
        or own[-1].startswith("#")
        or (own != row.cells and _bodies_fit(row.cells, columns))
    ):
        return row
    cells = (*above[:missing], *own) if missing > 0 else own[-missing:]
    fits = len(cells) == len(columns) and _bodies_fit(cells, columns)
    return _Row(tuple(cells), row.line) if fits else row


def _bodies_fit(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether bodies, and nothing else, stand in the columns of bodies."""
    bodies = [cells[at] for at, column in enumerate(columns) if column in {Column.LEAD, Column.UNITS}]
    return any(map(looks_like_bodies, bodies)) and all(empty(x) or looks_like_bodies(x) for x in bodies)


def _tasks(columns: Sequence[Column], rows: Sequence[_Row]) -> Iterator[TableTask]:
    """One task a row that names a body; a row without a number goes on with the number above it."""
    above = ""
    tasks_at = [at for at, column in enumerate(columns) if column is Column.TASK]
    whole = list(_whole_rows(columns, rows))
    if _each_its_own([cells[tasks_at[0]] for _, _, _, cells in whole]):
        tasks_at = tasks_at[:1]
    for count, line, counted, cells in whole:
        text = next((cells[at] for at in reversed(tasks_at) if cells[at]), "")
        category = cells[tasks_at[0]] if len(tasks_at) > 1 and cells[tasks_at[0]] != text else ""
        by_column = {column: _of(columns, cells, column) for column in Column}
        lead, units = by_column[Column.LEAD], by_column[Column.UNITS]
        if not text or not (lead or units):
            continue
        own = number_of(text) if Column.ORDINAL not in columns and not counted else None
        ordinal, text = (own.name, own.rest) if own else (counted, text)
        above = by_column[Column.ORDINAL] or ordinal or above
        yield TableTask(above or str(count), text, category, lead, units, by_column[Column.DUE], line)


def _whole_rows(
    columns: Sequence[Column], rows: Sequence[_Row]
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Rows with a cell for every column: their count from 1, their line, their number, their cells."""
    last: tuple[str, ...] = ()
    for count, given in enumerate(rows, 1):
        row = _fitted(given, columns, last)
        cells = [
            before if _SAME_AGAIN.fullmatch(cell) else cell
            for cell, before in zip_longest(row.cells, last[: len(row.cells)], fillvalue="")
        ]
        ordinal = cells.pop()[1:] if cells and cells[-1].startswith("#") else ""
        if len(cells) == len(columns):
            last = tuple(cells)
            yield count, row.line, ordinal, last


def _each_its_own(cells: Sequence[str]) -> bool:
    """Whether every row has its own words in a column: those are the task, the next column says how."""
    return len(cells) > 1 and all(cells) and len(set(cells)) == len(cells)


def _of(columns: Sequence[Column], cells: Sequence[str], wanted: Column) -> str:
    values = [cell for column, cell in zip(columns, cells, strict=True) if column is wanted and cell]
    return "、".join(dict.fromkeys(values))
