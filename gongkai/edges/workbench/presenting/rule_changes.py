"""Two texts of rules as unified lines: what is gone, what has come, and a few lines around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gongkai.text.comparing import Run, align

_AROUND = 3
"""Equal lines that are shown before and behind a change."""

MOST = 2_000
"""Lines that a page shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the page shows it; `sign` is + or −, empty where both texts have it, … where some are
    left out."""

    sign: str
    words: str
    number: int
    """In the new text, of a line that is gone in the old one; 0 where lines are left out."""


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """The lines, how many have come and gone, and whether there are more than are shown."""

    lines: Sequence[Line]
    come: int
    gone: int
    more: bool


def rule_changes(old: str, new: str) -> RuleChanges:
    """What of `old` became otherwise in `new`, line by line; line ends do not count."""
    before, after = old.splitlines(), new.splitlines()
    runs = align(before, after)
    changed = [run for run in runs if not run.same]
    lines = list(islice(_lines(runs, before, after), MOST + 1)) if changed else []
    return RuleChanges(
        lines[:MOST],
        come=sum(run.new_to - run.new_from for run in changed),
        gone=sum(run.old_to - run.old_from for run in changed),
        more=len(lines) > MOST,
    )


def _lines(runs: Sequence[Run], before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for at, run in enumerate(runs):
        if run.same:
            yield from _around(run, after, is_first=at == 0, is_last=at == len(runs) - 1)
            continue
        yield from (Line("−", before[place], place + 1) for place in range(run.old_from, run.old_to))
        yield from (Line("+", after[place], place + 1) for place in range(run.new_from, run.new_to))


def _around(run: Run, after: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Line]:
    """Of equal lines those next to a change; what lies between is counted."""
    head = run.new_from if is_first else min(run.new_from + _AROUND, run.new_to)
    tail = run.new_to if is_last else max(run.new_to - _AROUND, head)
    yield from (Line("", after[place], place + 1) for place in range(run.new_from, head))
    if tail > head:
        yield Line("…", f"{tail - head}行相同", 0)
    yield from (Line("", after[place], place + 1) for place in range(tail, run.new_to))
