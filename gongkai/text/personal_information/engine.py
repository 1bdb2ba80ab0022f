"""Finding personal information in a text: first where something may be, then what it is.

The whole text is searched once, in bytes, for any row of digits and any words that a rule could want. Only
the lines that hold some are read: their rows of digits become candidates (`numbers`), the rules are asked in
their order, and the first that applies takes the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.text.personal_information.addresses import ANCHOR, Address, addresses
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import Label, Line, WordIndex, follows, label_of
from gongkai.text.personal_information.evidence import NEEDS, Place
from gongkai.text.personal_information.folding import BLANKS, HYPHENS, INVISIBLE, fold, needs_folding
from gongkai.text.personal_information.layout import Layout
from gongkai.text.personal_information.masking import profile
from gongkai.text.personal_information.model import Finding, Kind, Rule, RuleSet, Severity
from gongkai.text.personal_information.numbers import Candidate, candidates
from gongkai.text.personal_information.patterns import joined, together
from gongkai.text.personal_information.spans import SPANS

_ROW = "[0-9*＊#?×●○OoIlSBZ零〇幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SEPARATORS = f"[ \\-_.·{BLANKS}{HYPHENS}{INVISIBLE}]{{0,3}}"
_DIGITS = f"[0-9]{{8}}|{_ROW}(?:{_SEPARATORS}{_ROW[:-1]}Xx]){{10}}"
"""Every row that may be a number: in one piece, or cut and disguised."""

_BROKEN = "[0-9]{4,17}[ \\t]*\r?\n[ \\t]*[0-9]{3,17}[0-9Xx]"
"""A row of digits that goes on in the next line."""
_TAGGED = "[0-9](?:</?[A-Za-z][^<>]{0,60}>|&nbsp;|&#?[0-9a-z]{2,7};){1,4}[0-9]"
"""A row of digits with marks of HTML in it."""

_NUMBERS = f"{_DIGITS}|{_BROKEN}|{_TAGGED}"
_ENDS_IN_DIGITS = re.compile(r"[0-9０-９]{4,17}[ \t]*\r?\Z")
_GOES_ON = re.compile(r"\n[ \t]*[0-9０-９]{3,17}[0-9０-９XxＸ](?![0-9\t])[^\n]*")
_BREAK = 24
_PIECE = 4000
_LEAD = 1000
_ENCODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found in a line; offsets into the line."""

    start: int
    end: int
    rule: Rule
    severity: Severity


class Engine:
    """A rule set made ready: its words indexed, its patterns joined."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules.rules
        self._index = WordIndex(rules.words)
        worded = [rule for rule in rules.rules if rule.kind is Kind.WORDS]
        self._sought = joined([*_sought(rules.rules), *(rule.pattern for rule in worded if rule.severity)])
        self._worded = tuple(at for at, rule in enumerate(rules.rules) if rule.kind is Kind.WORDS)
        self._set = together([rule.pattern for rule in worded])

    def find(self, text: str) -> Iterator[Finding]:
        """Everything that the rules find, in order."""
        layout = Layout(text)
        mask = profile("default")
        for start, end in self._places(text):
            for match in self.read(layout.line(start, end)):
                value = text[start + match.start : start + match.end]
                yield Finding(
                    start + match.start,
                    start + match.end,
                    match.rule.type,
                    match.severity,
                    mask.mask(match.rule.type, value),
                    f"{match.rule.label}：{match.rule.reason}",
                )

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """The lines, or pieces of very long ones, in which something may be."""
        encoded = text.encode(*_ENCODING)
        if needs_folding(encoded):
            encoded = fold(text).encode(*_ENCODING)
        byte = character = 0
        while (hit := self._sought.search(encoded, byte)) is not None:
            at = character + len(encoded[byte : hit.start()].decode(*_ENCODING))
            start = max(text.rfind("\n", 0, at + 1) + 1, character, at - _LEAD)
            end = text.find("\n", at + 1)
            end = len(text) if end < 0 else end
            end = min(_with_rest(text, start, end), start + _PIECE)
            yield start, end
            byte = hit.start() + len(text[at:end].encode(*_ENCODING))
            character = end

    def read(self, line: Line) -> list[Match]:
        """Everything that the rules find in one line, in order."""
        worded = {self._worded[at] for at in self._set.Match(line.text) or ()}
        reader = _Reader(line, self._index)
        for at, rule in enumerate(self._rules):
            if rule.kind is Kind.NUMBER:
                reader.numbers(rule)
            elif rule.kind is Kind.ADDRESS:
                reader.addresses(rule)
            elif at in worded:
                reader.words(rule)
        return sorted(reader.found, key=lambda match: match.start)


class _Reader:
    """One line while the rules are asked about it."""

    def __init__(self, line: Line, index: WordIndex) -> None:
        self.found: list[Match] = []
        self._line = line
        self._index = index
        self._taken: list[tuple[int, int]] = []
        self._candidates: Sequence[Candidate] = candidates(line.text)
        self._addresses: Sequence[Address] | None = None
        self._labels: dict[int, Label] = {}
        self._near: frozenset[str] | None = None

    def numbers(self, rule: Rule) -> None:
        for candidate in self._candidates:
            if (
                candidate.dress in rule.dresses
                and _grouped(rule, candidate)
                and rule.compiled.fullmatch(candidate.joined)
                and all(CHECKS[name](candidate.joined) for name in rule.checks)
            ):
                self._take(
                    rule, candidate.start, candidate.end, self._label(candidate.start), alone=candidate.alone
                )

    def words(self, rule: Rule) -> None:
        for match in rule.compiled.finditer(self._line.text):
            start, end = match.span(rule.compiled.groupindex.get("value", 0))
            span = SPANS[rule.span](self._line.text, start, end, self._index)
            if span and all(CHECKS[name](self._line.text[slice(*span)]) for name in rule.checks):
                self._take(rule, *span, self._label(span[0]), alone=True)

    def addresses(self, rule: Rule) -> None:
        if self._addresses is None:
            self._addresses = tuple(addresses(self._line.text, self._index))
        for address in self._addresses:
            label = Label(address.labels, direct=True) if address.labels else self._label(address.start)
            self._take(rule, address.start, address.end, label, alone=address.field)

    def _take(self, rule: Rule, start: int, end: int, label: Label, *, alone: bool) -> None:
        if any(start < other_end and other_start < end for other_start, other_end in self._taken):
            return
        if not self._fits(rule, end, label):
            return
        known = any(match.severity is Severity.HARD for match in self.found)
        place = Place(self._line, start, end, alone, self._index, known)
        if not all(NEEDS[name](place) for name in rule.needs):
            return
        self._taken.append((start, end))
        if rule.severity is not None:
            self.found.append(Match(start, end, rule, self._severity(rule, rule.severity, place)))

    def _fits(self, rule: Rule, end: int, label: Label) -> bool:
        """Whether label, neighbours and what follows are as the rule wants them."""
        if rule.label_in and not label.groups & rule.label_in:
            return False
        unwanted = label.groups & rule.label_not
        if unwanted and (label.direct or rule.kind is not Kind.NUMBER):
            return False
        if rule.after_not and follows(self._index, self._line.text, end) & rule.after_not:
            return False
        if rule.near_in or rule.near_not:
            near = self._near_groups()
            return bool(near & rule.near_in or not rule.near_in) and not near & rule.near_not
        return True

    def _label(self, place: int) -> Label:
        if place not in self._labels:
            self._labels[place] = label_of(self._index, self._line, place)
        return self._labels[place]

    def _near_groups(self) -> frozenset[str]:
        if self._near is None:
            self._near = self._index.groups("\n".join((*self._line.header, self._line.near)))
        return self._near

    def _severity(self, rule: Rule, severity: Severity, place: Place) -> Severity:
        if rule.lowered_by and self._index.groups(place.sentence) & rule.lowered_by:
            return Severity.REVIEW
        return severity


def _with_rest(text: str, start: int, end: int) -> int:
    """The end of the line, or of the next one when a row of digits goes on there."""
    if "\t" in text[start:end] or not _ENDS_IN_DIGITS.search(text, max(start, end - _BREAK), end):
        return end
    rest = _GOES_ON.match(text, end)
    return rest.end() if rest else end


def _sought(rules: Sequence[Rule]) -> list[str]:
    """What the numbers and the addresses among the rules need to be looked for."""
    kinds = {rule.kind for rule in rules if rule.severity}
    return [pattern for kind, pattern in ((Kind.NUMBER, _NUMBERS), (Kind.ADDRESS, ANCHOR)) if kind in kinds]


def _grouped(rule: Rule, candidate: Candidate) -> bool:
    if len(candidate.shape) == 1 or "*" in rule.shapes:
        return True
    return candidate.uniform and "-".join(map(str, candidate.shape)) in rule.shapes


@lru_cache(maxsize=8)
def engine(rules: RuleSet) -> Engine:
    """The engine of a rule set; made once."""
    return Engine(rules)
