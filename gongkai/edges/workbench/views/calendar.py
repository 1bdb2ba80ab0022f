"""The working-day calendar: a year, its versions, and a new notice on its way in."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Badge, Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.calendar import NoticeForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting.calendar import CHANGE_COLUMNS, change_rows, days_changed, year_view
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.calendars import commands, policies, queries
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.notifications import queries as notifications
from gongkai.kernel import clock
from gongkai.kernel.working_days import SpecialDay
from gongkai.reference.calendars import CalendarYear

if TYPE_CHECKING:
    from gongkai.foundation.calendars.models import CalendarVersion
    from gongkai.foundation.deadlines.models import DeadlineMove, StandingDeadline
    from gongkai.foundation.deadlines.queries import PreviewedMove

MOVE_COLUMNS = (Column("事项"), Column("责任单位"), Column("原届满日", "date"), Column("新届满日", "date"))
MOST_MOVES = 500
"""Rows on the page; how many there are in all is said."""

_STILL_WORKING = timedelta(minutes=2)


@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """The working days of a year, with what they rest on."""
    year = inputs.year(request) or clock.today().year
    known = queries.working_calendar()
    loaded = queries.loaded_years()
    upcoming = clock.today().year + 1
    provisional = queries.year_is_provisional(year)
    context = {
        "title": f"{year}年工作日历",
        "year": year,
        "tabs": [
            NavLink(f"{number}年", f"{reverse('workbench:calendar')}?year={number}", current=number == year)
            for number in sorted({*loaded, year, upcoming}, reverse=True)
        ],
        "months": year_view(year, known.specials_of(year)),
        "notices": list(queries.notices_of(year)),
        "versions": list(queries.versions_of(year)),
        "provisional": provisional,
        "has_statutory": any(day.statutory for day in known.specials_of(year)),
        "may_load": policies.may_load_year(request.actor).allowed,
    }
    return page(request, "workbench/calendar.html", context)


@require_GET
def version(request: StaffRequest, version_id: int) -> HttpResponse:
    """An arrangement as it was loaded, and the deadlines that it moved."""
    found = queries.get_version(version_id)
    special = [SpecialDay(day.on, day.is_workday, day.name, day.notice.number) for day in found.days.all()]
    context = {
        "title": str(found),
        "version": found,
        "months": year_view(found.year, special),
        "notices": sorted(found.notices.all(), key=lambda notice: notice.position),
        "crumbs": _crumbs(str(found)),
        **_moves_of(request, found),
    }
    if request.htmx and request.htmx.target == "moves":
        return fragment(request, "workbench/calendar_moves.html", context)
    return page(request, "workbench/calendar_version.html", context)


@require_http_methods(["GET", "POST"])
def import_notice(request: StaffRequest) -> HttpResponse:
    """A new notice: pasted or out of a file, looked over with what it would move, then loaded."""
    demand(policies.may_load_year(request.actor))
    if request.method == "GET":
        return _import_page(request, NoticeForm(), {})
    form = NoticeForm(request.POST, request.FILES)
    years = form.attempt(form.taken)
    if years is None:
        return _import_page(request, form, {}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("action") != "load":
        return _import_page(request, form, _preview(years))
    if request.POST.get("seen") != _seen(years):
        messages.warning(request, "通知的文字或者已载入的日历在核对之后有了变化，请重新核对，再确认载入。")
        return _import_page(request, form, _preview(years))
    loaded = form.attempt(lambda: [_load(request, each, form.origin) for each in years])
    if loaded is None:
        return _import_page(request, form, {}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已载入{loaded[-1].year}年工作日历，所涉期限正在重新推算。")
    return HttpResponseRedirect(reverse("workbench:calendar_version", args=[loaded[-1].pk]))


def _load(request: StaffRequest, year: CalendarYear, source: str) -> CalendarVersion:
    return commands.load_year(actor=request.actor, calendar=year, source=source)


def _import_page(
    request: StaffRequest, form: NoticeForm, more: dict[str, Any], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"title": "载入放假安排", "form": form, "crumbs": _crumbs("载入放假安排"), **more}
    return page(request, "workbench/calendar_import.html", context, status=status)


def _preview(years: tuple[CalendarYear, ...]) -> dict[str, Any]:
    """What loading would change: days, and open deadlines."""
    changes = {year.year: queries.preview_year(year) for year in years}
    moves = deadlines.preview_calendar(*years)
    main = years[-1]
    special = [SpecialDay(day.on, day.is_workday, day.name, day.notice_number) for day in main.days]
    return {
        "preview": main,
        "unchanged": not any(each.bear_on_dates for each in changes.values()),
        "seen": _seen(years),
        "months": year_view(main.year, special, days_changed(changes[main.year])),
        "notices": main.notices,
        "off": sum(not day.is_workday for day in main.days),
        "made_up": sum(day.is_workday for day in main.days),
        "change_columns": CHANGE_COLUMNS,
        "change_rows": [row for each in changes.values() for row in change_rows(each)],
        "move_columns": MOVE_COLUMNS,
        "move_rows": [_previewed(move) for move in moves[:MOST_MOVES]],
        "move_count": len(moves),
        "shifted": sum(move.old != move.new for move in moves),
    }


def _seen(years: tuple[CalendarYear, ...]) -> str:
    """A mark of what the person looked over: the arrangement read and the calendars in force."""
    return f"{sha256(repr(years).encode()).hexdigest()}-{queries.calendar_stamp()}"


def _previewed(move: PreviewedMove) -> TableRow:
    return _row(move.deadline, (move.old, move.old_provisional), (move.new, move.new_provisional))


def _moved(move: DeadlineMove) -> TableRow:
    old, new = (move.old_due_on, move.old_provisional), (move.new_due_on, move.new_provisional)
    return _row(move.deadline, old, new)


def _row(
    deadline: StandingDeadline, old: tuple[date | None, bool], new: tuple[date | None, bool]
) -> TableRow:
    """A deadline with two days, each with whether it is provisional."""
    body = deadline.owner_body
    return TableRow(
        [
            Cell(deadline.title),
            Cell(body.short_name or body.name),
            Cell(day=old[0], badge=_uncertain(old[1])),
            Cell(day=new[0], badge=_uncertain(new[1]), note=_certainty(old, new)),
        ]
    )


def _certainty(old: tuple[date | None, bool], new: tuple[date | None, bool]) -> str:
    if old[0] != new[0]:
        return ""
    return "日期不变，由确定转为暂定" if new[1] else "日期不变，由暂定转为确定"


def _uncertain(provisional: bool) -> Badge | None:
    return Badge("暂定", "warn") if provisional else None


def _moves_of(request: StaffRequest, found: CalendarVersion) -> dict[str, Any]:
    """The deadlines that a version moved and who was told; for those who load calendars."""
    if not policies.may_load_year(request.actor).allowed:
        return {"shows_moves": False}
    cause = deadlines.calendar_cause(found.pk)
    moves = deadlines.moves(cause.key)
    return {
        "shows_moves": True,
        "move_columns": MOVE_COLUMNS,
        "move_rows": [_moved(move) for move in moves[:MOST_MOVES]],
        "move_count": moves.count(),
        "told": notifications.notices_sent(cause.notice_key),
        "working": clock.now() - found.loaded_at < _STILL_WORKING,
    }


def _crumbs(last: str) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("工作日历", reverse("workbench:calendar")),
        NavLink(last, ""),
    ]
