"""Clauses without a quantity: 办结后公开, 及时公开, 随采购公告公开, 长期公开."""

from __future__ import annotations

from gongkai.text.time_limit import names
from gongkai.text.time_limit.clause import NOWHERE, Clauses, Happening, Span
from gongkai.text.time_limit.events import ends_in_event, read_event
from gongkai.text.time_limit.findings import ENDS, MANNERS, SINCE, Found, close, in_future
from gongkai.text.time_limit.lexicon import Kind
from gongkai.text.time_limit.model import Event, Rule, RuleType

_ORDERS = SINCE | {Kind.BEFORE, Kind.WHEN}
_AT_ONCE = frozenset({Kind.IMMEDIATE})
_FOR_GOOD = frozenset({Kind.STANDING})
_WITH_OTHER = frozenset({"与", "和", "同"})
_TOGETHER = frozenset({"同时", "同步", "一并", "一起"})


def unmeasured(clauses: Clauses, start: int) -> Found | None:
    """办结后公开, 招生工作开始前, 启动拟征收土地工作时: an order without a number; 及时 makes it at once."""
    for at in range(start + 1, clauses.stop(start)):
        if clauses.kind(at) not in _ORDERS:
            continue
        following = at + 1 + (clauses.kind(at + 1) is Kind.COMMA and clauses.kind(at) is not Kind.BEFORE)
        following = clauses.skip(following, MANNERS)
        if clauses.kind(at + 1) not in ENDS and clauses.kind(following) is not Kind.STANDING:
            continue
        event = clauses.happening(start, at)
        if event is not None:
            return _ordered(clauses, start, at, following, event)
    return None


def _ordered(clauses: Clauses, start: int, at: int, following: int, event: Happening) -> Found | None:
    """The rule for an event that is known; `following` is the first word of what is done then."""
    order, manner = clauses.kind(at), clauses.kind(following)
    if order is Kind.BEFORE:
        before = Rule(RuleType.BEFORE_EVENT)
        is_odd = manner is Kind.IMMEDIATE
        return None if is_odd else close(clauses, (start, at + 1), before, in_future(clauses, event))
    if manner is Kind.STANDING:
        return close(clauses, (start, following + 1), Rule(RuleType.STANDING), event)
    if manner is Kind.IMMEDIATE or order is Kind.WHEN:
        end = following + 1 if manner is Kind.IMMEDIATE else at + 1
        return close(clauses, (start, end), Rule(RuleType.IMMEDIATE), event)
    found = close(clauses, (start, at + 1), Rule(RuleType.AFTER_EVENT), event)
    is_cut = order is Kind.SINCE and found.end == at + 1
    return None if is_cut else found


def at_once(clauses: Clauses, start: int) -> Found | None:
    """及时公开, 按进展情况及时公开, 重大事项随时公布; 及时更新 is said of a change."""
    at = clauses.first(_AT_ONCE, start, clauses.stop(start))
    if at is None:
        return None
    topic: Span | None = NOWHERE
    if not names.is_progress(clauses.plain((start, at))):
        topic = clauses.topic(start, at)
    following = clauses.kind(clauses.skip(at + 1, MANNERS))
    event = None
    if topic is None:
        topic = clauses.subject(start, at, deeds=False)
    if topic is None and ends_in_event(clauses.plain((start, at))):
        event = clauses.happening(start, at)
    if (topic is None and event is None) or following not in ENDS | {Kind.LATEST}:
        return None
    changed = following is Kind.UPDATE
    rule = Rule(RuleType.IMMEDIATE, event=Event.CHANGED if changed else None)
    return close(clauses, (start, at + 1), rule, event, topic)


def together(clauses: Clauses, start: int) -> Found | None:
    """随采购公告公开, 与政策文件同步公开: at once when the other thing is published."""
    stop = clauses.stop(start)
    act = next((index for index in range(stop - 1, start, -1) if clauses.kind(index) is Kind.PUBLISH), None)
    if act is None:
        return None
    edge = act
    while edge > start and clauses.token(edge - 1).text in _TOGETHER:
        edge -= 1
    link = _link(clauses, start, edge, joined=edge < act)
    topic = None if link is None else clauses.subject(start, link, deeds=False)
    if link is None or topic is None or not clauses.is_content((link + 1, edge)):
        return None
    other = (link + 1, edge)
    published = read_event(clauses.plain(other) + "公开")
    event = published.event if published and published.event is Event.DOCUMENT_PUBLISHED else Event.OTHER
    if topic != NOWHERE and clauses.kind(link) is not Kind.WITH and not _follows(clauses, edge, event):
        return None
    return close(clauses, (start, act), Rule(RuleType.IMMEDIATE), Happening(event, other, topic))


def _follows(clauses: Clauses, edge: int, event: Event) -> bool:
    """解读材料与文件同步公开 follows the paper; of 名单与结果一并公示 neither follows the other."""
    return event is Event.DOCUMENT_PUBLISHED and clauses.token(edge).text in {"同步", "同时"}


def _link(clauses: Clauses, start: int, edge: int, *, joined: bool) -> int | None:
    """The 随 or, with 同步 later, the last 与 that stands before the other thing."""
    return next(
        (
            index
            for index in range(edge - 1, start - 1, -1)
            if clauses.kind(index) is Kind.WITH or (joined and clauses.token(index).text in _WITH_OTHER)
        ),
        None,
    )


def standing(clauses: Clauses, start: int) -> Found | None:
    """长期公开(动态调整), 永久."""
    at = clauses.first(_FOR_GOOD, start, clauses.stop(start))
    topic = None if at is None else clauses.subject(start, at)
    if at is None or topic is None or clauses.kind(at + 1) not in ENDS | {Kind.LATEST}:
        return None
    end = at + 1
    if clauses.kind(clauses.skip(end, MANNERS)) is Kind.UPDATE:
        return None
    return close(clauses, (start, end), Rule(RuleType.STANDING), topic=topic)
