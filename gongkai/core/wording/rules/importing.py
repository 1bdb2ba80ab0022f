"""A table of words beside the list of a division: what would be added, changed, left, and refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.core.wording.rules.own_list import (
    EntryChange,
    entry_faults,
    spoken,
    with_entries,
)
from gongkai.text.wording import ReadRow, RefusedRow, WordRule, WordsText
from gongkai.text.wording.sheets import AFTER, BEFORE, REASON, REPLACES, RIGHT, SINCE, SORT


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One good line of the table and what it does to the list."""

    place: str
    change: EntryChange


@dataclass(frozen=True, slots=True)
class WordsPlan:
    """`result` is the list after the import; `unchanged` counts lines that it says already."""

    rows: tuple[PlannedRow, ...]
    refused: tuple[RefusedRow, ...]
    unchanged: int
    result: WordsText

    @property
    def added(self) -> int:
        return sum(row.change.before is None for row in self.rows)

    @property
    def changed(self) -> int:
        return len(self.rows) - self.added


def plan_words(
    present: WordsText,
    rows: Iterable[ReadRow],
    refused: Iterable[RefusedRow],
    *,
    stopping: Collection[str] = (),
    today: date,
) -> WordsPlan:
    """What the good lines of a table make of a list. A line changes the entry with which it shares a word;
    of columns that the table has not, the entry keeps what it says.

    Args:
        stopping: words that papers are stopped by, which must not be switched off.
    """
    plan = _Plan(present, stopping, today)
    bad = [*refused, *filter(None, map(plan.take, rows))]
    return WordsPlan(tuple(plan.taken), tuple(bad), plan.unchanged, with_entries(present, plan.rules))


class _Plan:
    """The list while lines are taken one after the other; a table has thousands, so words are looked up."""

    def __init__(self, present: WordsText, stopping: Collection[str], today: date) -> None:
        self.rules = list(present.rules)
        self.taken: list[PlannedRow] = []
        self.unchanged = 0
        self._at = {word: at for at, rule in enumerate(self.rules) for word in rule.wrong}
        self._seen: set[str] = set()
        self._stopping, self._today = stopping, today

    def take(self, row: ReadRow) -> RefusedRow | None:
        """Put a line into the list, or say why not."""
        places = sorted({self._at[word] for word in row.rule.wrong if word in self._at})
        before = self.rules[places[0]] if places else None
        rule = _filled(row, before)
        fault = self._fault(row, rule, places)
        if fault:
            return RefusedRow(row.place, spoken(row.rule), fault)
        self._seen |= set(rule.wrong)
        if rule == before:
            self.unchanged += 1
            return None
        self._put(rule, places[0] if places else None)
        self.taken.append(PlannedRow(row.place, EntryChange(before, rule)))
        return None

    def _put(self, rule: WordRule, place: int | None) -> None:
        if place is None:
            place = len(self.rules)
            self.rules.append(rule)
        else:
            for word in self.rules[place].wrong:
                self._at.pop(word, None)
            self.rules[place] = rule
        self._at |= dict.fromkeys(rule.wrong, place)

    def _fault(self, row: ReadRow, rule: WordRule, places: Sequence[int]) -> str:
        again = next((word for word in row.rule.wrong if word in self._seen), "")
        if again:
            return f"“{again}”在这份表格前面的行里已经写过，没有列入。"
        stopping = next((word for word in rule.wrong if word in self._stopping), "") if rule.off else ""
        if stopping:
            return f"“{stopping}”已设为必须改，不能改成不提示。"
        other = self.rules[places[1]] if len(places) > 1 else None
        return next(filter(None, entry_faults(rule, other, self._today).values()), "")


def _filled(row: ReadRow, before: WordRule | None) -> WordRule:
    """The entry of a line, with what its table does not say taken from the entry that it changes."""
    if before is None:
        return row.rule
    kept: dict[str, dict[str, Any]] = {
        RIGHT: {"right": before.right, "off": before.off, "replaces": before.replaces},
        SORT: {"sort": before.sort},
        SINCE: {"since": before.since},
        REASON: {"reason": before.reason},
        AFTER: {"unless_after": before.unless_after},
        BEFORE: {"unless_before": before.unless_before},
        REPLACES: {"replaces": before.replaces and bool(row.rule.right)},
    }
    rule = row.rule
    for column, values in kept.items():
        if column not in row.columns:
            rule = replace(rule, **values)
    return rule
