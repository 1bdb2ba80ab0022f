"""Standard catalogues: the list, the items of one, an item, a new catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import DisclosureMethod, Layer
from gongkai.core.information.enums import WRITERS
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, Fact, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue import CatalogueForm, UploadForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views import catalogue_versions
from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueItem

COLUMNS = (Column("目录"), Column("层级"), Column("地区"), Column("事项", "number"))
ITEM_COLUMNS = (
    Column("序号"),
    Column("公开事项"),
    Column("公开内容"),
    Column("公开主体"),
    Column("公开时限"),
    Column("方式"),
)
UPLOAD_COLUMNS = (
    Column("表格"),
    Column("上传"),
    Column("状态"),
    Column("新增", "number"),
    Column("更新", "number"),
)
PAGE = 50
_SHOWN_LETTERS = 60
_OFFICE = frozenset({Role.OPEN_AFFAIRS_OFFICE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    catalogue: int
    area: str = ""
    words: str = ""

    def address(self, page: int | None = None) -> str:
        chosen = {"area": self.area, "q": self.words, "page": page or ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        address = reverse("workbench:catalogue", args=[self.catalogue])
        return f"{address}{'?' if query else ''}{query}"


@require_GET
def catalogues(request: StaffRequest) -> HttpResponse:
    context = {
        "title": "标准目录",
        "columns": COLUMNS,
        "rows": [_row(catalogue) for catalogue in queries.list_catalogues()],
        "may_create": Role.OPEN_AFFAIRS_OFFICE.value in request.actor.roles,
    }
    return page(request, "workbench/catalogues.html", context)


@require_http_methods(["GET", "POST"])
def catalogue(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The rows being worked on and the version they belong to; a POST moves that version on."""
    found = queries.get_catalogue(catalogue_id)
    version = catalogue_versions.panel(request, found)
    if request.method == "POST" and catalogue_versions.take_step(request, found, version):
        return HttpResponseRedirect(reverse("workbench:catalogue", args=[found.pk]))
    wanted = Wanted(found.pk, inputs.area_code(request), inputs.words(request))
    items = queries.items_in(found.pk, area_code=wanted.area, words=wanted.words)
    shown = paging.pages(items.count(), inputs.page(request), wanted.address, size=PAGE, unit="项")
    context = {
        "title": found.title,
        "catalogue": found,
        "wanted": wanted,
        "columns": ITEM_COLUMNS,
        "rows": _item_rows(paging.cut(items, shown, size=PAGE)),
        "pages": shown,
    }
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/catalogue_results.html", context)
    decision = policies.may_edit_catalogue(request.actor, found)
    context |= {
        "areas": queries.policy_areas(),
        "may_edit": decision,
        "version": version,
        "form": UploadForm(),
        "upload_columns": UPLOAD_COLUMNS,
        "uploads": _upload_rows(found) if decision.allowed else [],
        "crumbs": _crumbs(NavLink(found.title, "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return page(request, "workbench/catalogue.html", context, status=status)


@require_GET
def item(request: StaffRequest, item_id: int) -> HttpResponse:
    found = queries.get_item(item_id)
    context = {
        "title": found.name,
        "item": found,
        "facts": _facts(found),
        "can_write": bool(request.actor.roles & {role.value for role in WRITERS})
        and found.catalogue.division_id is not None,
        "crumbs": _crumbs(
            NavLink(found.catalogue.title, reverse("workbench:catalogue", args=[found.catalogue_id])),
            NavLink(found.name, ""),
        ),
    }
    return page(request, "workbench/item.html", context)


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    divisions = organisations.divisions_covered(request.actor, _OFFICE)
    if not divisions.exists():
        demand(decide(request.actor, _OFFICE, None, "新建标准目录"))
    form = CatalogueForm(
        request.POST if request.method == "POST" else None,
        divisions=[(str(row.pk), row.name) for row in divisions],
    )
    if form.is_bound:
        created = form.attempt(
            lambda: commands.create_catalogue(
                actor=request.actor, division_id=form.cleaned_data["division"], title=form.text("title")
            )
        )
        if created is not None:
            messages.success(request, "目录已建立，请上传表格导入事项。")
            return HttpResponseRedirect(reverse("workbench:catalogue", args=[created.pk]))
    context = {"title": "新建目录", "form": form, "crumbs": _crumbs(NavLink("新建目录", ""))}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_catalogue.html", context, status=status)


def _row(found: Catalogue) -> TableRow:
    return TableRow(
        [
            Cell(found.title, url=reverse("workbench:catalogue", args=[found.pk])),
            Cell(Layer(found.layer).label),
            Cell(found.division.name if found.division else "全国"),
            Cell(str(getattr(found, "item_count", ""))),
        ]
    )


def _item_rows(items: Iterable[CatalogueItem]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(row.code),
                Cell(
                    row.name,
                    url=reverse("workbench:item", args=[row.pk]),
                    note=f"{row.area.name}{f' › {row.level1}' if row.level2 and row.level1 else ''}",
                ),
                Cell(Truncator(row.content_elements).chars(_SHOWN_LETTERS)),
                Cell(row.responsible),
                Cell(Truncator(row.time_limit).chars(_SHOWN_LETTERS)),
                Cell(DisclosureMethod(row.disclosure_method).label),
            ]
        )
        for row in items
    ]


def _upload_rows(found: Catalogue) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(row.file_name, url=reverse("workbench:upload", args=[row.pk])),
                Cell(row.uploaded_by, day=row.uploaded_at),
                Cell(row.get_state_display()),
                Cell(str(row.created_count)),
                Cell(str(row.updated_count)),
            ]
        )
        for row in queries.uploads_of(found.pk)[:PAGE]
    ]


def _facts(found: CatalogueItem) -> list[Fact]:
    groups = ("全社会" if found.for_everyone else "", found.for_groups)
    return [
        Fact("领域", found.area.name),
        Fact("一级事项", found.level1),
        Fact("二级事项", found.level2),
        Fact("公开内容（要素）", found.content_elements),
        Fact("公开依据", "\n".join(found.legal_basis)),
        Fact("公开时限", found.time_limit),
        Fact("公开主体", found.responsible),
        Fact("公开渠道和载体", "、".join(found.channels)),
        Fact("公开对象", "、".join(group for group in groups if group)),
        Fact("公开方式", DisclosureMethod(found.disclosure_method).label),
        Fact("公开层级", "、".join(found.tiers)),
    ]


def _crumbs(*last: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("标准目录", reverse("workbench:catalogues")),
        *last,
    ]
