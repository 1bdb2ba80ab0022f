"""The catalogues of townships and villages, begun from those above: chosen, looked over, made one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.enums import TOWNSHIP_KEEPERS, Layer
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_steps import DeriveForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.foundation.organisations.models import Division

_LAYERS = (Layer.TOWNSHIP, Layer.VILLAGE)
_RUN = "deriving"
"""What is under way lies in the session: it goes on where it stopped when the page is opened again."""

PREVIEW_COLUMNS = (Column("领域"), Column("公开事项"), Column("公开时限"), Column("公开层级"))
OUTCOME_COLUMNS = (Column("地区"), Column("结果"))


@dataclass(frozen=True, slots=True)
class Preview:
    """What divisions with the same catalogue above would begin with."""

    divisions: Sequence[Division]
    rows: Sequence[TableRow]
    areas: Sequence[tuple[str, int]]


@require_http_methods(["GET", "POST"])
def derive(request: StaffRequest) -> HttpResponse:
    """Choose divisions; `look` shows what they would get, `make` begins."""
    offered = _offered(request)
    form = DeriveForm(
        request.POST if request.method == "POST" else None,
        offered=[(str(division.pk), _name(division)) for division in offered],
    )
    previews: list[Preview] = []
    if form.is_bound and form.is_valid():
        chosen = {int(value) for value in form.cleaned_data["divisions"]}
        wanted = [division for division in offered if division.pk in chosen]
        if request.POST.get("action") == "make":
            request.session[_RUN] = {
                "left": [division.pk for division in wanted],
                "own_body": form.cleaned_data["own_body"],
                "total": len(wanted),
                "done": [],
            }
            return HttpResponseRedirect(reverse("workbench:derive_progress"))
        previews = _previews(wanted)
    context = {
        "title": "由上级目录生成",
        "form": form,
        "offered": offered,
        "previews": previews,
        "preview_columns": PREVIEW_COLUMNS,
        "may_make": bool(previews) and all(preview.rows for preview in previews),
        "crumbs": crumbs(NavLink("由上级目录生成", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/derive.html", context, status=status)


@require_http_methods(["GET", "POST"])
def progress(request: StaffRequest) -> HttpResponse:
    """How far it is; each POST makes one more catalogue, so that the page may be left and opened again."""
    run = request.session.get(_RUN)
    if run is None:
        return HttpResponseRedirect(reverse("workbench:derive"))
    if request.method == "POST" and run["left"]:
        division_id = run["left"].pop(0)
        run["done"].append([division_id, _make(request, division_id, own_body=run["own_body"])])
        request.session.modified = True
    context = {
        "title": "正在生成目录",
        "left": len(run["left"]),
        "done": len(run["done"]),
        "total": run["total"],
        "columns": OUTCOME_COLUMNS,
        "rows": [_outcome(division_id, fault) for division_id, fault in run["done"]],
        "crumbs": crumbs(NavLink("由上级目录生成", reverse("workbench:derive")), NavLink("进度", "")),
    }
    if request.htmx:
        return fragment(request, "workbench/derive_state.html", context)
    return page(request, "workbench/derive_progress.html", context)


def _make(request: StaffRequest, division_id: int, *, own_body: bool) -> str:
    """Empty when the catalogue is there, else why not; the others go on."""
    division = organisations.get_division(division_id)
    body = queries.keeper_body_of(division_id) if own_body else None
    try:
        commands.derive_catalogue(
            actor=request.actor,
            division_id=division_id,
            title=f"{division.name}基层政务公开标准目录",
            responsible_body_id=body.pk if body else None,
        )
    except GongkaiError as error:
        return error.message
    return ""


def _outcome(division_id: int, fault: str) -> TableRow:
    division = organisations.get_division(division_id)
    found = queries.catalogue_for(division_id)
    if fault or found is None:
        return TableRow([Cell(_name(division)), Cell(f"没有生成：{fault}")])
    count = queries.items_in(found.pk).count()
    address = reverse("workbench:catalogue", args=[found.pk])
    return TableRow([Cell(_name(division), url=address), Cell(f"已生成，共{count}项")])


def _offered(request: StaffRequest) -> list[Division]:
    """Townships and villages that the person keeps and that have no rows yet."""
    kept = organisations.divisions_covered(request.actor, TOWNSHIP_KEEPERS)
    if not kept.exists():
        demand(decide(request.actor, TOWNSHIP_KEEPERS, None, "生成标准目录"))
    filled = queries.divisions_with_rows()
    return list(kept.filter(level__in=_LAYERS).exclude(pk__in=filled).select_related("parent"))


def _previews(divisions: Sequence[Division]) -> list[Preview]:
    """Divisions of one level under the same one get the same: it is looked up once."""
    together: dict[tuple[str, int | None], list[Division]] = {}
    for division in divisions:
        together.setdefault((division.level, division.parent_id), []).append(division)
    areas = {area.code: area.name for area in queries.policy_areas()}
    found = []
    for members in together.values():
        rows = queries.derivable_rows(members[0].pk)
        counts = Counter(areas[row.area_id] for row in rows)
        found.append(Preview(members, [_row(row, areas[row.area_id]) for row in rows], list(counts.items())))
    return found


def _row(row: ItemRevision, area: str) -> TableRow:
    return TableRow(
        [Cell(area), Cell(str(row)), Cell(row.time_limit), Cell("、".join(row.tiers) or "未分层级")]
    )


def _name(division: Division) -> str:
    """A village with its township: names of villages repeat."""
    above = division.parent
    return f"{above.name}{division.name}" if above and division.level == Layer.VILLAGE else division.name
