"""`gongkai deadline`: on which day a limit ends, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from django.db import InterfaceError, OperationalError, ProgrammingError

from gongkai.edges.cli import output
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.rules import limit_in_force, steps_as_json
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Deadline, Limit, Pause
from gongkai.kernel.errors import InvalidInput, NotFound
from gongkai.kernel.proving import explain
from gongkai.kernel.time_units import Span, Unit
from gongkai.kernel.working_days import WorkingCalendar
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.working_days import shipped_calendar

_NO_DATABASE = (OperationalError, InterfaceError, ProgrammingError)


@dataclass(frozen=True, slots=True)
class Ground:
    """The working days that a date rests on; `installed`: those of this installation."""

    calendar: WorkingCalendar
    installed: bool

    @property
    def words(self) -> str:
        if self.installed:
            return "按本机安装的工作日历推算。"
        years = sorted(self.calendar.settled_years)
        return f"没有连接到已安装的数据库，按随软件附带的工作日历推算（{years[0]}年至{years[-1]}年）。"


@click.command(
    help="推算期限的届满日。START 是起算日（当日不计），如 2026-09-18；按小时计的写到分：2026-09-18T09:30。"
)
@click.argument("start")
@click.option(
    "--add", "span", default="", help="多长：20wd（工作日）、30d（日）、3m（月）、2y（年）、48h（小时）。"
)
@click.option("--rule", default="", help="期限规则的代码，如 foi.reply，代替 --add。")
@click.option("--division", default="", help="行政区划代码：按该地区的规定。与 --rule 同用。")
@click.option("--before", is_flag=True, help="往前推：START 之前多少天。")
@click.option("--roll", is_flag=True, help="最后一日是休息日的，顺延到下一个工作日（民法典第二百零三条）。")
@click.option(
    "--pause", "pauses", multiple=True, metavar="FROM..UNTIL", help="FROM 次日至 UNTIL 不计入；可以多次。"
)
@click.option("--explain", "explained", is_flag=True, help="逐项列出推算过程和依据。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def deadline(
    start: str,
    span: str,
    rule: str,
    division: str,
    before: bool,
    roll: bool,
    pauses: tuple[str, ...],
    explained: bool,
    as_json: bool,
) -> None:
    """Asks the database of the installation when one runs, else what is shipped; never starts one."""
    if bool(span) == bool(rule):
        raise InvalidInput("请用 --add 写明多长（如 --add 20wd），或者用 --rule 写明规则代码，二者选一。")
    if division and not rule:
        raise InvalidInput("--division 只与 --rule 同用。")
    began = _start(start)
    ground = _ground()
    limit = (
        _limit_of(rule, division, began.start_on, ground) if rule else _limit(span, before=before, roll=roll)
    )
    course = Course(began.start_on, tuple(_pause(text) for text in pauses), started_at=began.started_at)
    try:
        found = explain(ground.calendar, limit, course)
    except ValueError as error:
        raise InvalidInput(_cannot(limit, course)) from error
    if as_json:
        click.echo(json.dumps(_payload(found, limit, course, ground), ensure_ascii=False, indent=2))
    else:
        _show(found, ground, explained=explained)


def _ground() -> Ground:
    """The installation's working days; the shipped ones where no database answers or holds any."""
    try:
        if calendars.calendar_stamp():
            return Ground(calendars.working_calendar(), installed=True)
    except _NO_DATABASE:
        pass
    return Ground(shipped_calendar(), installed=False)


def _start(text: str) -> Course:
    """A day, or a moment in China."""
    try:
        if "T" in text or " " in text.strip():
            at = datetime.fromisoformat(text.strip())
            at = at if at.tzinfo else at.replace(tzinfo=clock.CHINA)
            return Course(clock.day_of(at), started_at=at)
        return Course(date.fromisoformat(text.strip()))
    except ValueError as error:
        raise InvalidInput(
            f"“{text}”不是日期，请写成 2026-09-18，按小时计的写成 2026-09-18T09:30。"
        ) from error


def _limit(span: str, *, before: bool, roll: bool) -> Limit:
    try:
        length = Span.parse(span)
        bound = Bound.BEFORE if before else Bound.AT_MOST
        return Limit(length, "期限", "之前" if before else "起算", bound=bound, rolls=roll)
    except ValueError as error:
        raise InvalidInput(
            f"“{span}”不是期限。请写数字和单位：20wd（工作日）、30d（日）、3m（月）、2y（年）、48h（小时）；"
            "按小时计的不能往前推。"
        ) from error


def _limit_of(code: str, division: str, on: date, ground: Ground) -> Limit:
    """The limit of the rule table; with an installation also what its divisions have set."""
    try:
        found = (
            deadlines.limits_for(_lineage(division), code, on)
            if ground.installed and division
            else limit_in_force(code, (division,) if division else (), on)
        )
    except ReferenceDataError as error:
        raise InvalidInput(f"规则“{code}”在 {on} 没有生效的规定，请核对代码和日期。") from error
    if found.limit is None:
        raise InvalidInput(f"“{found.rule.matter}”的规定是“{found.rule.term.words}”，没有可以计算的天数。")
    return found.limit


def _lineage(code: str) -> tuple[int, ...]:
    try:
        return tuple(
            organisations.place_of_division(organisations.get_division_by_code(code).pk).division_ids
        )
    except NotFound as error:
        raise InvalidInput(f"本机没有行政区划“{code}”，请核对代码。") from error


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    try:
        if not dots:
            raise ValueError(text)
        until = date.fromisoformat(last.strip()) if last.strip() else None
        return Pause(date.fromisoformat(first.strip()), until, "不计入期限")
    except ValueError as error:
        raise InvalidInput(
            f"“{text}”不是一段时间，请写成 2026-09-22..2026-10-13（前一日的次日起不计，至后一日止），"
            "还没有结束的写成 2026-09-22..。"
        ) from error


def _cannot(limit: Limit, course: Course) -> str:
    if limit.span.unit is not Unit.HOUR:
        return "只能推算1990年至2099年的期限，请核对日期和期限。"
    if course.started_at is None:
        return "按小时计的期限要写明时刻，如 2026-09-18T09:30。"
    return "按小时计的期限连续计算，不能有 --pause。"


def _show(found: Deadline, ground: Ground, *, explained: bool) -> None:
    due = found.steps[-1]
    output.done(due.text if found.due_on else "期限尚未恢复计算。")
    if explained:
        output.remark(found.sentence)
        for step in found.steps:
            source = f"（{step.source}）" if step.source else ""
            click.echo(f"  {step.kind.label}　{step.text}{source}")
    if found.provisional:
        output.remark("暂定：所涉年份的放假安排还没有载入，载入后可能变动。")
    output.remark(ground.words)


def _payload(found: Deadline, limit: Limit, course: Course, ground: Ground) -> dict[str, Any]:
    return {
        "start_on": course.start_on.isoformat(),
        "amount": limit.span.amount,
        "unit": limit.span.unit.value,
        "bound": limit.bound.value,
        "matter": limit.name,
        "source": limit.source,
        "due_on": found.due_on.isoformat() if found.due_on else None,
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "provisional": found.provisional,
        "sentence": found.sentence,
        "steps": steps_as_json(found.steps),
        "calendar": "installation" if ground.installed else "shipped",
    }
