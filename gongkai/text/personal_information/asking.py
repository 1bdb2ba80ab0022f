"""Which rules may want a line at all: asked for all rules at once, before anything around it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.text.personal_information.addresses import ANCHOR
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import Label
from gongkai.text.personal_information.model import Kind, Rule
from gongkai.text.personal_information.numbers import DRESSES, Candidate, candidates
from gongkai.text.personal_information.patterns import Patterns

_LABELS = 4096
_FORMS = 256


class Group(NamedTuple):
    """Rules for numbers, by their places, that have pattern and checks in common."""

    checks: tuple[str, ...]
    places: tuple[int, ...]
    finds: bool
    """One of them yields findings."""


class Groups:
    """The groups of rules whose pattern, dress and cuts a number has; one object for all such numbers."""

    __slots__ = ("every", "finding")

    def __init__(self, groups: Iterable[Group]) -> None:
        self.every = tuple(groups)
        self.finding = _least({group.checks for group in self.every if group.finds})
        """The checks of those that yield findings, as far as they tell whether one may."""


def _least(checks: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The checks without those that hold only where fewer of them do."""
    kept: list[tuple[str, ...]] = []
    for names in sorted(checks, key=lambda names: (len(names), names)):
        if not any(set(names).issuperset(fewer) for fewer in kept):
            kept.append(names)
    return tuple(kept)


@lru_cache(maxsize=_LABELS)
def _under(groups: Groups, allowed: frozenset[int]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Of these rules those that are in the groups, in their order, with the checks that they make."""
    return tuple(
        sorted(
            (at, group.checks) for group in groups.every for at in filter(allowed.__contains__, group.places)
        )
    )


class Number:
    """A row of digits with the rules whose pattern, dress and cuts it has; checks are made late, and once.

    `made` are the checks that were made of the same digits before, as a number of its own and as a part.
    """

    __slots__ = ("_groups", "_made", "_number", "end", "start")

    def __init__(self, candidate: Candidate, groups: Groups, made: dict[str, bool]) -> None:
        self.start = candidate.start
        self.end = candidate.end
        self._number = candidate.joined
        self._groups = groups
        self._made = made

    def may_be_found(self) -> bool:
        """Whether it passes the checks of a rule that yields findings."""
        for checks in self._groups.finding:  # noqa: SIM110 – asked very often, a generator costs twice
            if self.passes(checks):
                return True
        return False

    def rules(self, allowed: frozenset[int]) -> Sequence[tuple[int, tuple[str, ...]]]:
        """The rules that may be asked about it, in their order, by their places and with their checks."""
        return _under(self._groups, allowed)

    def passes(self, checks: Sequence[str]) -> bool:
        """Whether it passes these checks, each of which is made once."""
        made = self._made
        for name in checks:
            if name not in made:
                made[name] = CHECKS[name](self._number)
            if not made[name]:
                return False
        return True


class Questions:
    """The rules of a set, made ready to be asked together."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._numbered = {dress: _Numbered(rules, dress) for dress in DRESSES}
        worded: dict[str, list[int]] = {}
        for at, rule in enumerate(rules):
            if rule.kind is not Kind.NUMBER:
                pattern = ANCHOR if rule.kind is Kind.ADDRESS else rule.pattern
                worded.setdefault(pattern, []).append(at)
        self._worded = list(worded.values())
        self._patterns = Patterns(worded)
        self._allowed = lru_cache(maxsize=_LABELS)(self._allowed_under)

    def numbers(self, line: str) -> list[Number]:
        """The rows of digits of a folded line that some rule for numbers may be about."""
        found: list[Number] = []
        digits, made = "", dict[str, bool]()
        for candidate in candidates(line):
            groups = self._numbered[candidate.dress].matching(candidate)
            if not groups.every:
                continue
            if candidate.joined != digits:
                digits, made = candidate.joined, {}
            found.append(Number(candidate, groups, made))
        return found

    def words(self, line: str) -> list[int]:
        """The places of the rules for words and addresses whose pattern is somewhere in the line."""
        return [at for index in self._patterns.matching(line) for at in self._worded[index]]

    def allowed(self, label: Label) -> frozenset[int]:
        """The places of the rules that a label lets apply."""
        return self._allowed(label.groups, label.direct)

    def _allowed_under(self, groups: frozenset[str], direct: bool) -> frozenset[int]:
        label = Label(groups, direct)
        return frozenset(at for at, rule in enumerate(self._rules) if labelled(rule, label))


def labelled(rule: Rule, label: Label) -> bool:
    """Whether the label is one that the rule wants, and none that it does not want."""
    if rule.label_in and not (label.groups & rule.label_in and (label.direct or rule.kind is not Kind.WORDS)):
        return False
    return not (label.groups & rule.label_not and (label.direct or rule.kind is not Kind.NUMBER))


class _Numbered:
    """The rules for numbers in one dress: by their patterns, and under each by the checks they make."""

    def __init__(self, rules: Sequence[Rule], dress: str) -> None:
        self._rules = rules
        by_pattern: dict[str, dict[tuple[str, ...], list[int]]] = {}
        for at, rule in enumerate(rules):
            if rule.kind is Kind.NUMBER and dress in rule.dresses:
                by_pattern.setdefault(rule.pattern, {}).setdefault(rule.checks, []).append(at)
        self._groups = [
            [self._group(checks, places) for checks, places in by_checks.items()]
            for by_checks in by_pattern.values()
        ]
        self._patterns = Patterns(by_pattern, whole=True)
        self._whole = lru_cache(maxsize=_FORMS)(self._of)
        self._cut = lru_cache(maxsize=_FORMS)(self._of_cut)

    def matching(self, candidate: Candidate) -> Groups:
        """The rules whose pattern and cuts the number has."""
        found = tuple(self._patterns.matching(candidate.joined))
        if len(candidate.shape) == 1:
            return self._whole(found)
        return self._cut(found, candidate.shape, candidate.uniform)

    def _of(self, found: tuple[int, ...]) -> Groups:
        return Groups(group for at in found for group in self._groups[at])

    def _of_cut(self, found: tuple[int, ...], shape: tuple[int, ...], uniform: bool) -> Groups:
        cut = "-".join(map(str, shape)) if uniform else None
        groups = (
            self._group(group.checks, [at for at in group.places if _takes(self._rules[at], cut)])
            for group in self._whole(found).every
        )
        return Groups(group for group in groups if group.places)

    def _group(self, checks: tuple[str, ...], places: Sequence[int]) -> Group:
        return Group(checks, tuple(places), any(self._rules[at].severity for at in places))


def _takes(rule: Rule, cut: str | None) -> bool:
    """Whether the rule takes numbers that are cut into groups like this; None when they are cut unlike."""
    return "*" in rule.shapes or cut in rule.shapes
