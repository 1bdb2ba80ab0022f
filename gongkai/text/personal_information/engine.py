"""Finding personal information in a text: first where something may be, then what it is.

The whole text is searched once, in bytes, for any row of digits and any words that a rule could want. Only
the lines that hold some are read: their rows of digits become candidates (`numbers`), the rules are asked in
their order, and the first that applies takes the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gongkai.text.personal_information.addresses import ANCHOR, Address, addresses
from gongkai.text.personal_information.checks import CHECKS
from gongkai.text.personal_information.contexts import Label, Line, WordIndex, follows, label_of
from gongkai.text.personal_information.evidence import NEEDS, Place
from gongkai.text.personal_information.folding import (
    BLANKS,
    FOLDABLE,
    HYPHENS,
    INVISIBLE,
    fold,
    needs_folding,
)
from gongkai.text.personal_information.layout import Layout
from gongkai.text.personal_information.masking import profile
from gongkai.text.personal_information.model import Finding, Kind, Rule, RuleSet, Severity
from gongkai.text.personal_information.numbers import DRESSES, Candidate, candidates
from gongkai.text.personal_information.patterns import compiled, joined, together
from gongkai.text.personal_information.spans import SPANS
from gongkai.text.personal_information.spread import SOUGHT

_GAP = f"[ \\-_.·{BLANKS}{HYPHENS}{INVISIBLE}]{{0,3}}"
_SPELT = "[0-9零〇○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_DIGITS = "|".join(
    (
        "[0-9]{8}",
        f"(?:^|[^0-9A-Za-z.\\-])0{{0,2}}(?:1{_GAP}[1-9]|2{_GAP}[1-3]|[3-9]{_GAP}[0-9])(?:{_GAP}[0-9*＊]){{9}}",
        "[0-9]{7}[*＊×●○■#xX]|[*＊×●○■#xX][0-9]{8}",
        "[1-9][0-9OoQDIliZzSsBb]{10}",
        f"{_SPELT}(?:[ -]?{_SPELT}){{10}}",
    )
)
"""Every row that may be a number: in one piece; cut, the first digits as persons' numbers have them; masked
so that much is seen; misread; spelt."""

_BROKEN = "[0-9]{4,17}[ \\t]*\r?\n[ \\t\u3000]*[0-9]{3,17}[0-9Xx]"
"""A row of digits that goes on in the next line."""
_TAGGED = "[0-9](?:</?[A-Za-z][^<>]{0,60}>|&nbsp;|&#?[0-9a-z]{2,7};){1,4}[0-9]"
"""A row of digits with marks of HTML in it."""

_NUMBERS = f"{_DIGITS}|{_BROKEN}|{_TAGGED}|{SOUGHT}"
_ENDS_IN_DIGITS = re.compile(r"[0-9０-９]{4,17}[ \t]*\r?\Z")
_GOES_ON = re.compile(r"\n[ \t\u3000]*[0-9０-９]{3,17}[0-9０-９XxＸ](?![0-9\t])[^\n]*")
_BOXES_GO_ON = re.compile(r"(?:[ \t]*\r?\n[ \t]*[0-9０-９XxＸ](?![^ \t\r\n])){10,17}")
"""A digit a line, as a form with boxes is read."""
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
        self._sought = joined(
            [*_sought(rules.rules), *(rule.pattern for rule in worded if rule.severity), FOLDABLE]
        )
        self._worded = _Together(rules.rules, Kind.WORDS)
        self._numbered = {dress: _Together(rules.rules, Kind.NUMBER, dress) for dress in DRESSES}
        self._address = compiled(ANCHOR)
        self._finds = frozenset(at for at, rule in enumerate(rules.rules) if rule.severity)
        self._finds_words = any(rule.severity for rule in worded)
        self._addressed = [at for at, rule in enumerate(rules.rules) if rule.kind is Kind.ADDRESS]

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

    def may_hold(self, text: str) -> bool:
        """Whether it is worth reading; most texts hold nothing, and this is quickly seen."""
        return self._sought.search(text.encode(*_ENCODING)) is not None

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """The lines, or pieces of very long ones, in which something may be."""
        encoded = text.encode(*_ENCODING)
        hit = self._sought.search(encoded)
        if hit is not None and needs_folding(encoded):
            text = fold(text)  # as long as before, in characters and not in bytes
            encoded = text.encode(*_ENCODING)
            hit = self._sought.search(encoded)
        byte = character = 0
        while hit is not None:
            at = character + len(encoded[byte : hit.start()].decode(*_ENCODING))
            start = max(text.rfind("\n", 0, at + 1) + 1, character, at - _LEAD)
            end = text.find("\n", at + 1)
            end = len(text) if end < 0 else end
            end = min(_with_rest(text, start, end), start + _PIECE)
            yield start, end
            byte = hit.start() + len(text[at:end].encode(*_ENCODING))
            character = end
            hit = self._sought.search(encoded, byte)

    def read(self, line: Line) -> list[Match]:
        """Everything that the rules find in one line, in order."""
        asked = self._asked(line.text)
        found = self._may_find(asked)
        worded = self._worded.matching(line.text) if self._finds_words or found else ()
        addressed = self._addressed if self._addressed and self._address.search(line.text) else ()
        if not found and self._finds.isdisjoint(worded) and self._finds.isdisjoint(addressed):
            return []
        reader = _Reader(line, self._index)
        for at in sorted({*asked, *worded, *addressed}):
            rule = self._rules[at]
            if at in asked:
                reader.numbers(rule, asked[at])
            elif rule.kind is Kind.ADDRESS:
                reader.addresses(rule)
            else:
                reader.words(rule)
        return sorted(reader.found, key=lambda match: match.start)

    def _asked(self, text: str) -> dict[int, list[_Number]]:
        """The numbers of a line by the rules whose pattern and dress they have."""
        asked: dict[int, list[_Number]] = {}
        for candidate in candidates(text):
            number = _Number(candidate)
            for at in self._numbered[candidate.dress].matching(candidate.joined):
                if len(candidate.shape) == 1 or _shaped(self._rules[at], candidate):
                    asked.setdefault(at, []).append(number)
        return asked

    def _may_find(self, asked: Mapping[int, Sequence[_Number]]) -> bool:
        """Whether a rule that yields findings may apply to one of them; most rows of digits end here."""
        return any(
            number.passes(self._rules[at])
            for at in sorted(self._finds.intersection(asked))
            for number in asked[at]
        )


class _Number:
    """A candidate with what is known of its check digits."""

    __slots__ = ("_passed", "candidate")

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self._passed: dict[str, bool] = {}

    def passes(self, rule: Rule) -> bool:
        """Whether it passes every check of the rule; each is made once."""
        for name in rule.checks:
            if name not in self._passed:
                self._passed[name] = CHECKS[name](self.candidate.joined)
            if not self._passed[name]:
                return False
        return True


class _Together:
    """All patterns of one kind of rules, asked at once; of numbers, those that take them in one dress."""

    def __init__(self, rules: Sequence[Rule], kind: Kind, dress: str = "") -> None:
        self._at = [
            at for at, rule in enumerate(rules) if rule.kind is kind and (not dress or dress in rule.dresses)
        ]
        self._set = together((rules[at].pattern for at in self._at), whole=kind is Kind.NUMBER)

    def matching(self, text: str) -> list[int]:
        """The places of the rules whose pattern is in the text, or is all of a number."""
        return [self._at[at] for at in self._set.Match(text) or ()] if self._at else []


class _Reader:
    """One line while the rules are asked about it."""

    def __init__(self, line: Line, index: WordIndex) -> None:
        self.found: list[Match] = []
        self._line = line
        self._index = index
        self._taken: list[tuple[int, int]] = []
        self._addresses: Sequence[Address] | None = None
        self._labels: dict[int, Label] = {}
        self._follows: dict[int, frozenset[str]] = {}
        self._nearby: dict[frozenset[str], bool] = {}

    def numbers(self, rule: Rule, matching: Sequence[_Number]) -> None:
        for number in matching:
            candidate = number.candidate
            if (
                self._is_free(candidate.start, candidate.end)
                and _labelled(rule, label := self._label(candidate.start))
                and number.passes(rule)
            ):
                self._take(rule, candidate.start, candidate.end, label)

    def words(self, rule: Rule) -> None:
        for match in rule.compiled.finditer(self._line.text):
            start, end = match.span(rule.compiled.groupindex.get("value", 0))
            span = SPANS[rule.span](self._line.text, start, end, self._index)
            if span and all(CHECKS[name](self._line.text[slice(*span)]) for name in rule.checks):
                self._take(rule, *span, self._label(span[0]))

    def addresses(self, rule: Rule) -> None:
        if self._addresses is None:
            self._addresses = tuple(addresses(self._line.text, self._index))
        for address in self._addresses:
            label = Label(address.labels, direct=True) if address.labels else self._label(address.start)
            self._take(rule, address.start, address.end, label, field=address.field)

    def _take(self, rule: Rule, start: int, end: int, label: Label, *, field: bool = False) -> None:
        if not self._is_free(start, end) or not self._fits(rule, end, label):
            return
        place = self._place(start, end, field) if rule.needs or rule.lowered_by else None
        if place is not None and not all(NEEDS[name](place) for name in rule.needs):
            return
        self._taken.append((start, end))
        if rule.severity is not None:
            self.found.append(Match(start, end, rule, self._severity(rule, rule.severity, place)))

    def _place(self, start: int, end: int, field: bool) -> Place:
        known = any(match.severity is Severity.HARD for match in self.found)
        return Place(self._line, start, end, field, self._index, known)

    def _is_free(self, start: int, end: int) -> bool:
        for other_start, other_end in self._taken:  # noqa: SIM110 – asked very often, a generator costs twice
            if start < other_end and other_start < end:
                return False
        return True

    def _fits(self, rule: Rule, end: int, label: Label) -> bool:
        """Whether label, neighbours and what follows are as the rule wants them."""
        if not _labelled(rule, label):
            return False
        if rule.after_not and self._following(end) & rule.after_not:
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
            self._nearby[groups] = self._index.holds(self._near, groups)
        return self._nearby[groups]

    def _label(self, place: int) -> Label:
        if place not in self._labels:
            self._labels[place] = label_of(self._index, self._line, place)
        return self._labels[place]

    @cached_property
    def _near(self) -> str:
        return "\n".join((*self._line.header, self._line.near))

    def _severity(self, rule: Rule, severity: Severity, place: Place | None) -> Severity:
        if place is not None and rule.lowered_by and self._index.holds(place.sentence, rule.lowered_by):
            return Severity.REVIEW
        return severity


def _with_rest(text: str, start: int, end: int) -> int:
    """The end of the line, or of the next ones when a row of digits goes on there."""
    if boxes := _BOXES_GO_ON.match(text, end):
        return boxes.end()
    if "\t" in text[start:end] or not _ENDS_IN_DIGITS.search(text, max(start, end - _BREAK), end):
        return end
    rest = _GOES_ON.match(text, end)
    return rest.end() if rest else end


def _sought(rules: Sequence[Rule]) -> list[str]:
    """What the numbers and the addresses among the rules need to be looked for."""
    kinds = {rule.kind for rule in rules if rule.severity}
    return [pattern for kind, pattern in ((Kind.NUMBER, _NUMBERS), (Kind.ADDRESS, ANCHOR)) if kind in kinds]


def _labelled(rule: Rule, label: Label) -> bool:
    if rule.label_in and not (label.groups & rule.label_in and (label.direct or rule.kind is not Kind.WORDS)):
        return False
    return not (label.groups & rule.label_not and (label.direct or rule.kind is not Kind.NUMBER))


def _shaped(rule: Rule, candidate: Candidate) -> bool:
    """Whether the rule takes numbers that are cut into groups like this."""
    if "*" in rule.shapes:
        return True
    return candidate.uniform and "-".join(map(str, candidate.shape)) in rule.shapes


@lru_cache(maxsize=8)
def engine(rules: RuleSet) -> Engine:
    """The engine of a rule set; made once."""
    return Engine(rules)
