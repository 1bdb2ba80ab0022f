"""Clauses that set no limit of their own: law that prevails, extensions, what a rule is limited to."""

from __future__ import annotations

import re

from gongkai.text.time_limit import names
from gongkai.text.time_limit.clause import NAMING, Clauses, Span
from gongkai.text.time_limit.lexicon import Kind, words
from gongkai.text.time_limit.model import Extension

_LAW = frozenset(
    {
        *(Kind.LAW, Kind.LINK, Kind.PAUSE, Kind.ALSO, Kind.TERM, Kind.BE, Kind.PUBLISH, Kind.UPDATE),
        *(Kind.LABEL, Kind.CHANNEL, Kind.TEXT, Kind.MUST),
    }
)
_ABOUT_LAW = re.compile(
    r"(?:政府|信息|主动|的|等|地方|本|事项|其他|其它|如|部门|政务|内容|如果|中央|民族|自治区|直辖市)*"
)
_LONGEST_LAW = 24
_CONDITIONS = words("names", "conditions")
_MAY_CONDITION = NAMING | {Kind.COMMA, Kind.EXTEND}
_BOUNDS = frozenset({Kind.MOST, Kind.BE, Kind.TERM, Kind.MUST})
_NUMBERS = frozenset({Kind.QUANTITY, Kind.LEAST, Kind.MOST})
_WHERE = frozenset({Kind.FROM, Kind.VIA})
_TERM = frozenset({Kind.TERM})
_CLEAR = frozenset({Kind.STANDING, Kind.IMMEDIATE})
"""After 公开时间: these are no question of how long or within what time."""

_CLOSES = frozenset(
    {Kind.STOP, Kind.COMMA, Kind.CLOSE, Kind.OPEN, Kind.LIST, Kind.COLON, Kind.SLASH, Kind.PAUSE}
)
_NOT_AN_EXTENSION = frozenset(
    {Kind.QUANTITY, Kind.NUMBER, Kind.BEYOND, Kind.OR_MORE, Kind.AFTER, Kind.BEFORE}
)


def law_prevails(clauses: Clauses, start: int) -> int | None:
    """法律、法规对…另有规定的，从其规定; 除法律法规另有规定外. The end of it, or None."""
    except_first = clauses.kind(start) is Kind.EXCEPT and clauses.token(start).text == "除"
    index = start + except_first
    named = False
    while clauses.kind(index) in _LAW and index < start + _LONGEST_LAW:
        token = clauses.token(index)
        if token.kind is Kind.TEXT and not _ABOUT_LAW.fullmatch(token.text):
            return None
        named = named or token.kind is Kind.LAW
        index += 1
    if clauses.kind(index) is not Kind.OTHERWISE or not (named or clauses.token(index).text.startswith("另")):
        return None
    index += 1
    if except_first:
        index = clauses.skip(index, frozenset({Kind.BE}))
        outside = clauses.kind(index) is Kind.BEYOND and clauses.token(index).text in {"外", "以外", "之外"}
        return index + 1 if outside else None
    index = clauses.skip(index, frozenset({Kind.BE, Kind.COMMA, Kind.MUST}))
    if clauses.kind(index) is Kind.PREVAILS:
        return index + 1
    return index + 1 if clauses.token(index).text in {"除外", "的除外"} else None


def extension(clauses: Clauses, start: int) -> tuple[int, Extension] | None:
    """情况复杂的，经本单位负责人批准，可延长7个工作日: the end, and what it adds to the limit before."""
    at = start
    amount = start
    while not (clauses.kind(at) is Kind.EXTEND and clauses.kind(amount) is Kind.QUANTITY):
        token = clauses.token(at)
        if token.kind not in _MAY_CONDITION and token.text not in _CONDITIONS:
            return None
        at += 1
        amount = clauses.skip(at + 1, _BOUNDS)
    token = clauses.token(amount)
    if token.unit is None or clauses.kind(amount + 1) in _NOT_AN_EXTENSION:
        return None
    end = amount + 1 + (clauses.kind(amount + 1) is Kind.WITHIN)
    end = clauses.tail(end).end
    return end, Extension(token.amount, token.unit, clauses.words((start, end)))


def condition(clauses: Clauses, start: int) -> tuple[int, Span] | None:
    """处罚决定:, 情况紧急的, 除处罚决定外, — the end, and the words that limit the rule to come."""
    stop = clauses.stop(start)
    span = (start, stop)
    closing = clauses.kind(stop)
    if stop >= len(clauses) or stop == start or closing not in {Kind.COLON, Kind.COMMA}:
        return None
    begin = clauses.skip(start, frozenset({Kind.LINK, Kind.PAUSE}))
    notice = closing is Kind.COLON and clauses.kind(stop - 1) is Kind.PUBLISH
    if notice and (stop - begin == 1 or clauses.kind(stop + 1) in _NUMBERS):
        return None  # 公示:20个工作日 may be how long, or within what time
    labels = closing is Kind.COLON and clauses.is_unknown((begin, stop), deeds=notice)
    if (
        labels
        or clauses.is_content((begin, stop))
        or _is_shown_somewhere(clauses, begin, stop)
        or _is_kept_current(clauses, begin, stop)
        or _is_exception(clauses, begin, stop)
    ):
        return stop + 1, (begin, stop)
    holds = closing is Kind.COMMA and clauses.token(stop - 1).text == "的" and clauses.names(span)
    return (stop + 1, (begin, stop)) if holds and stop - begin > 1 else None


def _is_exception(clauses: Clauses, start: int, stop: int) -> bool:
    """除处罚决定外 alone; what it leaves comes after the comma."""
    return (
        clauses.token(start).text == "除"
        and clauses.token(stop - 1).text in {"外", "以外", "之外"}
        and clauses.names((start + 1, stop - 1))
        and stop - start > len("除外")
    )


def _is_shown_somewhere(clauses: Clauses, start: int, stop: int) -> bool:
    """分户补偿情况在房屋征收范围内公布，实时公开; without a time of its own."""
    place = clauses.first(_WHERE, start + 1, stop)
    return place is not None and clauses.tail(place).end == stop and bool(clauses.subject(start, place))


def _is_kept_current(clauses: Clauses, start: int, stop: int) -> bool:
    """救助对象动态调整，每月公示一次."""
    edge = stop - 1
    return clauses.kind(edge) is Kind.LATEST and (
        clauses.is_content((start, edge)) or clauses.is_unknown((start, edge))
    )


def basis(clauses: Clauses, start: int) -> int | None:
    """根据《政府信息公开条例》规定: the end of it, or None."""
    stop = clauses.stop(start)
    return stop if names.is_basis(clauses.plain((start, stop))) else None


def harmless(clauses: Clauses, start: int) -> int | None:
    """公开时限:, 公开时间:长期, 在村公示栏公开, 并接受监督: where words that set no limit end, or None."""
    index = start
    stop = clauses.stop(start)
    clear = clauses.kind(stop) is Kind.COLON and clauses.kind(stop + 1) in _CLEAR
    if clear and clauses.kind(start) is Kind.PUBLISH and clauses.skip(start + 1, _TERM) == stop:
        return stop
    index = clauses.skip(index, frozenset({Kind.LINK, Kind.ALSO}))
    if index > start and clauses.kind(index) in {Kind.COMMA, Kind.COLON}:
        return index
    named = clauses.skip(index, frozenset({Kind.LABEL, Kind.BE}))
    end = clauses.skip(clauses.tail(named).end, frozenset({Kind.LATEST}))
    return end if end > index and clauses.kind(end) in _CLOSES else None
