"""What a catalogue has to follow: standards with their clocks, and each change of the layer above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import ExemptionState, UpstreamKind
from gongkai.core.catalogue.rules import UpstreamChange
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_steps import ProposeExemptionForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.layers import crumbs, tabs
from gongkai.edges.workbench.presenting.upstream import area_of, upstream_areas, with_deadlines
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue

PAGE = 40
ADOPT = "adopt"


@require_GET
def upstream(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Standards to follow, then the rows to deal with, an area at a time where one is chosen."""
    found = queries.get_catalogue(catalogue_id)
    demand(policies.may_read_working(request.actor, found))
    follow_ups = list(queries.follow_ups_of(found.pk))
    context: dict[str, Any] = {
        "title": "上级变动",
        "catalogue": found,
        "tabs": tabs(found, "catalogue_upstream"),
        "may_edit": policies.may_edit_catalogue(request.actor, found),
        "may_register": policies.may_register_standard(request.actor, found),
        "follow_ups": with_deadlines(follow_ups),
        "standards": list(queries.standards_of(found.pk)),
        "here": request.get_full_path(),
        "crumbs": crumbs(found, NavLink("上级变动", "")),
    }
    if found.division_id is not None:
        context |= _changes(request, found)
    return page(request, "workbench/upstream.html", context)


@require_POST
def settle(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Deal with one row (`item` or `upper`): take over, or keep what is here; or take over a whole area."""
    found = queries.get_catalogue(catalogue_id)
    area, takes_over = request.POST.get("area", "")[:2], request.POST.get("action") == ADOPT
    try:
        if area:
            done = commands.adopt_area(actor=request.actor, catalogue_id=found.pk, area_code=area)
        else:
            named = [each for each in queries.upstream(found.pk) if _is_named(request, each)]
            done = _settle(request, found, named, takes_over=takes_over)
    except (Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        told = "已采用上级内容" if area or takes_over else "已确认保留本级内容"
        if done:
            messages.success(request, f"{told}，共{done}项。公布新一版后，跟进任务自动办结。")
        else:
            messages.info(request, "所选事项已经办理过，没有改动。")
    home = reverse("workbench:catalogue_upstream", args=[found.pk])
    return HttpResponseRedirect(sessions.own_path(request.POST.get("back", ""), home))


@require_http_methods(["GET", "POST"])
def not_applicable(request: StaffRequest, catalogue_id: int, item_id: int) -> HttpResponse:
    """Say that an item, of this catalogue or of the layer above, does not apply here."""
    found, item = queries.get_catalogue(catalogue_id), queries.get_item(item_id)
    demand(policies.may_edit_catalogue(request.actor, found))
    home = reverse("workbench:catalogue_upstream", args=[found.pk])
    back = sessions.own_path(request.POST.get("back", "") or request.GET.get("back", ""), home)
    form = ProposeExemptionForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        proposed = form.attempt(
            lambda: commands.propose_not_applicable(
                actor=request.actor, catalogue_id=found.pk, item_id=item.pk, basis=form.text("basis")
            )
        )
        if proposed is not None:
            messages.success(request, f"已提出“{item.name}”不适用，请由他人批准。")
            return HttpResponseRedirect(back)
    context = {
        "title": "提出不适用",
        "catalogue": found,
        "item": item,
        "form": form,
        "back": back,
        "crumbs": crumbs(found, NavLink("上级变动", home), NavLink("提出不适用", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/not_applicable.html", context, status=status)


def _changes(request: StaffRequest, found: Catalogue) -> dict[str, Any]:
    names = {area.code: area.name for area in queries.policy_areas()}
    area = inputs.area_code(request)
    every = queries.upstream(found.pk)
    counts = Counter(area_of(each) for each in every)
    wanted = [each for each in sorted(every, key=area_of) if not area or area_of(each) == area]
    home = reverse("workbench:catalogue_upstream", args=[found.pk])

    def address(number: int | None, code: str = area) -> str:
        query = urlencode(
            {key: value for key, value in {"area": code, "page": number or ""}.items() if value}
        )
        return f"{home}{'?' if query else ''}{query}"

    pages = paging.pages(len(wanted), inputs.page(request), address, size=PAGE, unit="项")
    on_page = wanted[(pages.number - 1) * PAGE : pages.number * PAGE]
    listed = queries.items_in(found.pk).filter(pk__in=[each.lower.item_id for each in on_page if each.lower])
    proposals = queries.exemptions_of(found.pk, state=ExemptionState.PROPOSED)
    return {
        "area": area,
        "total": len(every),
        "area_links": [
            NavLink("全部领域", address(None, ""), current=not area, count=len(every)),
            *(
                NavLink(names.get(code, code), address(None, code), current=code == area, count=count)
                for code, count in sorted(counts.items())
            ),
        ],
        "areas": upstream_areas(
            on_page,
            names=names,
            revisions=dict(listed.values_list("pk", "revision")),
            proposed={each.own_item_id or each.subject_id for each in proposals},
        ),
        "pages": pages,
    }


def _is_named(request: StaffRequest, change: UpstreamChange) -> bool:
    """Whether the change is the one that the button stood beside."""
    if change.lower is not None:
        return str(change.lower.item_id) == request.POST.get("item")
    return str(change.upper.item_id) == request.POST.get("upper")


def _settle(
    request: StaffRequest, found: Catalogue, changes: Sequence[UpstreamChange], *, takes_over: bool
) -> int:
    """How many rows were dealt with. Raises Conflict or InvalidInput with what stands in the way."""
    missing = [each.upper.item_id for each in changes if each.kind == UpstreamKind.ADDED]
    present = [each.lower.item_id for each in changes if each.lower is not None]
    if takes_over and missing:
        commands.adopt_items(actor=request.actor, catalogue_id=found.pk, upper_item_ids=missing)
    revisions = dict(queries.items_in(found.pk).filter(pk__in=present).values_list("pk", "revision"))
    seen = request.POST.get("revision", "")
    for item_id, revision in revisions.items():
        commands.align_item(
            actor=request.actor,
            item_id=item_id,
            revision=int(seen) if seen.isdecimal() else revision,
            elements=_elements(request) if takes_over else (),
        )
    return len(revisions) + (len(missing) if takes_over else 0)


def _elements(request: StaffRequest) -> set[str]:
    """The elements ticked beside a row."""
    return {name for group in request.POST.getlist("elements") for name in group.split(",")}
