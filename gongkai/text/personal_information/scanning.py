"""The guard's two doors: a text, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.text.personal_information.contexts import Line
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.masking import profile
from gongkai.text.personal_information.model import CellFinding, Finding, RuleSet
from gongkai.text.personal_information.rule_reading import default_rules

_BREAKS = str.maketrans("\t\n\r", "   ")


def scan(text: str, rules: RuleSet | None = None) -> list[Finding]:
    """Personal information in a text, in order; offsets are of characters of the text as given."""
    return list(engine(rules or default_rules()).find(text))


def scan_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], rules: RuleSet | None = None
) -> Iterator[CellFinding]:
    """Personal information in the cells of a table, row by row; the heads of columns give context."""
    guard = engine(rules or default_rules())
    heads = tuple(fold(head.translate(_BREAKS)).strip() for head in header)
    mask = profile("default")
    for number, row in enumerate(rows):
        line, bounds = _as_line(row, heads)
        if not guard.may_hold(line.text):
            continue
        for match in guard.read(line):
            column = max(at for at, begin in enumerate(bounds) if begin <= match.start)
            start, end = match.start - bounds[column], min(match.end - bounds[column], len(row[column]))
            masked = mask.mask(match.rule.type, row[column][start:end])
            reason = f"{match.rule.label}：{match.rule.reason}"
            finding = Finding(start, end, match.rule.type, match.severity, masked, reason)
            yield CellFinding(column, number, finding, row[column])


def _as_line(row: Sequence[str], heads: tuple[str, ...]) -> tuple[Line, list[int]]:
    text = fold("\t".join(cell.translate(_BREAKS) for cell in row))
    bounds = [0]
    for cell in row[:-1]:
        bounds.append(bounds[-1] + len(cell) + 1)
    return Line(text, text, 0, header=heads, bounds=tuple(bounds)), bounds
