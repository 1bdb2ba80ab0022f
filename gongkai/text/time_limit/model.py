"""What a wording of 公开时限 says, as rules that a machine can follow."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class RuleType(StrEnum):
    """What sort of limit a rule is."""

    AFTER_EVENT = "after_event"
    BEFORE_EVENT = "before_event"
    PERIODIC = "periodic"
    IMMEDIATE = "immediate"
    STANDING = "standing"
    DISPLAY = "display"
    SAME_AS_ABOVE = "same_as_above"


class Event(StrEnum):
    """What the time is counted from or to; OTHER is told by the rule's `event_words` alone."""

    FORMED = "formed"
    CHANGED = "changed"
    FORMED_OR_CHANGED = "formed_or_changed"
    MADE_OR_OBTAINED = "made_or_obtained"
    APPROVED = "approved"
    DECIDED = "decided"
    APPLICATION_RECEIVED = "application_received"
    DOCUMENT_PUBLISHED = "document_published"
    REPLIED = "replied"
    SIGNED = "signed"
    ENDED = "ended"
    OTHER = "other"


class Unit(StrEnum):
    """What is counted. A WORKDAY is 工作日; a DAY is a calendar day, whatever it is called."""

    WORKDAY = "workday"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    MINUTE = "minute"


class Period(StrEnum):
    """How often something recurs; a TERM is 学期."""

    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TERM = "term"
    SCHOOL_YEAR = "school_year"


class Bound(StrEnum):
    """How long a notice stays up, against the number given."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a limit may be prolonged, at most; `words` hold the conditions."""

    amount: int
    unit: Unit
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit. Fields that do not apply are None, empty or False; all quoted words stand in the wording.

    `words` is what the rule was read from, `scope` the content it is limited to.

    AFTER_EVENT, BEFORE_EVENT: `amount` of `unit` from or to `event`, as `event_words` tell it where the
    class alone does not. Without an event the wording names none (20个工作日内) and is not understood;
    活动信息提前7天 is OTHER without words: before what the content is about. Without an amount it
    names only the order (办结后公开). Amount 0 is the day of the event itself (当日).
    PERIODIC: once, or `times`, in `every` period, or in `interval` of them. What divides evenly is the
    shorter period: 每年两次 is HALF_YEAR, 每3个月 QUARTER. `by` is the day up to which:
    "01-31" in the year; "M1-20" day 20 of the first month of a quarter or half-year; "10" in the month;
    "last" for the last day of a month whose length varies; "W5" for Friday of the week. With an amount:
    that long after the period's end (每季度结束后15日内; `event` is ENDED).
    DISPLAY: how long a notice stays up, by `bound`.
    `at_least`: the number is the least that is owed (至少每季度一次, 至少15日前).
    """

    type: RuleType
    event: Event | None = None
    event_words: str = ""
    amount: int | None = None
    unit: Unit | None = None
    every: Period | None = None
    interval: int | None = None
    times: int | None = None
    by: str = ""
    at_least: bool = False
    bound: Bound | None = None
    scope: str = ""
    extension: Extension | None = None
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """Only what applies, in the order of the fields."""
        return _present(self)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Everything that a wording says.

    `understood` is True only when at least one rule was found and every character that means something
    belongs to a rule or to words known to change nothing. `rest` is what was not understood: a person
    has to read it, and nothing may be computed from the rules alone.
    `law_prevails`: where acts of law say otherwise, they apply (法律、法规另有规定的，从其规定).
    """

    rules: tuple[Rule, ...] = field(default=())
    law_prevails: bool = False
    understood: bool = False
    rest: str = ""

    def as_json(self) -> dict[str, Any]:
        """The four fields, each always present."""
        return {
            "rules": [rule.as_json() for rule in self.rules],
            "law_prevails": self.law_prevails,
            "understood": self.understood,
            "rest": self.rest,
        }


def _present(record: Rule | Extension) -> dict[str, Any]:
    values = ((each.name, getattr(record, each.name)) for each in fields(record))
    return {
        name: _present(value) if isinstance(value, Extension) else value
        for name, value in values
        if value is not None and value is not False and value != ""
    }
