"""What a reader of clauses gives back, and how every limit is completed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from gongkai.text.time_limit.clause import NOWHERE, Clauses, Happening, Span
from gongkai.text.time_limit.lexicon import Kind, words
from gongkai.text.time_limit.model import Event, Rule, RuleType, Unit


class Found(NamedTuple):
    """The rules of a clause that ends before token `end`; `scope` is where its content is named."""

    end: int
    rules: tuple[Rule, ...]
    scope: Span = NOWHERE


QUANTITY = frozenset({Kind.QUANTITY})
SINCE = frozenset({Kind.SINCE, Kind.AFTER})
AROUND_BOUND = frozenset({Kind.MUST, Kind.MOST, Kind.LEAST, Kind.BE})
MANNERS = frozenset({Kind.MUST, Kind.MANNER})

NO_LIMIT_AFTER = frozenset(
    {
        *(Kind.BEYOND, Kind.OR_MORE, Kind.AFTER, Kind.SINCE, Kind.QUANTITY, Kind.NUMBER, Kind.TIMES),
        *(Kind.SIGN, Kind.PERIOD_END, Kind.DATE, Kind.LEAST, Kind.MOST, Kind.ON_DAY, Kind.TERM),
    }
)
"""After a quantity they turn it into something else: 20日后, 20日以上, 1年6个月."""

ENDS = frozenset(
    {
        *(Kind.STOP, Kind.COMMA, Kind.PAUSE, Kind.SLASH, Kind.CLOSE, Kind.OPEN, Kind.LIST),
        *(Kind.IMMEDIATE, Kind.PUBLISH, Kind.MANNER, Kind.MUST, Kind.FROM, Kind.VIA, Kind.BY),
        *(Kind.NOTICE, Kind.UPDATE),
    }
)
"""What can follow the core of a clause."""

NOTICES = words("names", "notices")
"""What stays up for a time; of 公开 or 公布 alone that is said only with a least time."""


def counted(clauses: Clauses, kind: RuleType, at: int) -> Rule:
    """A rule with the quantity at a token."""
    token = clauses.token(at)
    return Rule(kind, amount=token.amount, unit=token.unit or Unit.DAY)


def close(
    clauses: Clauses, span: Span, rule: Rule, event: Happening | None = None, topic: Span | None = None
) -> Found:
    """The rule of a clause with its event, its content and the words that follow the core in `span`."""
    start, end = span
    tail = clauses.content_after(clauses.tail(end))
    named = (topic or NOWHERE, event.scope if event else NOWHERE, tail.content)
    scope = next((place for place in named if place != NOWHERE), NOWHERE)
    if event is not None:
        rule = replace(rule, event=event.event, event_words=clauses.words(event.words))
    return Found(tail.end, (replace(rule, words=clauses.words((start, tail.end))),), scope)


def in_future(clauses: Clauses, event: Happening) -> Happening:
    """投标截止 as something ahead is a deadline, not an end."""
    if event.event is Event.ENDED and "截止" in clauses.plain(event.words):
        return event._replace(event=Event.OTHER)
    return event
