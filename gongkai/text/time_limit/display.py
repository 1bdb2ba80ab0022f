"""Clauses about how long a notice stays up: 公示期不少于7日, 公告期限为5个工作日."""

from __future__ import annotations

from dataclasses import replace

from gongkai.text.time_limit.clause import NOWHERE, Clauses, Span
from gongkai.text.time_limit.findings import (
    AROUND_BOUND,
    NO_LIMIT_AFTER,
    NOTICES,
    QUANTITY,
    Found,
    close,
    counted,
)
from gongkai.text.time_limit.lexicon import Kind
from gongkai.text.time_limit.model import Bound, RuleType

_NO_DISPLAY_AFTER = NO_LIMIT_AFTER | {Kind.WITHIN, Kind.BEFORE}
_INSIDE = AROUND_BOUND | {Kind.TERM, Kind.LABEL, Kind.COLON, Kind.MANNER}
_AROUND_APPROVAL = frozenset({"批前", "批后"})
_BEFORE_HEAD = frozenset({Kind.LEAST, Kind.MANNER, Kind.MUST})


def display(clauses: Clauses, start: int) -> Found | None:
    """公示期不少于7日, 公告期限为5个工作日, 公示30日以上, 至少公示7天."""
    stop = clauses.stop(start)
    at = clauses.first(QUANTITY, start, clauses.stop(stop + 1) if clauses.kind(stop) is Kind.COLON else stop)
    if at is None:
        return None
    or_more = clauses.kind(at + 1) is Kind.OR_MORE
    end = at + 1 + or_more
    head = clauses.skip_back(start, at, _INSIDE) - 1
    if clauses.kind(end) in _NO_DISPLAY_AFTER:
        return None
    if head < start:
        is_term = clauses.kind(start) is Kind.TERM and clauses.kind(at - 1) is Kind.LEAST
        goes_on = is_term and clauses.token(start - 2).text in NOTICES
        return _shown(clauses, (start, end), at, Bound.AT_LEAST, NOWHERE) if goes_on else None
    front = clauses.skip_back(start, head, _BEFORE_HEAD)
    inside = (*range(front, head), *range(head + 1, at))
    bound = _bound({clauses.kind(index) for index in inside}, or_more=or_more)
    scope = _scope(clauses, start, front, head)
    if bound is None or scope is None or not _says_how_long(clauses, head, at, bound):
        return None
    return _shown(clauses, (start, end), at, bound, scope)


def _shown(clauses: Clauses, span: Span, at: int, bound: Bound, scope: Span) -> Found:
    return close(clauses, span, replace(counted(clauses, RuleType.DISPLAY, at), bound=bound), topic=scope)


def _says_how_long(clauses: Clauses, head: int, at: int, bound: Bound) -> bool:
    """公开20日 and 公示时限20日 may be limits; with a least number they are not."""
    if clauses.kind(head) is not Kind.PUBLISH:
        return False
    is_notice = clauses.token(head).text in NOTICES
    kinds = {clauses.kind(index) for index in range(head, at)}
    is_limit = Kind.LABEL in kinds or (Kind.COLON in kinds and Kind.TERM not in kinds)
    return bound is Bound.AT_LEAST or (is_notice and not is_limit)


def _bound(kinds: set[Kind], *, or_more: bool) -> Bound | None:
    least = or_more or Kind.LEAST in kinds
    if Kind.MOST in kinds:
        return None if least else Bound.AT_MOST
    return Bound.AT_LEAST if least else Bound.EXACTLY


def _scope(clauses: Clauses, start: int, front: int, head: int) -> Span | None:
    """批前|公示, or a place and nothing else before the notice: 在拟征收土地所在的村范围内|公告."""
    if clauses.plain((start, front)) in _AROUND_APPROVAL:
        return (start, head + 1)
    if front - 1 > start and clauses.token(front - 1).text in _AROUND_APPROVAL:
        return (start, head + 1) if clauses.subject(start, front - 1) is not None else None
    if front > start and clauses.tail(start).end == front:
        return NOWHERE
    return clauses.subject(start, front)
