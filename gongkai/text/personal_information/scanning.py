"""The guard's two doors: a text, and a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.model import CellFinding, Finding, RuleSet
from gongkai.text.personal_information.rule_reading import default_rules

_BREAKS = str.maketrans("\t\n\r", "   ")


def scan(text: str, rules: RuleSet | None = None) -> list[Finding]:
    """Personal information in a text, in order; offsets are of characters of the text as given."""
    return engine(rules or default_rules()).find(text)


def scan_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], rules: RuleSet | None = None
) -> Iterator[CellFinding]:
    """Personal information in the cells of a table, row by row; the heads of columns give context."""
    guard = engine(rules or default_rules())
    heads = tuple(fold(head.translate(_BREAKS)).strip() for head in header)
    for number, row in enumerate(rows):
        line = _as_line(row, heads)
        if not guard.may_hold(line.text):
            continue
        for match in guard.read(line):
            column = bisect_right(line.bounds, match.start) - 1
            cell, begin = row[column], line.bounds[column]
            start, end = match.start - begin, match.end - begin
            yield CellFinding(column, number, guard.finding(match, cell[start:end], start), cell)


def _as_line(row: Sequence[str], heads: tuple[str, ...]) -> Line:
    text = "\t".join(row)
    if text.count("\t") >= len(row) or "\n" in text or "\r" in text:
        text = "\t".join(cell.translate(_BREAKS) for cell in row)
    text = fold(text)
    bounds = accumulate((len(cell) + 1 for cell in row[:-1]), initial=0)
    return Line(text, text, 0, header=heads, bounds=tuple(bounds))
