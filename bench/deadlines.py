"""Legal time: deriving a day, proving it, and carrying a new holiday notice to every open deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bench.figures import Figure, median_of, timed
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines import commands, queries
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.outbox import commands as outbox
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.deadlines import Course, Limit
from gongkai.kernel.deriving import due_on
from gongkai.kernel.proving import explain
from gongkai.kernel.time_units import Span, Unit
from gongkai.kernel.working_days import WorkingCalendar
from gongkai.reference.calendars import CalendarDay, CalendarYear, HolidayNotice, calendar_year
from gongkai.reference.statutory_days import statutory_days
from gongkai.reference.working_days import shipped_calendar

STARTS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1_000)]
LENGTHS = (20, 200)
OPEN = 2_000
BENCH = Actor.system("测量")


def measure_arithmetic() -> list[Figure]:
    """A thousand starting days, each way in turn; the plain loop looks every day up in a table."""
    calendar = shipped_calendar()
    figures = []
    for length in LENGTHS:
        limit = Limit(Span(length, Unit.WORKDAY), "测量", "起算")
        plain = _rate(lambda n=length: [_walk(calendar, start, n) for start in STARTS])  # type: ignore[misc]
        derived = _rate(lambda rule=limit: [due_on(calendar, rule, Course(start)) for start in STARTS])  # type: ignore[misc]
        proved = _rate(lambda rule=limit: [explain(calendar, rule, Course(start)) for start in STARTS])  # type: ignore[misc]
        figures += [
            Figure(f"{length} working days, the day alone", f"{derived:,.0f}/s", _against(derived, plain)),
            Figure(f"{length} working days, with the proof", f"{proved:,.0f}/s", _against(proved, plain)),
        ]
    return figures


def measure_amendment(division_code: str) -> list[Figure]:
    """`OPEN` deadlines that reach into the coming year, and a notice for it; no worker runs meanwhile."""
    division = organisations.get_division_by_code(division_code)
    body = organisations.bodies_in(division.pk).exclude(uscc=None)[0]
    present = calendar_year(clock.today().year)
    opened = timed(lambda: _open(body.pk))
    outbox.deliver_all()
    amended = _amended(present.year + 1)
    preview = timed(lambda: queries.preview_calendar(amended))
    calendars.load_year(actor=BENCH, calendar=amended)
    carried = timed(outbox.deliver_all)
    moved = queries.moves(f"calendar:{amended.year}:1").count()
    return [
        Figure(f"starting {OPEN:,} deadlines, one command each", f"{OPEN / opened:,.0f}/s"),
        Figure(
            f"preview of a notice over {OPEN:,} open deadlines and those of the county", f"{preview:.1f} s"
        ),
        Figure(
            f"carrying it to them: {moved:,} moved, with audit rows and notices",
            f"{carried:.1f} s",
            f"{moved / carried:,.0f} moved/s",
        ),
    ]


def _walk(calendar: WorkingCalendar, on: date, days: int) -> date:
    """The obvious way, from day to day."""
    while days:
        on += timedelta(days=1)
        days -= calendar.is_workday(on)
    return on


def _rate(work: Callable[[], object]) -> float:
    return len(STARTS) / median_of(5, work)


def _against(rate: float, plain: float) -> str:
    return f"{rate / plain:.1f} times a loop from day to day ({plain:,.0f}/s)"


def _open(body_id: int) -> None:
    for number in range(OPEN):
        commands.open_deadline(
            actor=BENCH,
            subject_type="bench.paper",
            subject_id=number + 1,
            purpose="measure",
            title=f"测量事项{number + 1}",
            rule_code="publication.general",
            owner_body_id=body_id,
            start_on=clock.today(),
            limit=Limit(Span(30 + number % 60, Unit.WORKDAY), "测量", "形成"),
        )


def _amended(year: int) -> CalendarYear:
    """An invented notice: the statutory days, and the whole week around the spring festival."""
    shipped = calendar_year(year - 1)
    notice = HolidayNotice("测量用放假安排", "测发〔2099〕1号", clock.today(), verified=False, address="")
    festival = [day.on for day in statutory_days(year) if day.name == "春节"]
    week = {festival[0] + timedelta(days=n) for n in range(8)}
    names = {day.on: day.name for day in statutory_days(year)} | dict.fromkeys(week, "春节")
    days = tuple(CalendarDay(on, False, name, notice.number) for on, name in sorted(names.items()))
    return CalendarYear(year, shipped.header, (notice,), days)
