"""Which limit holds where: the law's, a region's, or the one that an office has set for its division."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.foundation.deadlines.enums import LimitOrigin
from gongkai.kernel.deadlines import Limit
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_table import DeadlineRule, Validity
from gongkai.reference.deadline_terms import Certainty, Nature, Term
from gongkai.reference.deadlines import deadline_rule, deadline_rules, rule_for, shipped_overrides

_USUAL_HOURS = {Unit.HOUR: 1.0, Unit.DAY: 24.0, Unit.WORKDAY: 33.6, Unit.MONTH: 720.0, Unit.YEAR: 8760.0}
"""To compare figures of different units: a working day as 1.4 days, a month as 30, a year as 365."""

_ROLLING = (Nature.LIMIT, Nature.AT_LEAST)
_ROLLING_UNITS = (Unit.DAY, Unit.MONTH, Unit.YEAR)


@dataclass(frozen=True, slots=True)
class LocalLimit:
    """A division's own limit for a rule, as it was set; `validity` has both its days included."""

    setting_id: int
    rule_code: str
    division_code: str
    division_name: str
    span: Span
    basis: str
    validity: Validity
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class LimitInForce:
    """A rule with the term that holds for a division, and where that comes from.

    `national` is the rule of the whole country, `rule` the same with the term in force. `since` is the
    first day of the term, where known. `local` is the setting, where one decides.
    """

    national: DeadlineRule
    rule: DeadlineRule
    origin: LimitOrigin
    since: date | None
    local: LocalLimit | None = None

    @property
    def set_by(self) -> str:
        """Who or what sets the term, as people read it."""
        if self.local is None:
            return self.rule.term.basis
        return f"{self.local.division_name}（{self.local.set_by}）：{self.local.basis}"

    @property
    def limit(self) -> Limit | None:
        """What deadlines are derived from; None where the rule has no figure or comes again by itself."""
        rule = self.rule
        if rule.term.span is None:
            return None
        return limit_of(
            rule.term.span,
            name=rule.matter,
            trigger=rule.trigger_words,
            source=rule.term.basis,
            nature=rule.nature,
        )


def limit_of(span: Span, *, name: str, trigger: str, source: str, nature: Nature = Nature.LIMIT) -> Limit:
    """A figure as the limit that deadlines are derived from.

    A last day of rest moves to the next working day (民法典 art. 203 para. 1) where something has to be
    done or to lie until it; what may not last longer does not become longer by it.
    """
    return Limit(
        span=span,
        name=name,
        trigger=trigger,
        source=source,
        bound=nature.bound,
        rolls=nature in _ROLLING and span.unit in _ROLLING_UNITS,
    )


def is_in_force(rule_code: str, on: date) -> bool:
    """Whether the table has a rule of that code for a day: before it, nothing was owed."""
    return any(rule.code == rule_code and rule.validity.covers(on) for rule in deadline_rules())


def limit_in_force(
    rule_code: str, division_codes: Sequence[str], on: date, settings: Iterable[LocalLimit] = ()
) -> LimitInForce:
    """The limit that holds on a day for a division, by its codes: its own first, then those above it.

    A setting goes before a region's rule and that before the law's; among settings the nearest division's
    decides. Raises ReferenceDataError when no rule of that code is in force on the day.
    """
    national = deadline_rule(rule_code, on)
    near = {code: place for place, code in enumerate(division_codes)}
    own = [
        setting
        for setting in settings
        if setting.rule_code == rule_code and setting.division_code in near and setting.validity.covers(on)
    ]
    if own:
        nearest = min(own, key=lambda setting: near[setting.division_code])
        term = Term(nearest.span, None, nearest.basis, "", Certainty.COPY)
        rule = national.with_term(term, nearest.division_code)
        return LimitInForce(national, rule, LimitOrigin.LOCAL, nearest.validity.first, nearest)
    rule = rule_for(rule_code, division_codes[0], on) if division_codes else national
    if rule.division:
        return LimitInForce(national, rule, LimitOrigin.REGION, _regional_since(rule, on))
    return LimitInForce(national, rule, LimitOrigin.RULE, national.validity.first)


def limits_in_force(
    division_codes: Sequence[str], on: date, settings: Iterable[LocalLimit] = ()
) -> tuple[LimitInForce, ...]:
    """Every rule in force on a day with the term that holds for the division, in the order of the table."""
    known = tuple(settings)
    codes = dict.fromkeys(rule.code for rule in deadline_rules() if rule.validity.covers(on))
    return tuple(limit_in_force(code, division_codes, on, known) for code in codes)


def loosening_fault(rule: DeadlineRule, span: Span) -> str:
    """Why a division may not set `span` for a rule, or an empty text.

    A division may ask for more than the law and not for less (立法法 art. 99: what stands above prevails).
    A figure that the table names as met in practice may be chosen; a rule that nobody has checked is no
    measure.
    """
    national = rule.term
    if rule.nature is Nature.PROMPTLY or national.certainty is Certainty.UNVERIFIED:
        return ""
    if national.span is None:
        return "该规则按周期执行，没有可以设定的天数。"
    if span in {alternative.span for alternative in rule.alternatives}:
        return ""
    longer = _usual_hours(span) > _usual_hours(national.span)
    shorter = _usual_hours(span) < _usual_hours(national.span)
    if rule.nature in {Nature.LIMIT, Nature.AT_MOST} and longer:
        return f"{national.basis}规定的是{national.span}，本地设定不能更长。"
    if rule.nature in {Nature.AT_LEAST, Nature.BEFORE} and shorter:
        return f"{national.basis}规定不少于{national.span}，本地设定不能更短。"
    return ""


def _usual_hours(span: Span) -> float:
    return span.amount * _USUAL_HOURS[span.unit]


def _regional_since(rule: DeadlineRule, on: date) -> date | None:
    found = (
        override.validity.first
        for override in shipped_overrides()
        if (override.rule, override.division) == (rule.code, rule.division) and override.validity.covers(on)
    )
    return next(found, None)
