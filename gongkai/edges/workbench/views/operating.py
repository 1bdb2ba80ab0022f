"""Failed deliveries, sites, the working-day calendar."""

from __future__ import annotations

import calendar as weeks
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.publishing import commands as publishing
from gongkai.core.publishing import policies as publishing_policies
from gongkai.core.publishing import queries as sites_of
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.operations import SiteForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.calendars.rules import is_weekday
from gongkai.foundation.operations import commands, policies
from gongkai.foundation.outbox import queries as outbox
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

SITE_COLUMNS = (Column("网站"), Column("地区"), Column("主办单位"), Column("域名"))
_SITE_ROLES = frozenset({Role.SITE_OPERATOR, Role.SYSTEM_ADMINISTRATOR})


@require_GET
def dead_letters(request: StaffRequest) -> HttpResponse:
    demand(policies.may_mend_deliveries(request.actor))
    found = outbox.list_dead()

    def address(number: int | None) -> str:
        return f"{reverse('workbench:dead_letters')}{f'?page={number}' if number else ''}"

    shown = paging.pages(found.count(), inputs.page(request), address)
    context = {"title": "投递失败", "deliveries": paging.cut(found, shown), "pages": shown}
    return page(request, "workbench/dead_letters.html", context)


@require_POST
def revive(request: StaffRequest, delivery_id: int) -> HttpResponse:
    try:
        commands.revive_delivery(actor=request.actor, delivery_id=delivery_id)
    except NotFound as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "已重新投递，结果稍后可见。")
    return HttpResponseRedirect(reverse("workbench:dead_letters"))


@require_GET
def sites(request: StaffRequest) -> HttpResponse:
    if not request.actor.roles & {role.value for role in _SITE_ROLES}:
        demand(decide(request.actor, _SITE_ROLES, None, "查看站点设置"))
    rows = [
        TableRow(
            [
                Cell(site.name, url=reverse("workbench:site", args=[site.pk])),
                Cell(site.division.name),
                Cell(site.owner_body.name),
                Cell(site.host or "任何地址"),
            ]
        )
        for site in sites_of.list_sites()
    ]
    return page(request, "workbench/sites.html", {"title": "站点设置", "columns": SITE_COLUMNS, "rows": rows})


@require_http_methods(["GET", "POST"])
def site(request: StaffRequest, site_id: int) -> HttpResponse:
    found = sites_of.get_site(site_id)
    demand(publishing_policies.may_run_site(request.actor, found.division_id))
    initial = {name: getattr(found, name) or "" for name in SiteForm.base_fields}
    form = SiteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound:
        given = {name: form.text(name) for name in SiteForm.base_fields} if form.is_valid() else {}
        saved = form.attempt(lambda: publishing.update_site(actor=request.actor, site_id=found.pk, **given))
        if saved is not None:
            messages.success(request, "已保存，公众网站随即更新。")
            return HttpResponseRedirect(reverse("workbench:site", args=[found.pk]))
    context = {
        "title": found.name,
        "site_edited": found,
        "form": form,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("站点设置", reverse("workbench:sites")),
            NavLink(found.name, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/site.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year view; `kind` is work, rest, holiday or make-up."""

    on: date
    kind: str
    name: str = ""

    @property
    def sign(self) -> str:
        return {"holiday": "休", "make-up": "班"}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; days of other months are `None`."""

    number: int
    weeks: Sequence[Sequence[Day | None]]


@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """The working days of a year, for reading; years are loaded by the operator's command."""
    years = calendars.loaded_years()
    year = inputs.year(request) or clock.today().year
    listed = {day.on: (day.is_workday, day.name) for day in calendars.days_of(year)}
    context = {
        "title": f"{year}年工作日历",
        "year": year,
        "tabs": [
            NavLink(f"{number}年", f"{reverse('workbench:calendar')}?year={number}", current=number == year)
            for number in years
        ],
        "months": [_month(year, number, listed) for number in range(1, 13)],
        "notices": list(calendars.notices_of(year)),
        "provisional": calendars.year_is_provisional(year),
    }
    return page(request, "workbench/calendar.html", context)


def _month(year: int, number: int, listed: dict[date, tuple[bool, str]]) -> Month:
    rows = weeks.Calendar().monthdatescalendar(year, number)
    return Month(
        number,
        [[_day(on, listed) if on.month == number else None for on in week] for week in rows],
    )


def _day(on: date, listed: dict[date, tuple[bool, str]]) -> Day:
    if on in listed:
        is_workday, name = listed[on]
        return Day(on, "make-up" if is_workday else "holiday", name)
    return Day(on, "work" if is_weekday(on) else "rest")
