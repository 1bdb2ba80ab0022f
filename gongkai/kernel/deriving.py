"""From a rule and what has happened to the day on which it falls due.

The day on which something begins is not counted (民法典 art. 201 para. 1); working days are those of the
calendar; a pause takes its days out, an extension adds to the end, a restart begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Extension, Limit, Pause
from gongkai.kernel.periods import add_months
from gongkai.kernel.time_units import Span, Unit
from gongkai.kernel.working_days import WorkingCalendar

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Derived:
    """The result, and the parts of the course that bore on it.

    `reached_on` is the last day of the count itself, before it rolled to a working day. `left` is what
    remains where a pause still lasts; `due_on` is None then.
    """

    start_on: date
    due_on: date | None
    reached_on: date | None
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    due_at: datetime | None = None
    left: Span | None = None


def due_on(calendar: WorkingCalendar, limit: Limit, course: Course) -> date | None:
    """The day on which the limit ends, None while it is paused. Raises ValueError outside the calendar."""
    return derive(calendar, limit, course).due_on


def derive(calendar: WorkingCalendar, limit: Limit, course: Course) -> Derived:
    """The due date with what bore on it; see `due_on`."""
    if limit.span.unit is Unit.HOUR:
        return _by_the_hour(limit, course)
    start = max((course.start_on, *(restart.on for restart in course.restarts)))
    if limit.bound is Bound.BEFORE:
        reached = _back(calendar, start, limit.span)
        return Derived(start, reached, reached, (), ())
    pauses = tuple(_merged(course.pauses, start))
    extensions = tuple(extension for extension in course.extensions if extension.on >= start)
    count = _Count(calendar, pauses, start)
    for span in _chain(limit.span, extensions):
        count.add(span)
    if count.left is not None:
        return Derived(start, None, None, count.used, extensions, left=count.left)
    reached = count.at
    due = calendar.first_on_or_after(reached) if limit.rolls else reached
    return Derived(start, due, reached, count.used, extensions)


def _by_the_hour(limit: Limit, course: Course) -> Derived:
    if course.started_at is None:
        raise ValueError("hours are counted from a moment")
    if course.pauses or course.restarts or any(more.span.unit is not Unit.HOUR for more in course.extensions):
        raise ValueError("a limit of hours is only extended, and only by hours")
    hours = limit.span.amount + sum(extension.span.amount for extension in course.extensions)
    due_at = course.started_at + timedelta(hours=hours)
    day = clock.day_of(due_at)
    return Derived(course.start_on, day, day, (), course.extensions, due_at)


def _back(calendar: WorkingCalendar, event: date, span: Span) -> date:
    if span.unit is Unit.WORKDAY:
        return calendar.step(event, -span.amount)
    if span.unit is Unit.DAY:
        return event - timedelta(days=span.amount)
    return add_months(event, -span.amount * _MONTHS[span.unit])


def _chain(first: Span, extensions: Sequence[Extension]) -> list[Span]:
    """The spans to count one after the other; neighbours of one unit are counted as one."""
    chain = [first]
    for extension in extensions:
        if extension.span.unit is chain[-1].unit:
            chain[-1] = Span(chain[-1].amount + extension.span.amount, chain[-1].unit)
        else:
            chain.append(extension.span)
    return chain


def _merged(pauses: Sequence[Pause], start: date) -> Iterator[Pause]:
    """Pauses after the start in order, overlapping ones made one."""
    last: Pause | None = None
    for pause in sorted(pauses, key=lambda pause: pause.from_on):
        if pause.until_on is not None and pause.until_on <= start:
            continue
        if last is None:
            last = pause
        elif last.until_on is None:
            break
        elif pause.from_on <= last.until_on:
            ends = None if pause.until_on is None else max(last.until_on, pause.until_on)
            reason = last.reason if pause.reason == last.reason else f"{last.reason}、{pause.reason}"
            last = Pause(last.from_on, ends, reason, last.source or pause.source)
        else:
            yield last
            last = pause
    if last is not None:
        yield last


class _Count:
    """Counts spans from a day on, leaving paused days out."""

    def __init__(self, calendar: WorkingCalendar, pauses: Sequence[Pause], start: date) -> None:
        self.at = start
        self.left: Span | None = None
        self._calendar = calendar
        self._pauses = list(pauses)
        self._used: list[Pause] = []

    @property
    def used(self) -> tuple[Pause, ...]:
        """The pauses that began before the count was at its end."""
        return tuple(self._used)

    def add(self, span: Span) -> None:
        """Count one more span; without effect once a lasting pause was met."""
        if self.left is not None:
            return
        if span.unit is Unit.HOUR:
            raise ValueError("hours are added to hours only")
        if span.unit in _MONTHS:
            self._add_months(span)
        else:
            self._add_days(span)

    def _add_days(self, span: Span) -> None:
        amount = span.amount
        while self._pauses:
            pause = self._pauses[0]
            before = self._between(self.at, pause.from_on, span.unit)
            if before >= amount:
                break
            self._used.append(self._pauses.pop(0))
            amount -= before
            if pause.until_on is None:
                self.left = Span(amount, span.unit)
                return
            self.at = max(self.at, pause.until_on)
        self.at = self._forward(self.at, amount, span.unit)

    def _add_months(self, span: Span) -> None:
        """Months cannot be cut: the paused days are put at the end, which may reach a further pause."""
        reached = add_months(self.at, span.amount * _MONTHS[span.unit])
        while self._pauses and self._pauses[0].from_on < reached:
            pause = self._pauses.pop(0)
            self._used.append(pause)
            if pause.until_on is None:
                self.left = Span(max(1, (reached - max(pause.from_on, self.at)).days), Unit.DAY)
                return
            reached += pause.until_on - max(pause.from_on, self.at)
        self.at = reached

    def _between(self, after: date, until: date, unit: Unit) -> int:
        if unit is Unit.WORKDAY:
            return self._calendar.count(after, until)
        return max(0, (until - after).days)

    def _forward(self, on: date, amount: int, unit: Unit) -> date:
        return self._calendar.step(on, amount) if unit is Unit.WORKDAY else on + timedelta(days=amount)
