"""The lines of a row that lost its table, given back to their columns.

One cell may take several lines, and none says where it ends: what each column holds tells it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from gongkai.text.official_text.tasks.due_dates import Years, read_due
from gongkai.text.official_text.tasks.units import all_bodies, read_units

_EMPTY = re.compile(r"[\s\-—–－/／无]*")
_NO_YEARS = Years(None, None)
_PARTS_TAKEN = re.compile(r"(?:牵头|主办|配合|协办|参与|协助|负责|落实)+(?=[，,；;、]|$)")
"""Who does what, behind the bodies of a cell: 甲科牵头，各科配合."""

_MISFIT, _EXTRA_LINE, _NOTHING, _MERGED, _SENTENCE = 4.0, 1.0, 1.5, 0.25, 0.5
_LONGEST_DUE, _MOST_IN_CELL = 40, 8
_MOST_LINES, _MOST_LEFT_OUT = 24, 99
"""No row is longer than so many lines, and no gap between the numbers of rows is wider."""


def empty(cell: str) -> bool:
    """Whether a cell says nothing: blank, a dash, 无."""
    return bool(_EMPTY.fullmatch(cell))


@lru_cache(maxsize=4096)
def looks_like_bodies(cell: str) -> bool:
    """Whether a cell lists bodies, with or without the part that each takes."""
    units = read_units(_PARTS_TAKEN.sub("", cell))
    return units is not None and all_bodies(units)


def next_row(texts: Sequence[str], start: int, needed: int) -> int | None:
    """Where the row below the one at `start` begins: at the next number, or a higher one in an excerpt.

    The latter stands straight below bodies or a deadline, behind the `needed` lines of a row.
    """
    number = int(texts[start])
    ahead = range(start + 1, min(len(texts), start + _MOST_LINES))
    following = next((at for at in ahead if texts[at] == str(number + 1)), None)
    return following or next(
        (
            at
            for at in ahead[needed:]
            if re.fullmatch("[0-9]{1,3}", texts[at])
            and number < int(texts[at]) <= number + _MOST_LEFT_OUT
            and (looks_like_bodies(texts[at - 1]) or read_due(texts[at - 1], _NO_YEARS))
        ),
        None,
    )


def cells_in_columns(lines: Sequence[str], kinds: list[str]) -> tuple[str, ...] | None:
    """The cells of one row; None where far fewer lines stand there than columns (a dash is no line).

    Args:
        kinds: of each column: "lead" (rarely several), "bodies", "due", "" for the task, or "other".
    """
    if len(lines) * 2 < len(kinds):
        return None

    @cache
    def best(line: int, column: int) -> tuple[float, tuple[int, ...]]:
        """The least misfit of the lines from `line` on in the columns from `column` on, and the ends."""
        if column == len(kinds):
            return (0.0, ()) if line == len(lines) else (float("inf"), ())
        choices = []
        for end in range(line, min(len(lines), line + _MOST_IN_CELL) + 1):
            misfit, ends = best(end, column + 1)
            # the first column is the one that is merged over rows
            merged = _MERGED if end == line and column == 0 and kinds[:2] == ["", ""] else 0.0
            choices.append((misfit - merged + _misfit(lines[line:end], kinds[column]), (end, *ends)))
        # of equals, the one that leaves later columns empty
        return min(
            choices, key=lambda choice: (choice[0], [-end for end in choice[1]]), default=(float("inf"), ())
        )

    misfit, ends = best(0, 0)
    if misfit == float("inf"):
        return None
    starts = (0, *ends[:-1])
    return tuple(_cell(lines[start:end], kind) for start, end, kind in zip(starts, ends, kinds, strict=True))


def _cell(lines: Sequence[str], kind: str) -> str:
    if kind in {"lead", "bodies"}:
        return "、".join(lines)
    dues = [line for line in lines if read_due(line, _NO_YEARS)] if kind == "due" and len(lines) > 1 else []
    return dues[0] if len(dues) == 1 else "".join(lines)


def _misfit(cell: Sequence[str], kind: str) -> float:
    """How ill the lines fit into one cell of a column."""
    if not cell:
        return _NOTHING
    extra = _EXTRA_LINE * (len(cell) - 1)
    if kind in {"lead", "bodies"}:
        return (
            extra / (1 if kind == "lead" else 2)
            + sum(_MISFIT for line in cell if not empty(line) and not looks_like_bodies(line))
            + sum(_SENTENCE for line in cell if line.endswith("。"))
        )
    text = "".join(cell)
    if kind == "due" and any(looks_like_bodies(line) for line in cell):
        return extra + _MISFIT / 2
    is_due = len(text) <= _LONGEST_DUE and read_due(text, _NO_YEARS) is not None
    if kind == "due":
        return extra + (0.0 if is_due or empty(text) else _MISFIT)
    worst = _MISFIT / 4 if kind else _MISFIT * 0.6
    # 新建5处 and 迁建县政务服务中心。 end like bodies
    bodies = sum(worst for line in cell if looks_like_bodies(line) and not re.search("[0-9]|。$", line))
    return extra + bodies + sum(_MISFIT / 4 for line in cell if read_due(line, _NO_YEARS))
