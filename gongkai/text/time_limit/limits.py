"""Clauses with a quantity that count to or from an event: 之日起20个工作日内, 3个工作日前, 当日.

Every reader takes the index of a clause's first token and gives what it found, or None where the clause
is something else or not certain: the words then stay for a person.
"""

from __future__ import annotations

from dataclasses import replace

from gongkai.text.time_limit.clause import NOWHERE, Clauses, Happening
from gongkai.text.time_limit.events import ends_in_deed, is_process
from gongkai.text.time_limit.findings import (
    AROUND_BOUND,
    ENDS,
    MANNERS,
    NO_LIMIT_AFTER,
    QUANTITY,
    SINCE,
    Found,
    close,
    counted,
    in_future,
)
from gongkai.text.time_limit.lexicon import Kind
from gongkai.text.time_limit.model import Event, Rule, RuleType, Unit

_ON_DAY = frozenset({Kind.ON_DAY})
_MOST = frozenset({Kind.MOST})
FORMATION = frozenset({Event.FORMED, Event.CHANGED, Event.FORMED_OR_CHANGED, Event.MADE_OR_OBTAINED})
"""Nothing else can be meant by 信息形成20个工作日, even without 内."""

_AFTER_APPROVAL = "批后"
_UNCLEAR = frozenset({Kind.PUBLISH, Kind.TERM})
"""Right before a number without more, they may say how long something is shown."""


def measured(clauses: Clauses, start: int) -> Found | None:
    """A quantity with the event before it: 自…之日起20个工作日内, …3个工作日前, or alone: 20个工作日."""
    stop = clauses.stop(start)
    at = clauses.first(QUANTITY, start, stop)
    if at is None:
        at = clauses.first(_ON_DAY, start, stop)
    if at is None or clauses.kind(at + 1) in NO_LIMIT_AFTER:
        return None
    edge = clauses.skip_back(start, at, AROUND_BOUND)
    bounds = {clauses.kind(index) for index in range(edge, at)}
    if clauses.kind(at) is Kind.ON_DAY:
        return None if bounds & {Kind.LEAST, Kind.MOST} else _on_day(clauses, start, edge, at)
    if clauses.kind(at + 1) is Kind.BEFORE or clauses.kind(edge - 1) in {Kind.BEFORE, Kind.AHEAD}:
        return _before(clauses, start, edge, at, at_least=bool(bounds & {Kind.LEAST, Kind.MOST}))
    return None if Kind.LEAST in bounds else _after(clauses, start, edge, at, capped=Kind.MOST in bounds)


def _after(clauses: Clauses, start: int, edge: int, at: int, *, capped: bool) -> Found | None:
    within = clauses.kind(at + 1) is Kind.WITHIN
    end = at + 1 + within
    if clauses.kind(end) in NO_LIMIT_AFTER or clauses.kind(end) is Kind.BEFORE:
        return None
    rule = counted(clauses, RuleType.AFTER_EVENT, at)
    anchor = edge - 1 if clauses.kind(edge - 1) is Kind.COMMA else edge
    if anchor > start and clauses.kind(anchor - 1) in SINCE:
        event = clauses.happening(clauses.skip(start, _MOST | MANNERS), anchor - 1)
        shown = rule.unit is Unit.YEAR or (event is not None and _may_be_shown_so_long(clauses, event))
        if event is None or (shown and not within):
            return None
        return close(clauses, (start, end), rule, event)
    return _bare(clauses, start, edge, rule, end, certain=within or capped)


def _bare(clauses: Clauses, start: int, edge: int, rule: Rule, end: int, *, certain: bool) -> Found | None:
    """A quantity without 之日起 or 后: after a content (行政处罚7日内) or a deed (信息形成…), or alone."""
    labelled = clauses.kind(edge - 1) is Kind.LABEL
    after_notice = labelled and clauses.kind(edge - 2) is Kind.PUBLISH and edge - start > 1
    if after_notice or (rule.unit is Unit.YEAR and not certain):
        return None
    if clauses.plain((start, edge)) == _AFTER_APPROVAL:
        return close(clauses, (start, end), rule, Happening(Event.APPROVED, (start, edge), NOWHERE))
    topic = clauses.topic(start, edge)
    if topic is not None and topic != NOWHERE and clauses.kind(edge - 1) not in _UNCLEAR:
        return close(clauses, (start, end), rule, topic=topic) if certain or labelled else None
    event = clauses.happening(start, edge)
    certain = certain or (event is not None and event.event in FORMATION)
    plain = clauses.plain((start, edge))
    if event is not None and certain and ends_in_deed(plain):
        published = event.event is Event.DOCUMENT_PUBLISHED
        unclear = is_process(plain) or clauses.kind(edge - 1) is Kind.PUBLISH
        return None if unclear and not published else close(clauses, (start, end), rule, event)
    is_bare = topic == NOWHERE and (edge == start or clauses.kind(edge - 1) not in _UNCLEAR)
    return close(clauses, (start, end), rule) if is_bare else None


def origin(clauses: Clauses, start: int) -> tuple[int, Happening] | None:
    """自信息形成之日起算, after a number that stands alone: the end, and the event to count from."""
    stop = clauses.stop(start)
    if clauses.kind(stop - 1) is not Kind.SINCE or stop - start < len("自…起"):
        return None
    event = clauses.happening(start, stop - 1)
    return None if event is None or event.scope != NOWHERE else (stop, event)


def _may_be_shown_so_long(clauses: Clauses, event: Happening) -> bool:
    """自公示之日起7个工作日 may be how long a notice stays up."""
    return event.event in {Event.OTHER, Event.DOCUMENT_PUBLISHED} and clauses.plain(event.words).endswith(
        ("公示", "公告", "公开", "公布", "发布", "张贴", "张榜", "挂网", "披露", "刊登")
    )


def _before(clauses: Clauses, start: int, edge: int, at: int, *, at_least: bool) -> Found | None:
    end = at + 1
    if clauses.kind(end) is Kind.BEFORE:
        if clauses.kind(end + 1) in NO_LIMIT_AFTER or clauses.kind(end + 1) is Kind.WITHIN:
            return None
        end += 1
    elif clauses.kind(end) is Kind.WITHIN:
        return None
    rule = replace(counted(clauses, RuleType.BEFORE_EVENT, at), at_least=at_least)
    ahead = clauses.kind(edge - 1) is Kind.AHEAD and edge > start
    stop = edge - 1 if ahead else edge
    while stop > start and clauses.kind(stop - 1) in AROUND_BOUND:
        rule = replace(rule, at_least=rule.at_least or clauses.kind(stop - 1) in {Kind.LEAST, Kind.MOST})
        stop -= 1
    if stop > start and clauses.kind(stop - 1) is Kind.BEFORE:
        stop -= 1
    elif ahead and (topic := clauses.topic(start, stop)) is not None:
        return _ahead(clauses, close(clauses, (start, end), rule, topic=topic))
    first = clauses.first(_MOST, start, stop)
    named = start if first is None else first + 1
    topic = NOWHERE
    if named > start:
        topic = clauses.topic(start, clauses.skip_back(start, named - 1, frozenset({Kind.PUBLISH})))
    event = clauses.happening(named, stop - (clauses.kind(stop - 1) is Kind.ON_DAY))
    if event is None or topic is None:
        return None
    rule = replace(rule, at_least=rule.at_least or first is not None)
    return close(clauses, (start, end), rule, in_future(clauses, event), topic)


def _ahead(clauses: Clauses, found: Found) -> Found:
    """活动信息提前7天公布, 提前一周发通知邀请: before what the content or the invitation is about."""
    told = found.scope != NOWHERE or clauses.kind(found.end - 1) is Kind.NOTICE
    return (
        found._replace(rules=tuple(replace(rule, event=Event.OTHER) for rule in found.rules))
        if told
        else found
    )


def _on_day(clauses: Clauses, start: int, edge: int, at: int) -> Found | None:
    """决定作出当日, 印发次日: counted from the event, 0 is its own day."""
    end = at + 1 + (clauses.kind(at + 1) is Kind.WITHIN)
    if clauses.kind(end) not in ENDS:
        return None
    rule = counted(clauses, RuleType.AFTER_EVENT, at)
    if clauses.topic(start, edge) == NOWHERE:
        return None if clauses.token(at).text == "之日" else close(clauses, (start, end), rule)
    event = clauses.happening(start, edge - (clauses.kind(edge - 1) in SINCE))
    return None if event is None else close(clauses, (start, end), rule, event)
