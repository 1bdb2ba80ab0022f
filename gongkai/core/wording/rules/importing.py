"""A table of words beside the list of a division: what would be added, changed, left, and refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.core.wording.rules.own_list import (
    EntryChange,
    entry_faults,
    single_words,
    spoken,
    with_entries,
)
from gongkai.text.wording import ReadRow, RefusedRow, WordRule, WordsText
from gongkai.text.wording.sheets import AFTER, BEFORE, REASON, REPLACES, RIGHT, SINCE, SORT


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One good line of the table and what it does to the list. `kept` and `dropped`: words of the entry that
    it changes which no line of the table names, and which stay as they are or go."""

    place: str
    change: EntryChange
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


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
    """What the good lines of a table make of a list. A line changes the entry with which it shares a word,
    and speaks of the words that it names only: the others of that entry stay what they are, where need be as
    an entry of their own, unless the line says that they go. Of columns that the table has not, the entry
    keeps what it says.

    Args:
        stopping: words that papers are stopped by, which must not be switched off.
    """
    plan = _Plan(present, stopping, today)
    bad = [*refused, *filter(None, map(plan.take, rows))]
    return WordsPlan(tuple(plan.told()), tuple(bad), plan.unchanged, with_entries(present, plan.rules))


class _Plan:
    """The list while lines are taken one after the other; a table has thousands, so words are looked up."""

    def __init__(self, present: WordsText, stopping: Collection[str], today: date) -> None:
        self.rules = list(present.rules)
        self._confirmed = tuple(rule for rule in present.rules if single_words((), (rule,)))
        self.taken: list[PlannedRow] = []
        self.unchanged = 0
        self._at = {word: at for at, rule in enumerate(self.rules) for word in rule.wrong}
        self._seen: set[str] = set()
        self._stopping, self._today = stopping, today

    def take(self, row: ReadRow) -> RefusedRow | None:
        """Put a line into the list, or say why not."""
        places = sorted({self._at[word] for word in row.rule.wrong if word in self._at})
        before = self.rules[places[0]] if places else None
        others = tuple(word for word in before.wrong if word not in row.rule.wrong) if before else ()
        kept, dropped = ((), others) if row.drops_others else (others, ())
        rule = _filled(row, before)
        if before is not None and kept and _says_the_same(rule, before):
            rule = replace(rule, wrong=tuple(dict.fromkeys((*before.wrong, *rule.wrong))))
        fault = self._fault(row, rule, places)
        if fault:
            return RefusedRow(row.place, spoken(row.rule), fault)
        self._seen |= set(row.rule.wrong)
        if rule == before:
            self.unchanged += 1
            return None
        self._put(rule, places[0] if places else None, [word for word in kept if word not in rule.wrong])
        self.taken.append(PlannedRow(row.place, EntryChange(before, rule), kept, dropped))
        return None

    def told(self) -> Iterator[PlannedRow]:
        """The lines that were taken; what a later line names is no word that stays or goes."""
        for row in self.taken:
            kept, dropped = (
                tuple(word for word in words if word not in self._seen) for words in (row.kept, row.dropped)
            )
            yield replace(row, kept=kept, dropped=dropped)

    def _put(self, rule: WordRule, place: int | None, staying: Sequence[str]) -> None:
        """Put an entry in the place of another one, or at the end where words of that one stay what they are.

        Args:
            place: of the entry that is changed; None for a new one.
        """
        if place is not None:
            before = self.rules[place]
            for word in before.wrong:
                self._at.pop(word, None)
            self.rules[place] = replace(before, wrong=tuple(staying)) if staying else rule
            self._at |= dict.fromkeys(staying, place)
        if place is None or staying:
            place = len(self.rules)
            self.rules.append(rule)
        self._at |= dict.fromkeys(rule.wrong, place)

    def _fault(self, row: ReadRow, rule: WordRule, places: Sequence[int]) -> str:
        again = next((word for word in row.rule.wrong if word in self._seen), "")
        if again:
            return f"“{again}”在这份表格前面的行里已经写过，没有列入。"
        stopping = next((word for word in rule.wrong if word in self._stopping), "") if rule.off else ""
        if stopping:
            return f"“{stopping}”已设为必须改，不能改成不提示。"
        single = next(iter(single_words(self._confirmed, (rule,))), "")
        if single:
            return f"“{single}”只有一个字，几乎每份文件都会提示。确实要用的，请在“新增词条”中填写并确认。"
        other = self.rules[places[1]] if len(places) > 1 else None
        return next(filter(None, entry_faults(rule, other, self._today).values()), "")


def _says_the_same(rule: WordRule, before: WordRule) -> bool:
    """Of other words perhaps."""
    return replace(rule, wrong=before.wrong) == before


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
