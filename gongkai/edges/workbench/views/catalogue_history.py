"""The versions of a catalogue: the one under way with what it lacks, the published ones to read."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.enums import Relation
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, Fact, NavLink, Statistic, TableRow
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.completeness import LackingArea, lacking_areas
from gongkai.edges.workbench.presenting.layers import crumbs, tabs, version_words
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_versions import panel, take_step
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, ItemRevision

COLUMNS = (
    Column("版次"),
    Column("施行", "date"),
    Column("公布"),
    Column("事项", "number"),
    Column("新增", "number"),
    Column("修改", "number"),
    Column("不再列入", "number"),
    Column("不适用", "number"),
    Column("上级有而本级没有", "number"),
    Column("调整说明"),
    Column("比较", "action"),
)
ROW_COLUMNS = (
    Column("序号"),
    Column("公开事项"),
    Column("公开内容"),
    Column("公开时限"),
    Column("公开主体"),
    Column("与上级"),
)
PAGE = 50
_LETTERS = 80


@require_http_methods(["GET", "POST"])
def versions(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Everything about versions; a POST moves the one under way on."""
    found = queries.get_catalogue(catalogue_id)
    version = panel(request, found)
    if request.method == "POST" and take_step(request, found, version):
        return HttpResponseRedirect(reverse("workbench:catalogue_versions", args=[found.pk]))
    published = list(queries.versions_of(found.pk, published_only=True))
    context: dict[str, Any] = {
        "title": "版本",
        "catalogue": found,
        "tabs": tabs(found, "catalogue_versions"),
        "version": version,
        "columns": COLUMNS,
        "rows": _version_rows(published),
        "choices": [(each.number, version_words(each)) for each in published],
        "crumbs": crumbs(found, NavLink("版本", "")),
    }
    if version.under_way is not None and policies.may_read_working(request.actor, found).allowed:
        context |= _completeness(found)
        if published:
            context["changes_url"] = _comparison(found.pk, published[0].number)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return page(request, "workbench/catalogue_versions.html", context, status=status)


@require_GET
def version(request: StaffRequest, catalogue_id: int, number: int) -> HttpResponse:
    """A published version as it stood, whatever came after it."""
    found = queries.get_catalogue(catalogue_id)
    shown = queries.get_published_version(found.pk, number)
    area, words = inputs.area_code(request), inputs.words(request)
    path = reverse("workbench:catalogue_version", args=[found.pk, number])

    def address(wanted: int | None) -> str:
        chosen = {"q": words, "area": area, "page": wanted or ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{path}{'?' if query else ''}{query}"

    items = queries.items_in_version(found.pk, number, area_code=area, words=words)
    pages = paging.pages(items.count(), inputs.page(request), address, size=PAGE, unit="项")
    context = {
        "title": f"第{number}版",
        "lead": shown.change_note,
        "catalogue": found,
        "tabs": tabs(found, "catalogue_versions"),
        "facts": _facts(shown),
        "path": path,
        "words": words,
        "area": area,
        "areas": queries.area_counts(found.pk, number),
        "columns": ROW_COLUMNS,
        "rows": [_item_row(row) for row in paging.cut(items, pages, size=PAGE)],
        "pages": pages,
        "exempt": queries.exemptions_in_version(found.pk, number),
        "crumbs": crumbs(
            found,
            NavLink("版本", reverse("workbench:catalogue_versions", args=[found.pk])),
            NavLink(f"第{number}版", ""),
        ),
    }
    return page(request, "workbench/catalogue_version_rows.html", context)


def _completeness(found: Catalogue) -> dict[str, Any]:
    areas = queries.completeness_of(found.pk)
    lacking: list[LackingArea] = lacking_areas(found.pk, areas)
    items, blocking = sum(each.items for each in areas), sum(each.blocking for each in areas)
    doubtful = sum(each.doubtful for each in lacking)
    return {
        "areas": lacking,
        "blocking": blocking,
        "statistics": [
            Statistic("事项", items, "项"),
            Statistic("要素齐全", items - blocking, "项", tone="good"),
            Statistic("缺少要素", blocking, "项", tone="alarm" if blocking else "neutral"),
            Statistic("需要核对", doubtful, "项", tone="warn" if doubtful else "neutral"),
        ],
    }


def _version_rows(published: list[CatalogueVersion]) -> list[TableRow]:
    earlier = [*published[1:], None]
    return [_version_row(each, before) for each, before in zip(published, earlier, strict=True)]


def _version_row(each: CatalogueVersion, before: CatalogueVersion | None) -> TableRow:
    counts = (
        each.item_count, each.added_count, each.changed_count, each.removed_count, each.exempt_count,
        each.missing_count,
    )  # fmt: skip
    return TableRow(
        [
            Cell(
                str(each), url=reverse("workbench:catalogue_version", args=[each.catalogue_id, each.number])
            ),
            Cell(day=each.effective_on),
            Cell(each.approved_by, day=each.approved_at),
            *(Cell(str(count)) for count in counts),
            Cell(each.change_note),
            Cell("与上一版", url=_comparison(each.catalogue_id, before.number, each.number))
            if before
            else Cell(""),
        ]
    )


def _comparison(catalogue_id: int, old: int, new: int | None = None) -> str:
    """Where two versions stand side by side; without `new` the rows being worked on."""
    query = urlencode({"with": f"{catalogue_id}.{old}", **({"version": new} if new else {})})
    return f"{reverse('workbench:catalogue_compare', args=[catalogue_id])}?{query}"


def _item_row(row: ItemRevision) -> TableRow:
    return TableRow(
        [
            Cell(row.code),
            Cell(
                row.name,
                url=reverse("workbench:item", args=[row.item_id]),
                note=f"{row.area.name}{f' › {row.level1}' if row.level2 and row.level1 else ''}",
            ),
            Cell(Truncator(row.content_elements).chars(_LETTERS)),
            Cell(Truncator(row.time_limit).chars(_LETTERS)),
            Cell(row.responsible),
            Cell(Relation(row.relation).label),
        ]
    )


def _facts(shown: CatalogueVersion) -> list[Fact]:
    effective_on = shown.effective_on
    approved = f"，{clock.day_of(shown.approved_at):%Y-%m-%d}" if shown.approved_at else ""
    return [
        Fact("施行日期", effective_on.isoformat() if effective_on else ""),
        Fact("公布", f"{shown.approved_by}{approved}"),
        Fact("提交", shown.submitted_by),
        Fact("内容校验值", shown.content_hash),
    ]
