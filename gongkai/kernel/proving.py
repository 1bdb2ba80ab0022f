"""The proof of a deadline: its steps as a table, and as one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Deadline, DeadlineStep, Limit, Pause, StepKind
from gongkai.kernel.deriving import Derived, derive
from gongkai.kernel.time_units import Unit
from gongkai.kernel.working_days import SpecialDay, WorkingCalendar

_WEEKDAYS = "一二三四五六日"
_DAY = timedelta(days=1)
_MOST_NAMED = 6
"""Groups of days named in the sentence; the table has all of them."""


def explain(calendar: WorkingCalendar, limit: Limit, course: Course) -> Deadline:
    """The due date with everything that led to it. Raises ValueError outside the years of the calendar."""
    derived = derive(calendar, limit, course)
    steps = tuple(_steps(calendar, limit, course, derived))
    return Deadline(
        due_on=derived.due_on,
        steps=steps,
        provisional=is_provisional(calendar, limit, derived),
        due_at=derived.due_at,
        bound=limit.bound,
        sentence=_sentence(limit, steps, derived),
    )


def is_provisional(calendar: WorkingCalendar, limit: Limit, derived: Derived) -> bool:
    """Whether a holiday notice that is still to come could change the date."""
    return bool(_unsettled(calendar, limit, derived))


def _unsettled(calendar: WorkingCalendar, limit: Limit, derived: Derived) -> tuple[int, ...]:
    if derived.due_on is None or derived.reached_on is None:
        return ()
    counts_workdays = limit.span.unit is Unit.WORKDAY or any(
        extension.span.unit is Unit.WORKDAY for extension in derived.extensions
    )
    if counts_workdays:
        return calendar.unsettled(*_counted(limit, derived.start_on, derived.due_on))
    if limit.rolls:
        return calendar.unsettled(derived.reached_on - _DAY, derived.due_on)
    return ()


def _counted(limit: Limit, start: date, due: date) -> tuple[date, date]:
    """The days that the count went over: those after the first, up to and including the second.

    Counted back, the day of the event is not among them and the due day is.
    """
    return (due - _DAY, start - _DAY) if limit.bound is Bound.BEFORE else (start, due)


def _steps(
    calendar: WorkingCalendar, limit: Limit, course: Course, derived: Derived
) -> Iterator[DeadlineStep]:
    yield DeadlineStep(StepKind.START, _start_words(limit, course), course.start_on)
    yield DeadlineStep(StepKind.RULE, f"{limit.name}：{_limit_words(limit)}", source=limit.source)
    for restart in sorted(course.restarts, key=lambda restart: restart.on):
        words = f"{restart.reason}，期限重新计算"
        yield DeadlineStep(StepKind.RESTARTED, words, restart.on, source=restart.source)
    for pause in derived.pauses:
        yield _pause_step(calendar, limit, pause)
    for extension in derived.extensions:
        words = f"{extension.reason}，延长{extension.span}"
        yield DeadlineStep(StepKind.EXTENDED, words, extension.on, source=extension.source)
    if derived.due_on is None:
        return
    if limit.span.unit is Unit.WORKDAY:
        after, until = _counted(limit, derived.start_on, derived.due_on)
        yield from _rest_steps(calendar, after, until, derived.pauses)
    if derived.reached_on and derived.reached_on != derived.due_on:
        words = f"{_day(derived.reached_on)}（{_week(derived.reached_on)}）是休息日，顺延到下一个工作日"
        yield DeadlineStep(
            StepKind.ROLLED, words, derived.reached_on, derived.due_on, source="民法典第二百零三条"
        )
    for year in _unsettled(calendar, limit, derived):
        yield DeadlineStep(StepKind.PROVISIONAL, _provisional_words(calendar, year))
    yield DeadlineStep(StepKind.DUE, _due_words(limit, derived), derived.due_on)


def _rest_steps(
    calendar: WorkingCalendar, after: date, until: date, pauses: Sequence[Pause]
) -> Iterator[DeadlineStep]:
    """Days of rest by name, make-up days, the plain weekends as one line; paused days are no matter."""
    special = [day for day in calendar.specials(after, until) if not _is_paused(day.on, pauses)]
    for (is_workday, name, source, statutory), days in groupby(special, key=_likeness):
        group = list(days)
        yield _group_step(group, is_workday=is_workday, name=name, source=source, statutory=statutory)
    named = sum(not day.is_workday for day in special)
    paused = sum(
        _rest_days(calendar, max(after, pause.from_on), min(until, pause.until_on or until))
        for pause in pauses
    )
    weekends = _rest_days(calendar, after, until) - paused - named
    if weekends:
        yield DeadlineStep(StepKind.SKIPPED, f"周末{weekends}天", days=weekends)


def _likeness(day: SpecialDay) -> tuple[bool, str, str, bool]:
    return day.is_workday, day.name, day.source, day.statutory


def _group_step(
    group: Sequence[SpecialDay], *, is_workday: bool, name: str, source: str, statutory: bool
) -> DeadlineStep:
    first, last = group[0].on, group[-1].on
    if is_workday:
        words = f"{_range(group)}{name}调休上班"
        return DeadlineStep(StepKind.MADE_UP, words, first, last, len(group), source)
    words = f"{_range(group)}{name}{'法定假日' if statutory else '放假'}{len(group)}天"
    return DeadlineStep(StepKind.SKIPPED, words, first, last, len(group), source)


def _range(group: Sequence[SpecialDay]) -> str:
    first, last = group[0].on, group[-1].on
    if first == last:
        return f"{_short(first)}（{_week(first)}）"
    if (last - first).days == len(group) - 1:
        return f"{_short(first)}至{_short(last)}"
    return "、".join(f"{_short(day.on)}（{_week(day.on)}）" for day in group)


def _pause_step(calendar: WorkingCalendar, limit: Limit, pause: Pause) -> DeadlineStep:
    if pause.until_on is None:
        words = f"自{_day(pause.from_on)}次日起{pause.reason}，尚未结束"
        return DeadlineStep(StepKind.PAUSED, words, pause.from_on, None, source=pause.source)
    if limit.span.unit is Unit.WORKDAY:
        days, unit = calendar.count(pause.from_on, pause.until_on), "个工作日"
    else:
        days, unit = (pause.until_on - pause.from_on).days, "日"
    words = f"{_day(pause.from_on)}次日至{_day(pause.until_on)}{pause.reason}，{days}{unit}不计入"
    return DeadlineStep(StepKind.PAUSED, words, pause.from_on, pause.until_on, days, pause.source)


def _is_paused(on: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.from_on < on and (pause.until_on is None or on <= pause.until_on) for pause in pauses)


def _rest_days(calendar: WorkingCalendar, after: date, until: date) -> int:
    """Days that are not worked, after one day up to and including another."""
    return max(0, (until - after).days) - calendar.count(after, until)


def _start_words(limit: Limit, course: Course) -> str:
    """The day and what happened on it; a rule says 收到申请之日, and the day is named already."""
    event = limit.trigger.removesuffix("之日")
    if course.started_at is not None:
        return f"{_moment(course.started_at)}{event}"
    return f"{_day(course.start_on)}（{_week(course.start_on)}）{event}"


def _limit_words(limit: Limit) -> str:
    if limit.bound is Bound.BEFORE:
        return f"提前{limit.span}"
    if limit.span.unit is Unit.HOUR:
        return f"{limit.span}内"
    bound = f"不少于{limit.span}" if limit.bound is Bound.AT_LEAST else f"{limit.span}内"
    return f"当日不计，次日起{bound}"


def _provisional_words(calendar: WorkingCalendar, year: int) -> str:
    if any(day.statutory for day in calendar.specials_of(year)):
        return f"{year}年放假安排尚未载入，暂按周末和法定假日推算，载入后自动重算"
    return f"没有{year}年的放假安排，暂按周末推算，载入后自动重算"


def _due_words(limit: Limit, derived: Derived) -> str:
    if derived.due_at is not None:
        return f"{_moment(derived.due_at)}届满"
    assert derived.due_on
    day = f"{_day(derived.due_on)}（{_week(derived.due_on)}）"
    return {
        Bound.AT_MOST: f"{day}届满",
        Bound.AT_LEAST: f"至少到{day}",
        Bound.BEFORE: f"最迟{day}",
    }[limit.bound]


def _sentence(limit: Limit, steps: Sequence[DeadlineStep], derived: Derived) -> str:
    """起算，规则；经过；休息日；届满。"""
    start, _, *rest = steps
    source = f"（{limit.source}）" if limit.source else ""
    parts = [f"{start.text}，{_limit_words(limit)}{source}"]
    course = [step.text for step in rest if step.kind in _OF_THE_COURSE]
    if course:
        parts.append("，".join(course))
    skipped = [step.text for step in rest if step.kind is StepKind.SKIPPED]
    if skipped:
        parts.append(f"{_named(skipped)}不计")
    made_up = [step.text for step in rest if step.kind is StepKind.MADE_UP]
    if made_up:
        parts.append(f"{_named(made_up)}计入")
    parts += [step.text for step in rest if step.kind in _AT_THE_END]
    if derived.left is not None:
        parts.append(f"恢复后还有{derived.left}")
    return "；".join(parts) + "。"


def _named(groups: Sequence[str]) -> str:
    """The last groups of days by name, and how many there are where those are not all."""
    more = f"等{len(groups)}段" if len(groups) > _MOST_NAMED else ""
    return "、".join(groups[-_MOST_NAMED:]) + more


_OF_THE_COURSE = frozenset({StepKind.RESTARTED, StepKind.PAUSED, StepKind.EXTENDED})
_AT_THE_END = (StepKind.ROLLED, StepKind.PROVISIONAL, StepKind.DUE)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"


def _week(on: date) -> str:
    return f"周{_WEEKDAYS[on.weekday()]}"


def _moment(at: datetime) -> str:
    local = at.astimezone(clock.CHINA)
    return f"{_day(local.date())}{local:%H:%M}"
