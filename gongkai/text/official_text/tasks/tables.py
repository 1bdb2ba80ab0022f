"""Tasks in tables: columns for the task, for the bodies and for the deadline, under a heading row.

Rows come with tabs or pipes between the cells, or one cell a line with a pipe on every other line, as text
copied from a page has them. Rows without a body and a deadline are no tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.structure import number_of
from gongkai.text.official_text.tasks.cell_runs import cells_in_columns, empty, looks_like_bodies, next_row


class _Column(Enum):
    ORDINAL = auto()
    TASK = auto()
    LEAD = auto()
    UNITS = auto()
    DUE = auto()
    OTHER = auto()


_BODIES = (
    r"(?:责任|配合|协办|协作|协助|承办|落实|参与|实施|参加|协同|完成|负责|具体责任)(?:（配合）)?"
    r"(?:单位|部门|科室|处室|主体|机构|股室)"
)
_HEADINGS: tuple[tuple[_Column, re.Pattern[str]], ...] = (
    (_Column.ORDINAL, re.compile(r"序号|编号|序")),
    (
        _Column.LEAD,
        re.compile(r"(?:牵头|主办|主责)(?:责任|负责)?(?:单位|部门|科室|处室|股室)?(?:[（(].{1,8}[）)])?"),
    ),
    (
        _Column.UNITS,
        re.compile(rf"{_BODIES}(?:[与和及、/]{_BODIES})?(?:[（(].{{1,8}}[）)])?|(?:责任|任务|职责)?分工"),
    ),
    (
        _Column.DUE,
        re.compile(
            r"(?:完成|办结|整改|推进|落实|进度|时序|序时|计划)?(?:时限|时间|期限|时间节点|时间安排|日期|进度)(?:要求|安排|进度|节点)?"
        ),
    ),
    (
        _Column.TASK,
        re.compile(
            r"[\u3400-\u9fff0-9]{0,12}(?:任务|要求|措施|举措|内容|事项|工作|目标|项目)(?:分解|名称|及要求|内容|清单|分工)?"
        ),
    ),
    (
        _Column.OTHER,
        re.compile(
            r"备注|类别|分类|领域|一级指标|二级指标|责任人|责任领导|分管领导|牵头领导|来源|依据|成果形式|板块|一级任务"
            r"|[\u3400-\u9fff]{2,12}内(?:设|部)?(?:牵头|配合|责任|承办)?(?:机构|处室|科室|股室)"
            r"|[\u3400-\u9fff0-9\-—]{0,12}(?:情况|成效|进展|电话|领导|负责人|联系人|说明|资金|投资|规模|地点|形象进度)"
        ),
    ),
)
_AIM = re.compile(r"(?:年度|工作|预期|绩效|阶段|任务)?(?:任务)?目标|标准|成效|指标")
"""How far a task is to go stands beside the task."""

_ORDINAL = re.compile(r"[0-9]{1,3}|[（(][0-9]{1,3}[）)]")
_SEPARATOR = re.compile(r"^[|\s:\-]*$")
_LEAST, _FEW_COLUMNS, _MOST_COLUMNS = 2, 5, 40
_SAME_AGAIN = re.compile(r"同上|同前|[〃″]")
_BELOW_TABLE = re.compile(
    r"。$|^(?:备注|注|说明|附件)[:：]|[\u3400-\u9fff]\s*[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日$"
)
_LETTER_SPACED = re.compile(r"(?<![^ ])[\u3400-\u9fff](?: [\u3400-\u9fff](?![^ ]))+")
"""The head of a column as forms set it: 工 作 任 务."""
_MOST_STACKED = 12
"""A table with a cell a line has fewer columns."""

_KINDS_OF_CELLS = {_Column.LEAD: "lead", _Column.UNITS: "bodies", _Column.DUE: "due", _Column.OTHER: "other"}


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
        columns = _columns(rows[0].cells)
        if columns is None:
            continue
        tasks.extend(_tasks(columns, rows[1:]))
        taken |= used
    return tasks, frozenset(taken)


def _tables(lines: Sequence[Line]) -> Iterator[tuple[list[_Row], set[int]]]:
    """Runs of rows that begin with a heading row."""
    at = 0
    while at < len(lines):
        if table := _stacked(lines, at) or _unparted(lines, at) or _in_rows(lines, at):
            rows, end = table
            yield rows, set(range(at, end))
            at = end
        else:
            at += 1


def _in_rows(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one row a line."""
    if "\t" not in lines[at].text and "|" not in lines[at].text:
        return _in_spaced_rows(lines, at)
    head = _cells(lines[at].text)
    if _columns(head) is None:
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
    columns = _columns(head) if len(head) > _LEAST and all(map(_meaning, head)) else None
    if columns is None or columns[0] is not _Column.ORDINAL:
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
    if not lower or any(_meaning(cell) is None for cell in lower):
        return ()
    if len(lower) == len(upper):
        return lower
    parted = [at for at, cell in enumerate(upper) if _meaning(cell) in {_Column.UNITS, _Column.LEAD}]
    whole = (*upper[: parted[0]], *lower, *upper[parted[0] + 1 :]) if parted else ()
    return whole if whole and _columns(whole) else ()


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
    if at + 1 >= len(lines) or lines[at + 1].text.strip() != "|" or _meaning(lines[at].text) is None:
        return None
    cells: list[tuple[str, int]] = []
    end = at
    while end < len(lines):
        if lines[end].text.strip() != "|":
            cells.append((lines[end].text.strip(), end))
        elif end + 1 < len(lines) and lines[end + 1].text.strip() == "|":
            cells.append(("", end))  # an empty cell, or an ornament in it
        end += 1
    count = next((i for i, (text, _) in enumerate(cells) if _meaning(text) is None), len(cells))
    head = tuple(text for text, _ in cells[:count])
    if count < _LEAST or _columns(head) is None:
        return None
    return [_Row(head, at), *_stacked_rows(head, cells[count:])], end


def _stacked_rows(head: tuple[str, ...], cells: Sequence[tuple[str, int]]) -> Iterator[_Row]:
    """Rows of stacked cells: as many as the headings, or counted off by 1, 2, 3 under a merged first cell."""
    numbered = [at for at, (text, _) in enumerate(cells) if _ORDINAL.fullmatch(text)]
    own_column = _meaning(head[0]) is _Column.ORDINAL
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


def _unparted(lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """A table with one cell a line and nothing (or a pipe) after it: rows begin with the next running number.

    A cell may take several lines (bodies below each other); the end is where numbers stop.
    """
    if _meaning(lines[at].text) is not _Column.ORDINAL:
        return None
    piped = lines[at].text.endswith("|")
    texts, places = _single_cells(lines[: at + 2 * _MOST_STACKED], at, piped=piped)
    first = next((i for i, text in enumerate(texts[:_MOST_STACKED]) if text.isdecimal()), None)
    columns = _columns(texts[:first]) if first else None
    if first is None or columns is None:
        return None
    texts, places = _single_cells(lines, at, piped=piped)
    rows, start, number = [_Row(tuple(texts[:first]), at)], first, int(texts[first])
    kinds = [_KINDS_OF_CELLS.get(column, "") for column in columns[1:]]
    merged = kinds[:2] == ["", ""]  # the first may stand in the first of several rows alone
    while start < len(texts) and texts[start] == str(number):
        following = next_row(texts, start, len(columns) - columns.count(_Column.OTHER) - 1 - merged)
        number = int(texts[following]) if following else number + 1
        below = range(start + 2 + merged, min(len(texts), start + first))
        ended = next((i for i in below if not piped and _BELOW_TABLE.search(texts[i])), None)
        end = following or ended or min(len(texts), start + first)
        cells = cells_in_columns(texts[start + 1 : end], kinds)
        if cells is None:
            break
        rows.append(_Row((texts[start], *cells), places[start]))
        start = end
    return (rows, places[start] if start < len(places) else places[-1] + 1) if len(rows) > 1 else None


def _single_cells(lines: Sequence[Line], at: int, *, piped: bool) -> tuple[list[str], list[int]]:
    """Lines of one cell each, with their places; where a pipe ends them, those up to the first without."""
    texts: list[str] = []
    places: list[int] = []
    for place in range(at, len(lines)):
        text = lines[place].text
        if piped and not text.endswith("|"):
            break
        cell = text.strip("| ") if piped else text
        if cell:
            texts.append(cell)
            places.append(place)
    return texts, places


def _fitted(row: _Row, columns: Sequence[_Column], above: Sequence[str]) -> _Row:
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


def _bodies_fit(cells: Sequence[str], columns: Sequence[_Column]) -> bool:
    """Whether bodies, and nothing else, stand in the columns of bodies."""
    bodies = [cells[at] for at, column in enumerate(columns) if column in {_Column.LEAD, _Column.UNITS}]
    return any(map(looks_like_bodies, bodies)) and all(empty(x) or looks_like_bodies(x) for x in bodies)


def _meaning(cell: str) -> _Column | None:
    plain = re.sub(r"\s+", "", cell).strip("|")
    return next((column for column, pattern in _HEADINGS if pattern.fullmatch(plain)), None)


def _columns(head: Sequence[str]) -> list[_Column] | None:
    """What the columns mean; None where the row is no heading of a table of tasks."""
    if len(head) > _MOST_COLUMNS:
        return None
    columns = [_meaning(cell) for cell in head]
    unnamed = [at for at, column in enumerate(columns) if column is None]
    if _Column.TASK not in columns and _Column.DUE in columns and len(unnamed) == 1:
        # beside bodies and a deadline the column of any other name says what for: 整治行业, 检查对象
        columns[unnamed[0]] = _Column.TASK
    known = [column for column in columns if column is not None]
    has_bodies = _Column.LEAD in known or _Column.UNITS in known
    if not has_bodies or _Column.TASK not in known or len(known) * 2 < len(head):
        return None
    meanings = [column or _Column.OTHER for column in columns]
    named = [at for at, column in enumerate(meanings) if column is _Column.TASK]
    aims = [at for at in named if _AIM.search(re.sub(r"\s+", "", head[at]))]
    return [
        _Column.OTHER if at in aims and len(aims) < len(named) else column
        for at, column in enumerate(meanings)
    ]


def _tasks(columns: Sequence[_Column], rows: Sequence[_Row]) -> Iterator[TableTask]:
    """One task a row that names a body; a row without a number goes on with the number above it."""
    above = ""
    tasks_at = [at for at, column in enumerate(columns) if column is _Column.TASK]
    whole = list(_whole_rows(columns, rows))
    if _each_its_own([cells[tasks_at[0]] for _, _, _, cells in whole]):
        tasks_at = tasks_at[:1]
    for count, line, counted, cells in whole:
        text = next((cells[at] for at in reversed(tasks_at) if cells[at]), "")
        category = cells[tasks_at[0]] if len(tasks_at) > 1 and cells[tasks_at[0]] != text else ""
        by_column = {column: _of(columns, cells, column) for column in _Column}
        lead, units = by_column[_Column.LEAD], by_column[_Column.UNITS]
        if not text or not (lead or units):
            continue
        own = number_of(text) if _Column.ORDINAL not in columns and not counted else None
        ordinal, text = (own.name, own.rest) if own else (counted, text)
        above = by_column[_Column.ORDINAL] or ordinal or above
        yield TableTask(above or str(count), text, category, lead, units, by_column[_Column.DUE], line)


def _whole_rows(
    columns: Sequence[_Column], rows: Sequence[_Row]
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


def _of(columns: Sequence[_Column], cells: Sequence[str], wanted: _Column) -> str:
    values = [cell for column, cell in zip(columns, cells, strict=True) if column is wanted and cell]
    return "、".join(dict.fromkeys(values))
