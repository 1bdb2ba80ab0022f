"""Failed deliveries, sites."""

from __future__ import annotations

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
from gongkai.foundation.operations import commands, policies
from gongkai.foundation.outbox import queries as outbox
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
