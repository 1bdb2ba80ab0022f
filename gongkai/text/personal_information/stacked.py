"""Tables that were copied with one cell a line, as word processors and readers of PDF give them.

They begin with a line for each head (序号, 姓名 …). How many columns there are is seen from the number that
every row begins with, from the names of persons that come back below their head, or from the heads alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.heads import NO_COLUMNS, Columns, is_head
from gongkai.text.personal_information.persons import is_name

_MOST_COLUMNS = 30
_LEAST_COLUMNS = 2
_LEAST_UNNUMBERED = 3
LONGEST_CELL = 60
"""A longer line is no cell."""
_LONGEST_HEAD = 16
_LEAST_SHARE = 0.6
"""Of digits, for a cell to be a figure."""
_ALIKE = 8
"""Numbers that differ by fewer digits may stand in one column."""
_ONES = frozenset({"1", "01", "001", "一"})
_TITLE = re.compile(r"[\u4e00-\u9fff][省市县区镇乡年][\u4e00-\u9fff]{3}")
_NO_HEAD = re.compile(r"\s*[^\s（(]{17}|[0-9]+\Z")
"""A line longer than a head, and not by blanks or by what stands in brackets, or a figure."""
_COUNT = re.compile(r"[ \t\u3000]*(?:序 ?号|编号)[ \t\u3000]*")
_WHO = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:姓名|户主|对象|名字)|户主名|[\u4e00-\u9fff]{0,6}(?:申请|领款|受益|权利|承租|购房|监护|当事|信访|来信|被征收)人|"
    r"学生|考生|老人|儿童|患者|业主|农户|村民|居民|家长|家庭成员"
)
"""Heads of columns in which persons are named."""
_MOST_BEFORE_NAME = 6
_BEHIND = re.compile(r"[（(].*")


@dataclass(frozen=True, slots=True)
class _Stack:
    first: int
    """The line of the first head."""
    heads: tuple[str, ...]
    numbered: bool = False
    """Its rows begin with their number."""
    named: int | None = None
    """The column in which every row names a person."""


class Stacks:
    """The tables of one text with a cell a line."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._stacks = list(self._found())

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self._lines[:-1]), initial=0))

    @cached_property
    def _long(self) -> list[int]:
        """The lines that are too long for a cell; the tables before them end there."""
        return [at for at, line in enumerate(self._lines) if len(line) > LONGEST_CELL]

    @cached_property
    def _firsts(self) -> list[int]:
        return [stack.first for stack in self._stacks]

    def columns(self, start: int, end: int) -> Columns:
        """The heads of the columns that the lines between two places are cells of, and where they begin."""
        if not self._stacks:
            return NO_COLUMNS
        first, last = (bisect_right(self._starts, place) - 1 for place in (start, max(start, end - 1)))
        heads = tuple(self._head(line) for line in range(first, last + 1))
        if not any(heads):
            return NO_COLUMNS
        return heads, tuple(max(self._starts[line] - start, 0) for line in range(first, last + 1))

    def heads(self, start: int) -> tuple[str, ...]:
        """All heads of the last table that begins before a place."""
        at = bisect_right(self._firsts, bisect_right(self._starts, start) - 1) - 1
        return self._stacks[at].heads if at >= 0 else ()

    def _head(self, line: int) -> str:
        """The head of the column that the line is a cell of; empty when it is none."""
        at = bisect_right(self._firsts, line) - 1
        if at < 0:
            return ""
        stack = self._stacks[at]
        if bisect_right(self._long, line) != bisect_right(self._long, stack.first):
            return ""
        column = (line - stack.first) % len(stack.heads)
        return stack.heads[column] if self._in_step(stack, line, column) else ""

    def _in_step(self, stack: _Stack, line: int, column: int) -> bool:
        """Whether no cell was lost between the heads and the line, as far as can be seen."""
        if stack.numbered:
            return self._lines[line - column].strip().isdecimal()
        if stack.named is not None:
            return self._is_name(line - column + stack.named)
        first = stack.first + len(stack.heads) + column
        return first < len(self._lines) and _shape(self._lines[first]) == _shape(self._lines[line])

    def _found(self) -> Iterator[_Stack]:
        """Every run of heads, one a line, that rows of cells follow."""
        at = 0
        while at < len(self._lines):
            if _NO_HEAD.match(self._lines[at]):
                at += 1
                continue
            stack = self._numbered(at) or self._named(at) or self._unnumbered(at)
            if stack:
                yield stack
            at += len(stack.heads) if stack else 1

    def _numbered(self, first: int) -> _Stack | None:
        """Heads that begin with 序号 and end where the line 1 is; between them any short words."""
        if not _COUNT.fullmatch(self._lines[first].rstrip("\r")):
            return None
        heads: list[str] = []
        for line in self._lines[first : first + _MOST_COLUMNS + 1]:
            cell = fold(line).strip()
            if cell in _ONES:
                return _Stack(first, tuple(heads), numbered=True) if len(heads) >= _LEAST_COLUMNS else None
            if not cell or len(cell) > _LONGEST_HEAD:
                return None
            heads.append(cell)
        return None

    def _named(self, first: int) -> _Stack | None:
        """Heads among which is one for persons, and names that come back as often as there are heads."""
        who = self._who(first)
        if who is None:
            return None
        before = who - first
        for columns in range(max(_LEAST_COLUMNS, before + 1), _MOST_COLUMNS + 1):
            end = first + columns
            if end + columns > len(self._lines) or not self._may_be_head(end - 1):
                return None
            if self._is_name(who + columns) and self._names_come_back(who + columns, columns):
                heads = tuple(fold(line).strip() for line in self._lines[first:end])
                return None if before and self._is_head(end) else _Stack(first, heads, named=before)
        return None

    def _who(self, first: int) -> int | None:
        """The line with the head for persons, in a run of heads that begins with a line."""
        for at in range(first, min(first + _MOST_BEFORE_NAME, len(self._lines))):
            if _WHO.fullmatch(_bare(self._lines[at])):
                return at
            if not self._is_head(at):
                return None
        return None

    def _names_come_back(self, name: int, columns: int) -> bool:
        """Whether the next row has a name in that place, or there is no next row."""
        following = name + columns
        return self._is_name(following) or following >= len(self._lines) or not self._lines[following].strip()

    def _may_be_head(self, at: int) -> bool:
        """Whether a line between two that are heads may be one as well, as far as its form goes."""
        cell = fold(self._lines[at]).strip()
        return self._is_head(at) or (
            0 < len(cell) <= _LONGEST_HEAD and not is_name(cell) and not any(map(str.isdigit, cell))
        )

    def _is_name(self, at: int) -> bool:
        return at < len(self._lines) and is_name(_bare(self._lines[at]))

    def _unnumbered(self, first: int) -> _Stack | None:
        """Three heads or more, and a row of as many cells behind them."""
        end = first
        while end < len(self._lines) and end - first <= _MOST_COLUMNS and self._is_head(end):
            end += 1
        columns = end - first
        if not _LEAST_UNNUMBERED <= columns <= _MOST_COLUMNS or end + columns > len(self._lines):
            return None
        if columns > _LEAST_UNNUMBERED and self._begins_with_title(first, columns):
            return None
        return _Stack(first, tuple(fold(line).strip() for line in self._lines[first:end]), numbered=False)

    def _is_head(self, at: int) -> bool:
        line = self._lines[at]
        return 0 < len(line) <= _LONGEST_HEAD and is_head(fold(line).strip())

    def _begins_with_title(self, first: int, columns: int) -> bool:
        """Whether the first line only ends like a head (稻谷补贴): with one head less the rows agree."""
        end = first + columns
        with_it, without = self._repeats(end, columns), self._repeats(end, columns - 1)
        return without > with_it or (
            without == with_it == 0 and _TITLE.search(self._lines[first]) is not None
        )

    def _repeats(self, first: int, columns: int) -> int:
        """How many cells of the second row look like those of the first."""
        rows = (self._lines[at : at + columns] for at in (first, first + columns))
        return sum(_shape(one) == _shape(other) for one, other in zip(*rows, strict=False))


def _bare(cell: str) -> str:
    """A cell without blanks and without what stands in brackets behind."""
    return _BEHIND.sub("", "".join(fold(cell).split()))


def _shape(cell: str) -> tuple[bool, bool, int]:
    """Whether a cell is a figure, has a point in it, and how long the figure is, roughly."""
    bare = "".join(fold(cell).split())
    figures = sum(map(str.isdigit, bare))
    is_figure = bool(bare) and figures >= len(bare) * _LEAST_SHARE
    return is_figure, is_figure and "." in bare, figures // _ALIKE if is_figure and "." not in bare else 0
