"""The rules of a table of time limits, and reading them from a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Self

from gongkai.kernel.periods import Every, Recurrence
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_terms import Certainty, Effect, Nature, RuleGroup, Term, Trigger
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import Entry, FileHeader, toml_document

_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*")
_DIVISION = re.compile(r"[1-9]\d{5}", re.ASCII)
_WHOLE_LEVELS = re.compile(r"(?:00)+$")


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a text is in force, both included; None: not known, or still in force."""

    first: date | None
    last: date | None

    def covers(self, on: date) -> bool:
        return (self.first or date.min) <= on <= (self.last or date.max)

    def overlaps(self, other: Validity) -> bool:
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One rule as one text of law gives it; a revised law is a further rule of the same code.

    `trigger_words` are the law's words for the trigger (收到申请之日). `of` is the code of the rule that
    `effect` speaks of. `division` is empty for the rule of the whole country, else the code of the place
    whose own term this is.
    """

    code: str
    matter: str
    group: RuleGroup
    nature: Nature
    effect: Effect
    of: str
    trigger: Trigger
    trigger_words: str
    term: Term
    validity: Validity
    note: str
    alternatives: tuple[Term, ...]
    division: str = ""

    def with_term(self, term: Term, division: str = "") -> Self:
        """The rule with another term: one of its alternatives that an office chose, or that of a place."""
        nature = Nature.LIMIT if self.nature is Nature.PROMPTLY else self.nature
        return replace(self, term=term, nature=nature, division=division)


@dataclass(frozen=True, slots=True)
class DeadlineOverride:
    """The term of a rule in one division and everything below it."""

    rule: str
    division: str
    term: Term
    validity: Validity

    @property
    def prefix(self) -> str:
        """What the codes of the division and of all below it begin with; longer is nearer."""
        return _WHOLE_LEVELS.sub("", self.division)

    def reaches(self, division_code: str) -> bool:
        """Whether a division, by its code of six, nine or twelve digits, is this one or lies below it."""
        return division_code.startswith(self.prefix)


@dataclass(frozen=True, slots=True)
class DeadlineTable:
    """A file's rules and overrides, in its order."""

    header: FileHeader
    rules: tuple[DeadlineRule, ...]
    overrides: tuple[DeadlineOverride, ...]


def parse_deadlines(text: str, file: str) -> DeadlineTable:
    """Read a rule table from a file's text.

    Raises ReferenceDataError naming the entry: a rule without article, an unknown unit, a rule or place
    with two terms for one day, an effect on a rule that the file does not hold.
    """
    header, document = toml_document(text, file)
    rules = [_rule(entry) for entry in document.tables("rules")]
    overrides = [_override(entry) for entry in document.tables("overrides")]
    document.finish()
    known = {rule.code: rule for rule in rules}
    for rule in rules:
        if rule.of and rule.of not in known:
            raise ReferenceDataError(f"{file} 规则“{rule.code}”", f"没有“of”所指的规则“{rule.of}”")
        for term in rule.alternatives:
            _check_kind(term, rule, f"{file} 规则“{rule.code}”")
    for override in overrides:
        where = f"{file} 地区 {override.division}"
        if override.rule not in known:
            raise ReferenceDataError(where, f"没有规则“{override.rule}”")
        _check_kind(override.term, known[override.rule], where)
    _refuse_overlaps(((rule.code, rule.validity) for rule in rules), file)
    _refuse_overlaps(((f"{each.rule} {each.division}", each.validity) for each in overrides), file)
    return DeadlineTable(header, tuple(rules), tuple(overrides))


def _rule(entry: Entry) -> DeadlineRule:
    rule = DeadlineRule(
        code=_matching(entry, "code", _CODE),
        matter=entry.text("matter"),
        group=entry.word("group", RuleGroup),
        nature=entry.word("nature", Nature),
        effect=entry.word("effect", Effect),
        of=entry.text_or_empty("of"),
        trigger=entry.word("trigger", Trigger),
        trigger_words=entry.text("trigger_words"),
        term=_term(entry),
        validity=_validity(entry),
        note=entry.text_or_empty("note"),
        alternatives=tuple(_alternative(each) for each in entry.tables("alternatives")),
    )
    entry.finish()
    _check(rule, entry)
    return rule


def _check(rule: DeadlineRule, entry: Entry) -> None:
    """What a rule's fields ask of each other."""
    span, recurrence = rule.term.span, rule.term.recurrence
    if (rule.nature is Nature.PROMPTLY) != (span is None and recurrence is None):
        raise entry.fault("只有“promptly”没有期限，其他都要写明期限")
    if (rule.trigger is Trigger.PERIOD) != (recurrence is not None):
        raise entry.fault("“every”与“trigger = period”应同时使用")
    if rule.nature is Nature.BEFORE and span is not None and span.unit is Unit.HOUR:
        raise entry.fault("“before”不能按小时倒算")
    if bool(rule.effect) != bool(rule.of) or rule.of == rule.code:
        raise entry.fault("“effect”与“of”应同时写明，“of”不能是规则自己")


def _check_kind(term: Term, rule: DeadlineRule, where: str) -> None:
    """Another term of a rule comes again with the calendar exactly when the rule does."""
    if (term.recurrence is not None) != (rule.trigger is Trigger.PERIOD):
        raise ReferenceDataError(where, f"“{rule.code}”的另一期限应与规则同为一次或者同为定期")


def _override(entry: Entry) -> DeadlineOverride:
    override = DeadlineOverride(
        rule=entry.text("rule"),
        division=_matching(entry, "division", _DIVISION),
        term=_figure(entry),
        validity=_validity(entry),
    )
    entry.finish()
    return override


def _alternative(entry: Entry) -> Term:
    term = _figure(entry)
    entry.finish()
    return term


def _figure(entry: Entry) -> Term:
    """A term that must have a figure."""
    term = _term(entry)
    if term.span is None and term.recurrence is None:
        raise entry.fault("没有写明期限")
    return term


def _term(entry: Entry) -> Term:
    given = entry.remaining()
    if "amount" in given and "every" in given:
        raise entry.fault("“amount”与“every”只能写一个")
    return Term(
        span=_span(entry) if "amount" in given else None,
        recurrence=_recurrence(entry) if "every" in given else None,
        source=entry.text("source"),
        article=entry.text("article"),
        certainty=entry.word("certainty", Certainty),
    )


def _span(entry: Entry) -> Span:
    try:
        return Span(entry.count("amount"), entry.word("unit", Unit))
    except ValueError as error:
        raise entry.fault("“amount”太小或者太大") from error


def _recurrence(entry: Entry) -> Recurrence:
    every = entry.word("every", Every)
    month, day = (entry.count(key) if key in entry.remaining() else 0 for key in ("month_of_period", "day"))
    try:
        return Recurrence(every, month, day)
    except ValueError as error:
        raise entry.fault(f"“{every}”里没有第 {month} 个月 {day} 日") from error


def _validity(entry: Entry) -> Validity:
    first, last = (
        entry.day(key) if key in entry.remaining() else None for key in ("effective_from", "effective_to")
    )
    if first is not None and last is not None and last < first:
        raise entry.fault(f"“effective_to”（{last}）早于“effective_from”（{first}）")
    return Validity(first, last)


def _matching(entry: Entry, key: str, form: re.Pattern[str]) -> str:
    value = entry.text(key)
    if not form.fullmatch(value):
        raise entry.fault(f"“{key}”不能是“{value}”")
    return value


def _refuse_overlaps(named: Iterable[tuple[str, Validity]], file: str) -> None:
    periods: defaultdict[str, list[Validity]] = defaultdict(list)
    for name, validity in named:
        periods[name].append(validity)
    for name, validities in periods.items():
        if any(one.overlaps(other) for one, other in combinations(validities, 2)):
            raise ReferenceDataError(f"{file} 规则“{name}”", "同一天有两条规定，生效期重叠")
