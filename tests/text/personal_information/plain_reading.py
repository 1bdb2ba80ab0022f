"""The guard read off its rules: every rule asked of every line, one after the other, nothing left out early.

It takes what numbers, words and addresses are from the package, and nothing of how the engine saves work.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai.text.personal_information.addresses import ANCHOR, addresses
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import Label, WordIndex, label_of
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.evidence import NEEDS, may_be_an_office_s
from gongkai.text.personal_information.layout import Layout
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.model import Kind, Rule, RuleSet, Severity
from gongkai.text.personal_information.numbers import Candidate, candidates
from gongkai.text.personal_information.patterns import compiled
from gongkai.text.personal_information.place import Place
from gongkai.text.personal_information.spans import FREE, SPANS, free_end

_AFTER = 8
_ANCHOR = compiled(ANCHOR)
"""Without it somewhere in its line, nothing is an address."""


class Plain(NamedTuple):
    start: int
    end: int
    type: str
    severity: Severity
    raised_by: frozenset[str] = frozenset()


class _Spot(NamedTuple):
    """Where a rule may apply, before anything around it is asked."""

    start: int
    end: int
    label: Label
    field: bool = False


def plain_findings(text: str, rules: RuleSet) -> list[Plain]:
    """What the rules find in the text, in order."""
    layout = Layout(text)
    found = []
    for start, end in engine(rules).places(text):
        line = layout.line(start, end)
        found += [
            one._replace(start=start + one.start, end=start + one.end) for one in plain_matches(line, rules)
        ]
    return found


def plain_matches(line: Line, rules: RuleSet) -> list[Plain]:
    """What the rules find in one line, in order."""
    index = _index(rules)
    found: list[Plain] = []
    taken: list[_Spot] = []
    for rule in rules.rules:
        for spot in _spots(rule, line, index, [(one.start, one.end) for one in taken]):
            if any(spot.start < other.end and other.start < spot.end for other in taken):
                continue
            known = any(one.severity is Severity.HARD for one in found)
            place = Place(line, spot.start, spot.end, spot.field, index, known)
            if not _is_labelled(rule, spot.label) or not _applies(rule, place):
                continue
            taken.append(spot)
            if rule.severity is not None:
                lowered = rule.lowered_by and may_be_an_office_s(place, rule.lowered_by)
                severity = Severity.REVIEW if lowered else rule.severity
                found.append(Plain(spot.start, spot.end, rule.type, severity, rule.raised_by))
    return sorted((_raised(one, found, line.text) for one in found), key=lambda one: one.start)


def _raised(one: Plain, found: list[Plain], text: str) -> Plain:
    by = [
        other
        for other in found
        if other.severity is Severity.HARD
        and other.type in one.raised_by
        and not set("。；;\n") & set(text[min(one.end, other.end) : max(one.start, other.start)])
    ]
    return Plain(one.start, one.end, one.type, Severity.HARD if by else one.severity)


@lru_cache(maxsize=4)
def _index(rules: RuleSet) -> WordIndex:
    return WordIndex(rules.words, rules.near)


def _spots(rule: Rule, line: Line, index: WordIndex, taken: list[tuple[int, int]]) -> Iterator[_Spot]:
    if rule.kind is Kind.NUMBER:
        for candidate in candidates(line.text):
            if _is_number(rule, candidate):
                yield _Spot(candidate.start, candidate.end, label_of(index, line, candidate.start))
    elif rule.kind is Kind.ADDRESS:
        found = addresses(line.text, index) if _ANCHOR.search(line.text) else ()
        for address in found:
            if not rule.compiled.fullmatch(line.text[address.start : address.end]):
                continue
            own = Label(address.labels, direct=True) if address.labels else None
            label = own or label_of(index, line, address.start)
            yield _Spot(address.start, address.end, label, address.field)
    else:
        at = 0
        while match := rule.compiled.search(line.text, at):
            start, end = match.span(rule.compiled.groupindex.get("value", 0))
            at = end if end > start else match.end()
            if rule.span == FREE:
                end = free_end(line.text, start, end, taken)
            span = SPANS[rule.span](line.text, start, end, index)
            if span and all(CHECKS[name](line.text[slice(*span)]) for name in rule.checks):
                yield _Spot(*span, label_of(index, line, span[0]))


def _is_number(rule: Rule, candidate: Candidate) -> bool:
    cut = "-".join(map(str, candidate.shape))
    return (
        candidate.dress in rule.dresses
        and (len(candidate.shape) == 1 or "*" in rule.shapes or (candidate.uniform and cut in rule.shapes))
        and rule.compiled.fullmatch(candidate.joined) is not None
        and all(CHECKS[name](candidate.joined) for name in rule.checks)
    )


def _is_labelled(rule: Rule, label: Label) -> bool:
    if rule.label_in:
        if not label.groups & rule.label_in:
            return False
        if rule.kind is Kind.WORDS and not label.direct:
            return False
    refused = bool(label.groups & rule.label_not)
    return not refused or (rule.kind is Kind.NUMBER and not label.direct)


def _applies(rule: Rule, place: Place) -> bool:
    index, line = place.index, place.line
    behind = index.found(line.text[place.end : place.end + _AFTER].lstrip())
    if any(start == 0 and groups & rule.after_not for start, _, groups in behind):
        return False
    near = line.surroundings
    if rule.near_in and not index.holds(near, rule.near_in):
        return False
    if rule.near_not and index.holds(near, rule.near_not):
        return False
    return all(NEEDS[name](place) for name in rule.needs)
