"""期限规则: every limit of the table, what holds in a division and who has set it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.edges.components import inputs
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import FilterGroup, NavLink
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.forms.limits import LimitForm, RulesFilterForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import limits as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import commands, policies, queries
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Course, Deadline, Limit
from gongkai.kernel.errors import Conflict, NotFound
from gongkai.kernel.proving import explain
from gongkai.kernel.time_units import Unit
from gongkai.reference.deadline_terms import Certainty, RuleGroup
from gongkai.reference.deadlines import deadline_rules
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from gongkai.foundation.deadlines.queries import LimitRow
    from gongkai.foundation.organisations.models import Division

_OFFICE = (Role.OPEN_AFFAIRS_OFFICE,)
_WIDTHS = (12, 22, 30, 14, 14, 24, 34, 14, 22, 26, 34, 40)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice. `division`: for which place."""

    on: date
    group: str = ""
    certainty: str = ""
    words: str = ""
    division: int | None = None
    local: bool = False

    def query(self) -> str:
        chosen = {
            "group": self.group,
            "certainty": self.certainty,
            "q": self.words,
            "division": self.division or "",
            "local": "1" if self.local else "",
            "on": self.on.isoformat() if self.on != clock.today() else "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    def address(self) -> str:
        return f"{reverse('workbench:deadline_rules')}{self.query()}"

    def fits(self, row: LimitRow) -> bool:
        rule = row.in_force.national
        said = f"{rule.matter}{rule.code}{rule.term.basis}{rule.note}"
        return (
            self.group in {"", rule.group.value}
            and self.certainty in {"", rule.term.certainty.value}
            and self.words.lower() in said.lower()
            and (not self.local or bool(row.history))
        )


@require_GET
def rules(request: StaffRequest) -> HttpResponse:
    wanted, form, places = _wanted(request)
    every = queries.rule_table(wanted.division, wanted.on)
    shown = [row for row in every if wanted.fits(row)]
    unfiltered = Wanted(wanted.on, division=wanted.division)
    context = {
        "title": "期限规则",
        "wanted": wanted,
        "filter_form": form,
        "places": places,
        "filters": _filters(wanted, every),
        "columns": presenting.COLUMNS,
        "sections": [
            (group.label, [presenting.rule_row(row, unfiltered.query()) for row in rows])
            for group, rows in groupby(shown, key=lambda row: row.in_force.national.group)
        ],
        "summary": f"共 {len(shown)} 条",
        "reset_url": unfiltered.address() if len(shown) != len(every) else "",
        "export_query": wanted.query(),
    }
    return page(request, "workbench/deadline_rules.html", context)


@require_GET
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The rules that the filters leave, as CSV or XLSX."""
    wanted, _, _ = _wanted(request)
    rows = presenting.exported(
        row for row in queries.rule_table(wanted.division, wanted.on) if wanted.fits(row)
    )
    name = f"期限规则-{wanted.on.isoformat()}"
    if form == "csv":
        return csv_download(presenting.EXPORT_HEADER, rows, f"{name}.csv")
    if form != "xlsx":
        raise NotFound("没有这种格式，请选择 CSV 或 XLSX。")
    columns = [SheetColumn(*pair) for pair in zip(presenting.EXPORT_HEADER, _WIDTHS, strict=True)]
    return sheet_download(name, columns, rows, frozen_columns=3)


@require_http_methods(["GET", "POST"])
def rule(request: StaffRequest, code: str) -> HttpResponse:
    """One rule: its texts over time, what the division has made of it; the office sets its own here."""
    wanted, _, _ = _wanted(request)
    found = next((row for row in queries.rule_table(wanted.division, wanted.on) if _code(row) == code), None)
    if found is None:
        raise NotFound("没有这条期限规则，或者它在所选的日期没有施行。")
    settable = list(organisations.divisions_covered(request.actor, _OFFICE))
    form = _limit_form(request, settable, wanted)
    if form.is_bound and form.attempt(lambda: _set(request, code, form)) is not None:
        messages.success(request, "已设定，所涉期限正在重新推算。")
        return HttpResponseRedirect(reverse("workbench:deadline_rule", args=[code]) + wanted.query())
    context = {
        "title": found.in_force.national.matter,
        "row": found,
        "wanted": wanted,
        "facts": presenting.rule_facts(found.in_force, wanted.on),
        "texts": [
            (
                presenting.validity_words(each.validity),
                presenting.term_words(each, each.term),
                each.term.basis,
            )
            for each in deadline_rules()
            if each.code == code
        ],
        "setting_columns": presenting.SETTING_COLUMNS,
        "setting_rows": [presenting.setting_row(setting) for setting in found.history],
        "endable": [
            setting
            for setting in found.history
            if setting.ended_at is None
            and policies.may_set_limits(request.actor, setting.division_id).allowed
        ],
        "example": _example(found.in_force.limit, wanted.on),
        "form": form if settable else None,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("期限规则", wanted.address()),
            NavLink(found.in_force.national.matter, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/deadline_rule.html", context, status=status)


@require_POST
def end(request: StaffRequest, setting_id: int) -> HttpResponse:
    """A limit that a division has set ends today."""
    setting = queries.get_setting(setting_id)
    try:
        commands.end_limit(actor=request.actor, setting_id=setting_id)
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "已结束，所涉期限正在重新推算。")
    return HttpResponseRedirect(reverse("workbench:deadline_rule", args=[setting.rule_code]))


def _wanted(request: StaffRequest) -> tuple[Wanted, RulesFilterForm, Sequence[Division]]:
    """The choices, and the divisions to choose from: those of the office, else the one of the body."""
    form = RulesFilterForm(request.GET)
    form.is_valid()
    places = list(organisations.divisions_covered(request.actor, _OFFICE))
    own = organisations.get_body(request.actor.body_id).division_id if request.actor.body_id else None
    chosen = inputs.number(request, "division")
    wanted = Wanted(
        on=form.cleaned_data.get("on") or clock.today(),
        group=inputs.choice(request, "group", {group.value for group in RuleGroup}),
        certainty=inputs.choice(request, "certainty", {certainty.value for certainty in Certainty}),
        words=inputs.words(request),
        division=chosen if chosen in {place.pk for place in places} else own,
        local=request.GET.get("local") == "1",
    )
    return wanted, form, places


def _filters(wanted: Wanted, every: Sequence[LimitRow]) -> list[FilterGroup]:
    in_group = Counter(row.in_force.national.group for row in every)
    groups = [
        NavLink(
            group.label,
            replace(wanted, group=group.value).address(),
            current=wanted.group == group.value,
            count=count,
        )
        for group, count in in_group.items()
    ]
    certainties = [
        NavLink(
            certainty.label,
            replace(wanted, certainty=certainty.value).address(),
            current=wanted.certainty == certainty.value,
        )
        for certainty in Certainty
    ]
    local = NavLink("只看有设定的", replace(wanted, local=True).address(), current=wanted.local)
    return [
        FilterGroup("类别", [_all(replace(wanted, group=""), wanted), *groups]),
        FilterGroup("核对情况", [_all(replace(wanted, certainty=""), wanted), *certainties]),
        FilterGroup("本地设定", [_all(replace(wanted, local=False), wanted), local]),
    ]


def _all(without: Wanted, wanted: Wanted) -> NavLink:
    return NavLink("全部", without.address(), current=without == wanted)


def _limit_form(request: StaffRequest, settable: Sequence[Division], wanted: Wanted) -> LimitForm:
    initial: dict[str, Any] = {"division": wanted.division, "effective_from": clock.today()}
    form = LimitForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["division"].choices = [(str(place.pk), place.name) for place in settable]  # type: ignore[attr-defined]
    return form


def _set(request: StaffRequest, code: str, form: LimitForm) -> object:
    return commands.set_limit(
        actor=request.actor,
        division_id=int(form.text("division")),
        rule_code=code,
        span=form.span,
        basis=form.text("basis"),
        effective_from=form.cleaned_data["effective_from"],
        effective_to=form.cleaned_data.get("effective_to"),
    )


def _example(limit: Limit | None, on: date) -> Deadline | None:
    """What the limit comes to for something that begins on the day; hours begin now."""
    if limit is None:
        return None
    at = clock.now() if limit.span.unit is Unit.HOUR else None
    return explain(calendars.working_calendar(), limit, Course(clock.day_of(at) if at else on, started_at=at))


def _code(row: LimitRow) -> str:
    return row.in_force.national.code
