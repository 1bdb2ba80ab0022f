"""One line while the rules are asked about it, in their order; the first that applies takes the place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from gongkai.text.personal_information.addresses import Address, addresses
from gongkai.text.personal_information.asking import Number, Questions
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import Label, WordIndex, follows, label_of
from gongkai.text.personal_information.evidence import NEEDS, may_be_an_office_s
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.model import Kind, Rule, Severity
from gongkai.text.personal_information.patterns import spans
from gongkai.text.personal_information.place import Place
from gongkai.text.personal_information.spans import FREE, SPANS, free_end

_BY_START = itemgetter(0)

_SENTENCE_ENDS = frozenset("。；;\n")

_ANY = ".+"
"""Takes every address, as most rules do."""


class Match(NamedTuple):
    """What a rule found in a line; offsets into the line, and the place of the rule in its set."""

    start: int
    end: int
    at: int
    severity: Severity
    raised: bool = False
    """Hard only because of what else the sentence holds."""


class Reader:
    """What is known of a line so far; everything around it is looked at once, and only when a rule asks."""

    def __init__(self, line: Line, index: WordIndex, questions: Questions) -> None:
        self.found: list[Match] = []
        self._line = line
        self._index = index
        self._questions = questions
        self._taken: list[tuple[int, int]] = []
        self._starts: set[int] = set()
        """Where what is taken begins."""
        self._known_person = False
        """Something hard was found."""
        self._labels: dict[int, Label] = {}
        self._follows: dict[int, frozenset[str]] = {}
        self._nearby: dict[frozenset[str], bool] = {}
        self._near = ""
        self._known: Sequence[tuple[Address, frozenset[int]]] | None = None

    def wanted(self, rules: Sequence[Rule], numbers: Iterable[Number]) -> dict[int, list[Number]]:
        """The numbers by the rules that their labels, their checks and what follows them let apply.

        A rule that asks for nothing else takes the number, unless something else has taken its place before;
        either way no later rule can, and none is asked.
        """
        wanted: dict[int, list[Number]] = {}
        for number in numbers:
            for at, checks in number.rules(self._questions.allowed(self._label(number.start))):
                if checks and not number.passes(checks):
                    continue
                rule = rules[at]
                if rule.after_not and not rule.after_not.isdisjoint(self._following(number.end)):
                    continue
                if at in wanted:
                    wanted[at].append(number)
                else:
                    wanted[at] = [number]
                if not (rule.needs or rule.near_in or rule.near_not):
                    break
        return wanted

    def read(
        self, rules: Sequence[Rule], numbers: Mapping[int, Sequence[Number]], words: Iterable[int]
    ) -> list[Match]:
        """What these rules find, in the order of the line."""
        for at in sorted((*numbers, *words)):
            rule = rules[at]
            if rule.kind is Kind.NUMBER:
                for number in numbers[at]:
                    if number.start not in self._starts:
                        self._take(at, rule, number.start, number.end)
            elif rule.near_in and not self._is_near(rule.near_in):
                continue
            elif rule.kind is Kind.ADDRESS:
                self._read_addresses(at, rule)
            else:
                self._read_words(at, rule)
        return sorted((self._raised(rules, match) for match in self.found), key=_BY_START)

    def _raised(self, rules: Sequence[Rule], match: Match) -> Match:
        """The match, or a hard one where the same sentence holds what tells whose it is."""
        by = rules[match.at].raised_by
        if not by or match.severity is Severity.HARD:
            return match
        for other in self.found:
            if other.severity is Severity.HARD and rules[other.at].type in by:
                between = self._line.text[min(match.end, other.end) : max(match.start, other.start)]
                if _SENTENCE_ENDS.isdisjoint(between):
                    return match._replace(severity=Severity.HARD, raised=True)
        return match

    def _read_words(self, at: int, rule: Rule) -> None:
        text = self._line.text
        for start, end in spans(rule.compiled, text):
            free = free_end(text, start, end, self._taken) if rule.span == FREE else end
            span = SPANS[rule.span](text, start, free, self._index)
            if (
                span
                and (not rule.checks or all(CHECKS[name](text[slice(*span)]) for name in rule.checks))
                and at in self._questions.allowed(self._label(span[0]))
            ):
                self._take(at, rule, *span)

    def _read_addresses(self, at: int, rule: Rule) -> None:
        known = self._addresses() if self._known is None else self._known
        for address, allowed in known:
            if at in allowed and _is_all_of(rule, self._line.text[address.start : address.end]):
                self._take(at, rule, address.start, address.end, field=address.field)

    def _take(self, at: int, rule: Rule, start: int, end: int, *, field: bool = False) -> None:
        for other_start, other_end in self._taken:
            if start < other_end and other_start < end:
                return
        if not self._fits(rule, end):
            return
        place = None
        if rule.needs or rule.lowered_by:
            place = Place(self._line, start, end, field, self._index, self._known_person)
            for name in rule.needs:
                if not NEEDS[name](place):
                    return
        self._taken.append((start, end))
        self._starts.add(start)
        if rule.severity is not None:
            severity = self._severity(rule, rule.severity, place)
            self._known_person = self._known_person or severity is Severity.HARD
            self.found.append(Match(start, end, at, severity))

    def _fits(self, rule: Rule, end: int) -> bool:
        """Whether neighbours and what follows are as the rule wants them."""
        if rule.after_not and not rule.after_not.isdisjoint(self._following(end)):
            return False
        if rule.near_in and not self._is_near(rule.near_in):
            return False
        return not (rule.near_not and self._is_near(rule.near_not))

    def _following(self, end: int) -> frozenset[str]:
        if end not in self._follows:
            self._follows[end] = follows(self._index, self._line.text, end)
        return self._follows[end]

    def _is_near(self, groups: frozenset[str]) -> bool:
        if groups not in self._nearby:
            self._near = self._near or self._line.surroundings
            self._nearby[groups] = self._index.holds(self._near, groups)
        return self._nearby[groups]

    def _label(self, place: int) -> Label:
        label = self._labels.get(place)
        if label is None:
            label = self._labels[place] = label_of(self._index, self._line, place)
        return label

    def _addresses(self) -> Sequence[tuple[Address, frozenset[int]]]:
        """The addresses of the line, each with the rules that its label lets apply; looked for once."""
        self._known = [
            (
                address,
                self._questions.allowed(
                    Label(address.labels, direct=True) if address.labels else self._label(address.start)
                ),
            )
            for address in addresses(self._line.text, self._index)
        ]
        return self._known

    def _severity(self, rule: Rule, severity: Severity, place: Place | None) -> Severity:
        if place is not None and rule.lowered_by and may_be_an_office_s(place, rule.lowered_by):
            return Severity.REVIEW
        return severity


def _is_all_of(rule: Rule, text: str) -> bool:
    """Whether the pattern of a rule for addresses takes the whole of one."""
    return rule.pattern == _ANY or rule.compiled.fullmatch(text) is not None
