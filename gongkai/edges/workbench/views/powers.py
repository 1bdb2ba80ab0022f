"""权责清单 and 公共服务事项清单: the list, one power with its versions, a new one."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.powers import commands, policies, queries
from gongkai.core.powers.enums import KEEPERS, OFFICE, PowerList, PowerType, SortingState
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.access import demand, demand_business_role
from gongkai.edges.workbench.forms.powers import CancelForm, NewPowerForm, PowerForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.panels import Panel, answer, named, reasons, with_refused
from gongkai.edges.workbench.presenting import powers as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from gongkai.core.powers.models import PowerItem

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    words: str = ""
    list_kind: str = ""
    type: str = ""
    body: int | None = None
    sorting: str = ""
    cancelled: bool = False

    def query(self, page: int | None = None) -> str:
        chosen = {
            "q": self.words,
            "list": self.list_kind,
            "type": self.type,
            "body": self.body or "",
            "sorting": self.sorting,
            "cancelled": "1" if self.cancelled else "",
            "page": page or "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    def address(self, page: int | None = None) -> str:
        return f"{reverse('workbench:powers')}{self.query(page)}"

    def found(self, actor: Actor) -> QuerySet[PowerItem]:
        return queries.list_powers(
            actor,
            list_kind=self.list_kind,
            type_=self.type,
            body_id=self.body,
            sorting=self.sorting,
            words=self.words,
            include_cancelled=self.cancelled,
        )


def _wanted(request: StaffRequest) -> Wanted:
    return Wanted(
        words=inputs.words(request),
        list_kind=inputs.choice(request, "list", PowerList.values),
        type=inputs.choice(request, "type", PowerType.values),
        body=inputs.number(request, "body"),
        sorting=inputs.choice(request, "sorting", SortingState.values),
        cancelled=request.GET.get("cancelled") == "1",
    )


@require_GET
def powers(request: StaffRequest) -> HttpResponse:
    demand_business_role(request.actor)
    wanted = _wanted(request)
    found = wanted.found(request.actor)
    shown = paging.pages(found.count(), inputs.page(request), wanted.address, size=PAGE, unit="项")
    context = {
        "title": "权责清单",
        "wanted": wanted,
        "query": wanted.query(),
        "lists": PowerList.choices,
        "types": PowerType.choices,
        "states": SortingState.choices,
        "columns": presenting.POWER_COLUMNS,
        "rows": presenting.power_rows(paging.cut(found, shown, size=PAGE)),
        "pages": shown,
        "may_import": bool(request.actor.roles & {role.value for role in OFFICE}),
        "may_add": bool(request.actor.roles & {role.value for role in KEEPERS}),
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/powers_results.html", context)
    return page(request, "workbench/powers.html", context)


@require_GET
def export(request: StaffRequest, ending: str) -> HttpResponse:
    """What the filters show, as .xlsx or .csv; the .xlsx can be imported again."""
    demand_business_role(request.actor)
    wanted = _wanted(request)
    title = PowerList(wanted.list_kind).label if wanted.list_kind else "权责和公共服务事项清单"
    rows = presenting.sheet_rows(wanted.found(request.actor))
    if ending == "csv":
        return csv_download([column.heading for column in presenting.POWER_SHEET], rows, f"{title}.csv")
    return sheet_download(title, presenting.POWER_SHEET, rows, frozen_columns=3)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    bodies = organisations.bodies_covered(request.actor, KEEPERS)
    if not bodies.exists():
        demand(decide(request.actor, KEEPERS, None, "登记权责事项"))
    form = NewPowerForm(
        request.POST if request.method == "POST" else None,
        bodies=[(str(row.pk), row.name) for row in bodies],
        initial={"effective_on": clock.today(), "body": request.actor.body_id},
    )
    if form.is_bound:
        created = form.attempt(
            lambda: commands.create_power(
                actor=request.actor,
                body_id=form.cleaned_data["body"],
                list_kind=PowerList(form.cleaned_data["list_kind"]),
                given=form.given(),
                effective_on=form.cleaned_data["effective_on"],
                reason=form.text("reason"),
            )
        )
        if created is not None:
            messages.success(request, f"已登记“{created.name}”。")
            return HttpResponseRedirect(reverse("workbench:power", args=[created.pk]))
    context = {"title": "登记事项", "form": form, "crumbs": crumbs(NavLink("登记事项", ""))}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/power_new.html", context, status=status)


@require_GET
def power(request: StaffRequest, power_id: int) -> HttpResponse:
    return _show(request, readable_power(request.actor, power_id))


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, power_id: int, name: str) -> HttpResponse:
    """Adjust or cancel."""
    found = readable_power(request.actor, power_id)
    panel = named(_panels(request.actor, found, request.POST, name), name)
    return answer(
        request,
        found,
        panel,
        address=reverse("workbench:power", args=[found.pk]),
        refused=lambda panel: _show(request, found, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY),
        more="原内容保留在历次版本中。",
    )


def readable_power(actor: Actor, power_id: int) -> PowerItem:
    """The power, for those with a business role over its body; for others as if it did not exist."""
    found = queries.get_power(power_id)
    if not policies.may_read_sorting(actor, found).allowed:
        raise NotFound("没有找到该事项，或者不在您的权限范围内。")
    return found


def crumbs(*last: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("权责清单", reverse("workbench:powers")),
        *last,
    ]


def _show(
    request: StaffRequest, found: PowerItem, refused: Panel | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    panels = with_refused(_panels(request.actor, found), refused)
    links = queries.links_of(found.pk)
    context = {
        "title": found.name,
        "power": found,
        "state": presenting.state_badge(found),
        "sorting": presenting.sorting_badge(found),
        "facts": presenting.power_facts(found),
        "links": links,
        "lacks": queries.check_sorting(links),
        "version_columns": presenting.VERSION_COLUMNS,
        "versions": presenting.version_rows(queries.versions_of(found.pk)),
        "panels": panels,
        "refusals": reasons(panels),
        "crumbs": crumbs(NavLink(found.name, "")),
    }
    return page(request, "workbench/power.html", context, status=status)


def _panels(actor: Actor, found: PowerItem, data: QueryDict | None = None, only: str = "") -> list[Panel]:
    decision = policies.may_change_power(actor, found)
    fields = queries.fields_of(found)
    initial = {
        "code": fields.code,
        "name": fields.name,
        "type": fields.type,
        "basis": "\n".join(fields.basis),
        "duties": fields.duties,
        "effective_on": clock.today(),
    }
    revise = PowerForm(data if only == "revise" else None, auto_id="id_revise_%s", initial=initial)
    cancel = CancelForm(
        data if only == "cancel" else None, auto_id="id_cancel_%s", initial={"on": clock.today()}
    )
    return [
        Panel("revise", "调整", revise, decision, _revise),
        Panel(
            "cancel", "取消", cancel, decision, _cancel,
            "确定取消这个事项？取消后不再施行，内容和原因仍可查阅。", alarm=True,
        ),
    ]  # fmt: skip


def _revise(actor: Actor, found: PowerItem, form: PowerForm) -> object:
    return commands.revise_power(
        actor=actor,
        power_id=found.pk,
        given=form.given(),
        effective_on=form.cleaned_data["effective_on"],
        reason=form.text("reason"),
    )


def _cancel(actor: Actor, found: PowerItem, form: CancelForm) -> object:
    return commands.cancel_power(
        actor=actor, power_id=found.pk, on=form.cleaned_data["on"], reason=form.text("reason")
    )
