"""A new or revised standard of an area: read, looked over, registered; and who has to follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import FollowUpState, Standing
from gongkai.core.catalogue.rules import (
    CHANGE_LABELS,
    VERSION_ELEMENTS,
    Difference,
    ItemFields,
    Row,
    difference,
)
from gongkai.edges.components.offered_files import offered_file
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, NavLink, Statistic, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.standards import ReadStandard, StandardForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.comparison import areas_of
from gongkai.edges.workbench.presenting.layers import crumbs
from gongkai.edges.workbench.presenting.upstream import with_deadlines
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, PolicyArea

FOLLOWING_COLUMNS = (Column("目录"), Column("状态"), Column("期限"))
MOST_PROBLEMS = 50


@require_http_methods(["GET", "POST"])
def register(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """First a POST with `action=preview`, which writes nothing; then the rows seen are registered."""
    found = queries.get_catalogue(catalogue_id)
    demand(policies.may_register_standard(request.actor, found))
    areas = queries.policy_areas()
    form = StandardForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        areas=[(area.code, area.name) for area in areas],
    )
    if not form.is_bound:
        return _page(request, found, form)

    def keep(name: str, data: bytes) -> str:
        return commands.receive_standard_file(
            actor=request.actor, catalogue_id=found.pk, name=name, chunks=[data]
        ).pk

    by_code = {area.code: area for area in areas}
    read = form.attempt(lambda: form.read(by_code[form.text("area")].name, keep))
    if read is None:
        return _page(request, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    form.carry(read)
    preview = _preview(found, by_code[form.text("area")], read)
    if request.POST.get("action") != "register":
        return _page(request, found, form, preview)
    registered = form.attempt(
        lambda: commands.register_standard(
            actor=request.actor,
            catalogue_id=found.pk,
            area_code=form.text("area"),
            title=form.text("title"),
            issued_on=form.cleaned_data["issued_on"],
            rows=read.rows,
            document_number=form.text("document_number"),
            effective_on=form.cleaned_data["effective_on"],
            file_id=read.file_id or None,
            file_name=read.file_name,
        )
    )
    if registered is None:
        return _page(request, found, form, preview, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, "标准已登记并公布为目录的新版本，涉及的下级目录开始计算期限。")
    return HttpResponseRedirect(reverse("workbench:standard", args=[registered.pk]))


@require_GET
def original(request: StaffRequest, standard_id: int) -> HttpResponseBase:
    """The document that its rows were read from, as it was handed in. Raises NotFound: none was kept."""
    found = queries.get_standard(standard_id)
    if found.file is None:
        raise NotFound("登记这份标准时没有保存原件。")
    return offered_file(found.file, found.file_name)


@require_GET
def standard(request: StaffRequest, standard_id: int) -> HttpResponse:
    """A registered standard, and how far everybody is who has to follow it."""
    found = queries.get_standard(standard_id)
    followers = with_deadlines(list(queries.follow_ups_to(found.pk)))
    open_ones = sum(each.state == FollowUpState.OPEN for each, _ in followers)
    context = {
        "title": found.title,
        "standard": found,
        "facts": [
            Fact("发文字号", found.document_number),
            Fact("领域", found.area.name),
            Fact("印发日期", found.issued_on.isoformat()),
            Fact("登记", f"{found.registered_by}，{clock.day_of(found.registered_at):%Y-%m-%d}"),
        ],
        "statistics": [
            Statistic("需要跟进", len(followers), "份目录"),
            Statistic("已跟进", len(followers) - open_ones, "份", tone="good"),
            Statistic("待跟进", open_ones, "份", tone="warn" if open_ones else "neutral"),
        ],
        "columns": FOLLOWING_COLUMNS,
        "rows": [
            TableRow(
                [
                    Cell(each.catalogue.title, url=reverse("workbench:catalogue", args=[each.catalogue_id])),
                    Cell(
                        badge=Badge(
                            each.get_state_display(), "warn" if each.state == FollowUpState.OPEN else "good"
                        ),
                        note=f"第{each.done_version}版" if each.done_version else "",
                    ),
                    Cell(due=due) if due else Cell("没有计算期限"),
                ]
            )
            for each, due in followers
        ],
        "version_url": reverse(
            "workbench:catalogue_version", args=[found.catalogue_id, found.version.number]
        ),
        "crumbs": crumbs(
            found.catalogue,
            NavLink("上级变动", reverse("workbench:catalogue_upstream", args=[found.catalogue_id])),
            NavLink(found.title, ""),
        ),
    }
    return page(request, "workbench/standard.html", context)


def _page(
    request: StaffRequest,
    found: Catalogue,
    form: StandardForm,
    preview: dict[str, Any] | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "title": "登记标准",
        "catalogue": found,
        "form": form,
        "crumbs": crumbs(
            found,
            NavLink("上级变动", reverse("workbench:catalogue_upstream", args=[found.pk])),
            NavLink("登记标准", ""),
        ),
        **(preview or {}),
    }
    return page(request, "workbench/standard_new.html", context, status=status)


def _preview(found: Catalogue, area: PolicyArea, read: ReadStandard) -> dict[str, Any]:
    """What registering would change in the area, and what could not be read."""
    made = _difference(found, area.code, read.rows)
    counts = Counter(entry.standing for entry in made.entries)
    differing = [entry for entry in made.entries if entry.standing != Standing.INHERITED]
    return {
        "preview": True,
        "area_name": area.name,
        "statistics": [
            Statistic(label, counts[standing], "项")
            for standing, label in CHANGE_LABELS.items()
            if standing != Standing.NOT_APPLICABLE
        ],
        "areas": areas_of(differing, CHANGE_LABELS, names={area.code: area.name}, reasons={}),
        "problems": read.problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(read.problems) - MOST_PROBLEMS),
    }


def _difference(found: Catalogue, area_code: str, rows: Sequence[ItemFields]) -> Difference:
    """The area as it is beside the new rows, which have no identity yet."""
    present = queries.rows_of(queries.items_in(found.pk, area_code=area_code))
    coming = [Row(-number, fields) for number, fields in enumerate(rows, start=1)]
    return difference(present, coming, {}, elements=VERSION_ELEMENTS)
