"""One catalogue: its areas, its rows by filters, the columns a person wants, the rows as files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.catalogue import policies, queries
from gongkai.edges.components import csv_files, paging
from gongkai.edges.components.catalogue_files import XLSX, CatalogueFile
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.browsing import LACK_CHOICES, LIMIT_CHOICES, RELATION_CHOICES, Shelf, Wanted
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting import catalogue_rows as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views import catalogue_versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.catalogue.models import Catalogue
    from gongkai.core.catalogue.queries import ItemBrief

PAGE = 50
YEAR = 365 * 24 * 60 * 60
UPLOAD_COLUMNS = (
    Column("表格"),
    Column("上传"),
    Column("状态"),
    Column("新增", "number"),
    Column("更新", "number"),
)


@require_GET
def catalogue(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The rows by areas and filters, and where the catalogue stands."""
    found = queries.get_catalogue(catalogue_id)
    context = _results(request, found)
    if request.htmx and request.htmx.target == "results":
        return fragment(request, "workbench/catalogue_results.html", context)
    decision = policies.may_edit_catalogue(request.actor, found)
    context |= {
        "title": found.title,
        "may_edit": decision,
        "version": catalogue_versions.panel(request, found),
        "upload_columns": UPLOAD_COLUMNS,
        "uploads": _upload_rows(found) if decision.allowed else [],
        "crumbs": crumbs(NavLink(found.title, "")),
    }
    return page(request, "workbench/catalogue.html", context)


@require_GET
def areas(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The tree of areas alone, with what the layer above has changed in each."""
    found = queries.get_catalogue(catalogue_id)
    wanted = Wanted.of(request, found.pk)
    shelf = Shelf.of(request.actor, found, counts_upstream=True)
    context = {"catalogue": found, "wanted": wanted, "shelf": shelf, "areas": _tree(shelf, wanted)}
    return fragment(request, "workbench/area_tree.html", context)


@require_GET
def export(request: StaffRequest, catalogue_id: int, ending: str) -> HttpResponse:
    """The rows that the filters show, as .xlsx (which can be imported again) or .csv."""
    found = queries.get_catalogue(catalogue_id)
    wanted = Wanted.of(request, found.pk)
    shelf = Shelf.of(request.actor, found)
    rows = shelf.shown(wanted, shelf.found(wanted))
    host = request.build_absolute_uri("/").rstrip("/")
    file = CatalogueFile(
        found.title,
        [row.values for row in rows],
        lambda public_id: f"{host}{reverse('portal:item', args=[public_id])}",
    )
    is_csv = ending == "csv"
    response = HttpResponse(
        file.csv() if is_csv else file.workbook(), content_type=csv_files.MEDIA_TYPE if is_csv else XLSX
    )
    disposition = content_disposition_header(True, file.name(ending)) or "attachment"
    response.headers["Content-Disposition"] = disposition
    return response


@require_POST
def choose_columns(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Keep the columns that this person wants to see, in every catalogue, on this computer."""
    back = sessions.own_path(
        request.POST.get("back", ""), reverse("workbench:catalogue", args=[catalogue_id])
    )
    response = HttpResponseRedirect(back)
    chosen = presenting.known_columns(request.POST.getlist("columns"))
    response.set_cookie(
        _cookie(request),
        ".".join(chosen) or "none",
        max_age=YEAR,
        path="/workbench/catalogues/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def crumbs(*last: NavLink) -> list[NavLink]:
    """From the list of catalogues down to a page."""
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("标准目录", reverse("workbench:catalogues")),
        *last,
    ]


def _results(request: StaffRequest, found: Catalogue) -> dict[str, object]:
    wanted = Wanted.of(request, found.pk)
    shelf = Shelf.of(request.actor, found)
    rows = shelf.found(wanted)
    shown = paging.pages(len(rows), wanted.page, wanted.address, size=PAGE, unit="项")
    chosen = _chosen_columns(request)
    first = (shown.number - 1) * PAGE
    return {
        "catalogue": found,
        "wanted": wanted,
        "here": request.get_full_path(),
        "shelf": shelf,
        "areas": _tree(shelf, wanted),
        "bodies": _bodies(shelf.every),
        "relations": RELATION_CHOICES,
        "lacks": LACK_CHOICES,
        "limits": LIMIT_CHOICES,
        "column_choices": presenting.column_choices(chosen),
        "columns": presenting.columns(chosen),
        "rows": presenting.table_rows(shelf.shown(wanted, rows[first : first + PAGE]), chosen),
        "pages": shown,
    }


def _tree(shelf: Shelf, wanted: Wanted) -> list[presenting.AreaLink]:
    return presenting.area_links(
        queries.policy_areas(),
        shelf.every,
        address=wanted.in_area,
        current=wanted.area,
        upstream=shelf.upstream,
        with_lacks=shelf.shows_working,
        exempt=Counter(exemption.subject.area_id for exemption in shelf.exemptions),
    )


def _bodies(rows: Sequence[ItemBrief]) -> list[tuple[int, str]]:
    found = {row.body_id: row.body_name for row in rows if row.body_id is not None}
    return sorted(found.items(), key=lambda body: body[1])


def _chosen_columns(request: StaffRequest) -> tuple[str, ...]:
    kept = request.COOKIES.get(_cookie(request))
    return presenting.FIRST_COLUMNS if kept is None else presenting.known_columns(kept.split("."))


def _cookie(request: StaffRequest) -> str:
    """Of the person, so that two at one computer do not share it."""
    return f"columns_{request.actor.account_id}"


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
