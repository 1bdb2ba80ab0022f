"""Legal limits as the gallery shows them: one in each state, every one with a real proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from gongkai.edges.components.shapes import DueDate
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Deadline, Limit, Pause
from gongkai.kernel.proving import explain
from gongkai.kernel.time_units import Span, Unit
from gongkai.kernel.working_days import SpecialDay, WorkingCalendar

_DAY = timedelta(days=1)
_REPLY = Limit(Span(20, Unit.WORKDAY), "答复申请", "收到申请", "《政府信息公开条例》第三十三条")


@lru_cache(maxsize=1)
def _calendar(today: date) -> WorkingCalendar:
    """With a holiday yesterday. Kept for the day: it counts the days of 110 years."""
    holiday = SpecialDay(today - _DAY, is_workday=False, name="示例假日", source="示例通知第1号")
    return WorkingCalendar([holiday], {today.year})


def _proof(back: int, *, pause: bool = False) -> Deadline:
    """A proof of twenty working days that began `back` days ago; the calendar knows this month only."""
    start = clock.today() - timedelta(days=back)
    pauses = (
        (Pause(clock.today() - 2 * _DAY, None, "等待申请人补正", "《政府信息公开条例》第三十条"),)
        if pause
        else ()
    )
    return explain(_calendar(clock.today()), _REPLY, Course(start, pauses))


def legal_limits() -> tuple[DueDate, ...]:
    """A limit in each of its states."""
    days = "个工作日"
    running = _proof(7)
    return (
        DueDate(running, 15, days, title="计时中"),
        DueDate(_proof(24), 2, days, title="即将到期"),
        DueDate(_proof(28), 0, days, title="今天到期"),
        DueDate(_proof(40), -8, days, title="已超期"),
        DueDate(_proof(7, pause=True), None, days, paused="等待申请人补正", title="暂停计时"),
        DueDate(running, None, days, done_on=clock.today(), title="按期办结"),
        DueDate(_proof(60), None, days, done_on=clock.today(), late=True, title="逾期办结"),
        DueDate(replace(running, provisional=True), 15, days, title="暂定"),
        DueDate(replace(running, bound=Bound.AT_LEAST), 6, title="须持续的期限"),
        DueDate(running, None, days, dropped="改为依申请公开", title="不再适用"),
    )
