from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.catalogue import queries as catalogue
from gongkai.edges.components import inputs, shapes
from gongkai.edges.components.catalogue_files import JSON, CatalogueFile
from gongkai.edges.components.csv_files import MEDIA_TYPE
from gongkai.edges.portal import asof, head, shown_version, tables
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueVersion, Exemption, PolicyArea
    from gongkai.core.publishing.models import Site
    from gongkai.edges.portal.shown_version import ShownVersion


@public_page
def version(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """One version: since when it holds, why it was made, what it has, what does not apply here."""
    shown = shown_version.find(site, public_id, number)
    found = shown.version
    title = shown_version.title_of(shown.catalogue)
    page = Page(
        title=f"{title}（{found}）",
        path=shown.address(),
        section="catalogue",
        crumbs=shown.crumbs(site),
        tags=head.column_tags(f"{title}（{found}）", "信息公开目录", f"{title}{found}", "标准目录,目录版本"),
        indexed=shown.in_force == found,
        about_days=shown_version.stood_on(shown, asof.day_of(request)),
    )
    context = {
        "title": title,
        "shown": shown,
        "facts": [
            shapes.Fact("版次", str(found)),
            shapes.Fact("施行日期", f"{found.effective_on:%Y-%m-%d}" if found.effective_on else ""),
            shapes.Fact("公布机关", shown_version.publisher_of(shown.catalogue)),
            shapes.Fact("调整说明", found.change_note, wide=True),
            shapes.Fact("内容校验值（SHA-256）", found.content_hash, wide=True),
        ],
        "areas": [
            shapes.NavLink(area.name, shown.address("table", area=area.code), count=count)
            for area, count in catalogue.area_counts(shown.catalogue.pk, number)
        ],
        "exemptions": list(catalogue.exemptions_in_version(shown.catalogue.pk, number)),
        "parts": part_links(shown),
        "downloads": download_links(shown),
        "relations": shown_version.relation_facts(shown),
    }
    return rendered(request, site, page, "portal/version.html", context)


@public_page
def table(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """The table as it is printed, whole or of one area."""
    shown = shown_version.find(site, public_id, number)
    area = _area(request)
    file = shown_version.file_of(request, site, shown.version, area)
    path = shown.address("table", area=area.code if area else None)
    page = Page(
        title=f"{file.title}（{shown.version}）",
        path=path,
        section="catalogue",
        crumbs=shown.crumbs(site, shapes.NavLink(area.name if area else "目录表", path)),
        indexed=False,
        about_days=shown_version.stood_on(shown, asof.day_of(request)),
    )
    context = {
        "file": file,
        "shown": shown,
        "sections": [(section.area, _markup(markup)) for section, markup in file.tables() if section.rows],
        "areas": [
            shapes.NavLink("全部领域", shown.address("table"), current=area is None),
            *(
                shapes.NavLink(
                    found.name, shown.address("table", area=found.code), current=found == area, count=count
                )
                for found, count in catalogue.area_counts(shown.catalogue.pk, number)
            ),
        ],
        "downloads": download_links(shown, area),
    }
    return rendered(request, site, page, "portal/version_table.html", context)


@public_page
def workbook(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponseBase:
    """For office software, to print and to import again."""
    return tables.workbook(request, _file(request, site, public_id, number))


@public_page
def as_csv(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """One flat table."""
    return csv_answer(_file(request, site, public_id, number))


@public_page
def as_json(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """For programs, with what does not apply."""
    shown = shown_version.find(site, public_id, number)
    return json_answer(shown_version.file_of(request, site, shown.version, _area(request)), shown.version)


def csv_answer(file: CatalogueFile) -> HttpResponse:
    return tables.attachment(file.csv(), MEDIA_TYPE, file.name("csv"))


def json_answer(file: CatalogueFile, version: CatalogueVersion) -> HttpResponse:
    about = {
        "version": version.number,
        "effective_on": version.effective_on.isoformat() if version.effective_on else None,
        "change_note": version.change_note,
        "publisher": file.imprint.publisher,
        "source": file.imprint.source,
        "content_hash": version.content_hash,
        "not_applicable": [
            _exemption(found)
            for found in catalogue.exemptions_in_version(version.catalogue_id, version.number)
        ],
    }
    return tables.attachment(file.json(**about), JSON, file.name("json"))


def part_links(shown: ShownVersion) -> list[shapes.NavLink]:
    """What else there is to read of a version."""
    return [
        shapes.NavLink("目录表（可打印）", shown.address("table"), icon="print"),
        shapes.NavLink("与上一版比较", shown.address("changes"), icon="history"),
        shapes.NavLink("与上级目录比较", shown.address("comparison"), icon="swap"),
    ]


def download_links(shown: ShownVersion, area: PolicyArea | None = None) -> list[shapes.NavLink]:
    code = area.code if area else None
    return [
        shapes.NavLink("Excel", shown.address("workbook", area=code)),
        shapes.NavLink("CSV", shown.address("csv", area=code)),
        shapes.NavLink("JSON", shown.address("json", area=code)),
    ]


def _file(request: HttpRequest, site: Site, public_id: str, number: int) -> CatalogueFile:
    shown = shown_version.find(site, public_id, number)
    return shown_version.file_of(request, site, shown.version, _area(request))


def _area(request: HttpRequest) -> PolicyArea | None:
    """The area asked for. Raises NotFound: there is none of that code."""
    code = request.GET.get("area", "")
    return catalogue.get_area(inputs.area_code(request) or "?") if code else None


def _markup(table: str) -> SafeString:
    """`html_table` escapes every text of the table; its tags are its own."""
    return mark_safe(table)  # noqa: S308


def _exemption(found: Exemption) -> dict[str, str]:
    return {
        "area": found.subject.area.name,
        "item": str(found.subject),
        "basis": found.basis,
        "approved_by": found.decided_by,
    }
