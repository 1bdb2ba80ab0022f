"""A rule in plain official Chinese, for a person who checks what was understood."""

from __future__ import annotations

import re

from gongkai.text.time_limit.model import Bound, Event, Period, Rule, RuleType, Unit

_EVENTS = {
    Event.FORMED: "信息形成",
    Event.CHANGED: "信息变更",
    Event.FORMED_OR_CHANGED: "信息形成或者变更",
    Event.MADE_OR_OBTAINED: "制作或者获取信息",
    Event.APPROVED: "批准",
    Event.DECIDED: "作出决定",
    Event.APPLICATION_RECEIVED: "收到申请",
    Event.DOCUMENT_PUBLISHED: "文件公布",
    Event.REPLIED: "答复",
    Event.SIGNED: "签署",
    Event.ENDED: "结束",
    Event.OTHER: "有关事项发生",
}
_SHORT_EVENTS = {
    "会": "会议", "震": "地震", "灾": "灾害", "汛": "汛期", "赛": "比赛", "节": "节日", "考": "考试",
}  # fmt: skip
"""What 会前, 震后 and their like mean, said in full."""
_UNITS = {
    Unit.WORKDAY: "个工作日",
    Unit.DAY: "日",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.MINUTE: "分钟",
}
_PERIODS = {
    Period.HOUR: "小时",
    Period.DAY: "日",
    Period.WORKDAY: "个工作日",
    Period.WEEK: "周",
    Period.TEN_DAYS: "旬",
    Period.HALF_MONTH: "半月",
    Period.MONTH: "月",
    Period.QUARTER: "季度",
    Period.HALF_YEAR: "半年",
    Period.YEAR: "年",
    Period.TERM: "学期",
    Period.SCHOOL_YEAR: "学年",
}
_BOUNDS = {Bound.AT_LEAST: "不少于", Bound.AT_MOST: "不超过", Bound.EXACTLY: ""}
_PERIOD_DAY = re.compile(r"M(\d)-(\d\d|last)")
_WEEKDAY = re.compile(r"W(\d)")
_WEEKDAYS = "一二三四五六日"
_YEAR_DAY = re.compile(r"(\d\d)-(\d\d|last)")


def describe(rule: Rule) -> str:
    """The rule as one phrase: 行政许可事项：作出决定之日起7个工作日内（可延长7个工作日）."""
    text = _PHRASES[rule.type](rule)
    if rule.extension is not None:
        text += f"（可延长{rule.extension.amount}{_UNITS[rule.extension.unit]}）"
    return f"{rule.scope}：{text}" if rule.scope else text


def _event(rule: Rule) -> str:
    words = _SHORT_EVENTS.get(rule.event_words, rule.event_words)
    return words or (_EVENTS[rule.event] if rule.event else "")


def _quantity(rule: Rule) -> str:
    return f"{rule.amount}{_UNITS[rule.unit]}" if rule.unit else ""


def _after(rule: Rule) -> str:
    event = _event(rule)
    if rule.amount is None:
        return f"{event}后（未写明期限）"
    if rule.amount == 0:
        return f"{event}当日内"
    return f"{event}之日起{_quantity(rule)}内" if event else f"{_quantity(rule)}内（未写明起算点）"


def _before(rule: Rule) -> str:
    event = _event(rule) or "有关事项"
    if rule.amount is None:
        return f"{event}之前（未写明期限）"
    return f"{event}{'至少' if rule.at_least else ''}{_quantity(rule)}前"


def _periodic(rule: Rule) -> str:
    assert rule.every is not None
    period = f"每{rule.interval or ''}{_PERIODS[rule.every]}"
    if rule.event is not None:
        return f"{period}结束后{_quantity(rule)}内"
    times = f"{rule.times or 1}次"
    return f"{period}{_by(rule.by)}{'至少' if rule.at_least else ''}{times}"


def _by(day: str) -> str:
    if match := _PERIOD_DAY.fullmatch(day):
        return f"的第{match[1]}个月{_day(match[2])}前"
    if match := _WEEKDAY.fullmatch(day):
        return f"{_WEEKDAYS[int(match[1]) - 1]}前"
    if match := _YEAR_DAY.fullmatch(day):
        return f"{int(match[1])}月{_day(match[2])}前"
    return f"{_day(day)}前" if day else ""


def _day(day: str) -> str:
    return "最后一日" if day == "last" else f"{int(day)}日"


def _at_once(rule: Rule) -> str:
    event = _event(rule)
    return f"{event}时及时公开" if event else "及时公开"


def _standing(rule: Rule) -> str:
    event = _event(rule)
    return f"{event}后长期公开" if event else "长期公开"


def _display(rule: Rule) -> str:
    assert rule.bound is not None
    return f"公示{_BOUNDS[rule.bound]}{_quantity(rule)}"


def _same(_: Rule) -> str:
    return "与上一行相同"


_PHRASES = {
    RuleType.AFTER_EVENT: _after,
    RuleType.BEFORE_EVENT: _before,
    RuleType.PERIODIC: _periodic,
    RuleType.IMMEDIATE: _at_once,
    RuleType.STANDING: _standing,
    RuleType.DISPLAY: _display,
    RuleType.SAME_AS_ABOVE: _same,
}
