"""Clauses about what recurs: 每季度, 每年1月31日前, 每季度的首个月20日, 半年至少更新1次."""

from __future__ import annotations

from dataclasses import replace

from gongkai.text.time_limit.clause import NAMING, NOWHERE, Clauses
from gongkai.text.time_limit.findings import NO_LIMIT_AFTER, SINCE, Found
from gongkai.text.time_limit.lexicon import BARE_PERIODS, EACH, Kind
from gongkai.text.time_limit.model import Event, Period, Rule, RuleType, Unit
from gongkai.text.time_limit.tokens import Token

_STARTS = frozenset({Kind.EVERY, Kind.QUANTITY, Kind.DATE, Kind.PERIOD_END})
_HOW = frozenset({Kind.MANNER, Kind.MUST, Kind.PUBLISH, Kind.UPDATE, Kind.LEAST})
_LINKS = frozenset({Kind.PAUSE, Kind.LINK})
_DAYS = frozenset({Kind.DATE, Kind.PERIOD_MONTH, Kind.PERIOD_END, Kind.QUANTITY})
_ACTS = frozenset({Kind.PUBLISH, Kind.UPDATE})
_BETWEEN = frozenset({Kind.BE, Kind.FROM})
_PERIOD_OF = {
    Unit.HOUR: Period.HOUR,
    Unit.WORKDAY: Period.WORKDAY,
    Unit.DAY: Period.DAY,
    Unit.WEEK: Period.WEEK,
    Unit.MONTH: Period.MONTH,
    Unit.YEAR: Period.YEAR,
}
_HALF_YEAR = "半年"
_EACH_TIME = "各"
_LAST_DAYS = (31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST = "last"
_SHORTER: dict[tuple[Period | None, int], Period] = {
    (Period.YEAR, 2): Period.HALF_YEAR,
    (Period.YEAR, 4): Period.QUARTER,
    (Period.YEAR, 12): Period.MONTH,
    (Period.HALF_YEAR, 2): Period.QUARTER,
    (Period.HALF_YEAR, 6): Period.MONTH,
    (Period.QUARTER, 3): Period.MONTH,
    (Period.MONTH, 2): Period.HALF_MONTH,
    (Period.MONTH, 3): Period.TEN_DAYS,
    (Period.SCHOOL_YEAR, 2): Period.TERM,
}
_MONTHS_TOGETHER = {3: Period.QUARTER, 6: Period.HALF_YEAR, 12: Period.YEAR}
_MONTHS_IN = {Period.QUARTER: 3, Period.HALF_YEAR: 6}
_NEVER_AFTER = NO_LIMIT_AFTER | {Kind.WITHIN, Kind.BEFORE, Kind.PERIOD_MONTH, Kind.EVERY, Kind.WHEN}


def periodic(clauses: Clauses, start: int) -> Found | None:
    """The clause with its period, the day up to which, and how many times."""
    at = next(
        (index for index in range(start, clauses.stop(start)) if _starts(clauses, index)),
        None,
    )
    if at is None:
        return None
    edge = at
    while edge > start and clauses.kind(edge - 1) in {Kind.LEAST, Kind.MOST, *_BETWEEN, Kind.MUST, Kind.ALSO}:
        edge -= 1
    least = any(clauses.kind(index) is Kind.LEAST for index in range(edge, at))
    begun = _begin(clauses, at)
    topic = begun and clauses.subject(start, edge, deeds=_recurs(clauses.token(at)))
    if begun is None or topic is None:
        return None
    rules, index = begun
    counted = _count(clauses, index)
    if counted is None:
        return None
    end, times, at_least = counted
    if clauses.token(at).kind is Kind.QUANTITY and times is None:
        return None
    tail = clauses.tail(end)
    says_so = tail.acts or any(clauses.kind(place) in _ACTS for place in range(index, end))
    tail = clauses.content_after(tail._replace(acts=says_so))
    goes_on = clauses.kind(tail.end) in NAMING and tail.end == index and not rules[0].by and times is None
    if clauses.kind(tail.end) in _NEVER_AFTER or goes_on:
        return None
    words = clauses.words((start, tail.end))
    rules = tuple(
        replace(_as_often(rule, times or 1), at_least=least or at_least, words=words) for rule in rules
    )
    return Found(tail.end, rules, topic if topic != NOWHERE else tail.content)


def _as_often(rule: Rule, times: int) -> Rule:
    """每年两次 is every half-year; what does not divide evenly keeps its number of times."""
    if times == 1:
        return rule
    shorter = _SHORTER.get((rule.every, times)) if not rule.by and rule.interval is None else None
    return replace(rule, every=shorter) if shorter else replace(rule, times=times)


def _starts(clauses: Clauses, index: int) -> bool:
    """年度 and its like are a period only before a word of publishing."""
    token = clauses.token(index)
    if token.text in BARE_PERIODS:
        return clauses.kind(index + 1) in _HOW | {Kind.TIMES}
    return token.kind in _STARTS


def _recurs(token: Token) -> bool:
    """每月 and 按月; 次月 is one month only, after what came before."""
    return token.text.startswith(("每", "按", "逐", "上"))


def _begin(clauses: Clauses, at: int) -> tuple[tuple[Rule, ...], int] | None:
    """The period and its day, and where the clause goes on."""
    token = clauses.token(at)
    if token.kind is Kind.DATE:
        return _in_year(clauses, at, Rule(RuleType.PERIODIC, every=Period.YEAR), needs_before=True)
    if token.kind is Kind.PERIOD_END:
        return _end_alone(clauses, at)
    if token.kind is Kind.QUANTITY:
        return _once_in(token, at)
    return _interval(clauses, at) if token.text == EACH else _in_each(clauses, at, token)


def _in_each(clauses: Clauses, at: int, token: Token) -> tuple[tuple[Rule, ...], int] | None:
    """每季度, 每年1月31日前, 次年1月31日前: the period after the present one needs its day."""
    rule = Rule(RuleType.PERIODIC, every=token.period)
    if token.period is Period.WEEK and token.day:
        return (replace(rule, by=f"W{token.day}"),), at + 1 + (clauses.kind(at + 1) is Kind.BEFORE)
    index = clauses.skip(at + 1, _BETWEEN)
    if (dated := _dated(clauses, index, rule)) is not None:
        return dated
    needs_day = not _recurs(token) and token.text not in BARE_PERIODS
    if needs_day or clauses.kind(index) in _DAYS:
        return None
    return (rule,), at + 1 + (clauses.kind(at + 1) is Kind.WITHIN)


def _dated(clauses: Clauses, index: int, rule: Rule) -> tuple[tuple[Rule, ...], int] | None:
    """The day in the period, or the time after the period's end."""
    kind = clauses.kind(index)
    if kind is Kind.DATE and rule.every is Period.YEAR:
        return _in_year(clauses, index, rule, needs_before=False)
    if kind is Kind.PERIOD_MONTH and rule.every in _MONTHS_IN:
        return _in_period(clauses, index, rule)
    if kind is Kind.QUANTITY and rule.every is Period.MONTH:
        return _in_month(clauses, index, rule)
    if kind is Kind.PERIOD_END:
        return _after_end(clauses, index, rule)
    return None


def _in_year(
    clauses: Clauses, index: int, rule: Rule, *, needs_before: bool
) -> tuple[tuple[Rule, ...], int] | None:
    """1月31日前, 3月底前, 6月和12月."""
    days: list[Token] = []
    following: int | None = index
    before = False
    while following is not None:
        days.append(clauses.token(following))
        index = following + 1
        before = clauses.kind(index) is Kind.BEFORE
        if before and days[-1].text.endswith(("月", "月份", "季度")):
            return None  # 3月前 may mean the first of March or the last
        following = _next_day(clauses, index)
    if needs_before and not before:
        return None
    index += before or clauses.kind(index) is Kind.WITHIN
    return tuple(replace(rule, by=_month_and_day(day)) for day in days), index


def _next_day(clauses: Clauses, index: int) -> int | None:
    """Another day of the list: 6月30日前、12月31日前."""
    link = index + (clauses.kind(index) is Kind.BEFORE)
    goes_on = clauses.kind(link) in _LINKS and clauses.kind(link + 1) is Kind.DATE
    return link + 1 if goes_on else None


def _month_and_day(date: Token) -> str:
    day = date.day or _LAST_DAYS[date.amount - 1]
    return f"{date.amount:02}-{day:02}" if day else f"{date.amount:02}-{_LAST}"


def _in_period(clauses: Clauses, index: int, rule: Rule) -> tuple[tuple[Rule, ...], int] | None:
    """首个月20日: M1-20; 最后一个月: M3-last in a quarter."""
    assert rule.every is not None
    last = _MONTHS_IN[rule.every]
    month = clauses.token(index).amount or last
    index = clauses.skip(index + 1, _BETWEEN)
    day = _day_of_month(clauses, index)
    if month > last:
        return None
    index += day is not None
    shown = f"{day:02}" if day else _LAST
    index = clauses.skip(index, frozenset({Kind.BEFORE}) if day else frozenset({Kind.WITHIN}))
    return (replace(rule, by=f"M{month}-{shown}"),), index


def _in_month(clauses: Clauses, index: int, rule: Rule) -> tuple[tuple[Rule, ...], int] | None:
    day = _day_of_month(clauses, index)
    if day is None:
        return None
    return (replace(rule, by=f"{day:02}"),), index + 1 + (clauses.kind(index + 1) is Kind.BEFORE)


def _day_of_month(clauses: Clauses, index: int) -> int | None:
    token = clauses.token(index)
    is_day = token.kind is Kind.QUANTITY and token.text.endswith("日") and token.unit is Unit.DAY
    return token.amount if is_day and token.amount <= max(_LAST_DAYS) else None


def _after_end(clauses: Clauses, index: int, rule: Rule) -> tuple[tuple[Rule, ...], int] | None:
    """每季度结束后15日内; 每季度末."""
    token = clauses.token(index)
    index += 1
    if token.text.startswith(("结束", "终了", "期满")):
        index = clauses.skip(index, SINCE | _BETWEEN)
        measure = clauses.token(index)
        if measure.kind is not Kind.QUANTITY:
            return None
        rule = replace(rule, event=Event.ENDED, amount=measure.amount, unit=measure.unit)
        return (rule,), index + 1 + (clauses.kind(index + 1) is Kind.WITHIN)
    if not _ends_period(token.text, rule.every):
        return None
    index += clauses.kind(index) is Kind.BEFORE
    by = {Period.YEAR: "12-31", Period.HALF_YEAR: f"M6-{_LAST}", Period.QUARTER: f"M3-{_LAST}"}
    return (replace(rule, by=by.get(rule.every or Period.MONTH, _LAST)),), index


def _ends_period(text: str, period: Period | None) -> bool:
    named = {"年": Period.YEAR, "季": Period.QUARTER, "月": Period.MONTH}.get(text[0], period)
    return named is period and period in {Period.YEAR, Period.HALF_YEAR, Period.QUARTER, Period.MONTH}


def _end_alone(clauses: Clauses, index: int) -> tuple[tuple[Rule, ...], int] | None:
    """年底前, 月底前: a catalogue stands for every year, so its year's end recurs."""
    token = clauses.token(index)
    period = {"年": Period.YEAR, "季": Period.QUARTER, "月": Period.MONTH}.get(token.text[0])
    if period is None or clauses.kind(index + 1) is not Kind.BEFORE:
        return None
    return _after_end(clauses, index, Rule(RuleType.PERIODIC, every=period))


def _once_in(token: Token, at: int) -> tuple[tuple[Rule, ...], int] | None:
    """一年两次, 半年至少更新1次: a period only where the times follow."""
    if token.text == _HALF_YEAR:
        return (Rule(RuleType.PERIODIC, every=Period.HALF_YEAR),), at + 1
    if token.amount == 1 and token.unit in _PERIOD_OF:
        return (Rule(RuleType.PERIODIC, every=_PERIOD_OF[token.unit]),), at + 1
    return None


def _interval(clauses: Clauses, at: int) -> tuple[tuple[Rule, ...], int] | None:
    """每20个工作日, 每两年."""
    token = clauses.token(at + 1)
    if token.kind is not Kind.QUANTITY or token.unit not in _PERIOD_OF:
        return None
    if token.text == _HALF_YEAR:
        return (Rule(RuleType.PERIODIC, every=Period.HALF_YEAR),), at + 2
    if token.unit is Unit.MONTH and token.amount in _MONTHS_TOGETHER:
        return (Rule(RuleType.PERIODIC, every=_MONTHS_TOGETHER[token.amount]),), at + 2
    several = token.amount if token.amount > 1 else None
    return (Rule(RuleType.PERIODIC, every=_PERIOD_OF[token.unit], interval=several),), at + 2


def _count(clauses: Clauses, index: int) -> tuple[int, int | None, bool] | None:
    """至少更新1次, 公开两次: where it ends, how often, and whether that is the least."""
    least = False
    times: int | None = None
    while True:
        kind = clauses.kind(index)
        if kind is Kind.TIMES and times is None:
            times = clauses.token(index).amount
            index += 1
            if clauses.kind(index) is Kind.OR_MORE:
                least, index = True, index + 1
        elif kind in _HOW or clauses.token(index).text == _EACH_TIME:
            least = least or kind is Kind.LEAST
            index += 1
        else:
            break
    return None if least and times is None else (index, times, least)
