"""A table of a public document on its own page: sorted, searched, cut into pages; and as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from gongkai.core.information import queries as information
from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.components import csv_files, document_tables, inputs, sheet_files
from gongkai.edges.components.document_tables import FORMS, Wanted
from gongkai.edges.portal import addresses, asof, head, table_pages
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.tables import KEPT_SECONDS, attachment
from gongkai.edges.portal.views.document import of_site, page_of
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.information.rules.tables import TableData
    from gongkai.core.publishing.models import Site


@public_page
def table(
    request: HttpRequest, site: Site, public_id: str, code: str, number: int | None = None
) -> HttpResponse:
    """`?sort=amount` or `-amount`, `?q=`, `?page=`; all of it works without JavaScript."""
    found = _found(site, public_id, number, asof.day_of(request))
    if found.is_hidden:
        return _to_document(found)
    data = information.table_data(information.get_table(found.edition.pk, code))
    wanted = Wanted(request.GET.get("sort", "")[:60], inputs.words(request), inputs.page(request))
    address = table_pages.table_address(found, code)
    shown = document_tables.shown(data, wanted, address)
    page = replace(
        page_of(
            found,
            tags=head.column_tags(found.item.area.name, "数据发布", data.title, data.title),
            indexed=found.is_current and wanted == Wanted(),
        ),
        title=f"{data.title}：{found.edition.title}",
        path=address({}),
    )
    context = {
        "edition": found.edition,
        "is_current": found.is_current,
        "document_url": addresses.document(public_id),
        "table": shown,
        "downloads": document_tables.download_links(lambda form: table_pages.file_address(found, code, form)),
        "path": address({}),
    }
    return rendered(request, site, page, "portal/table.html", context)


@public_page
def table_file(
    request: HttpRequest, site: Site, public_id: str, code: str, form: str, number: int | None = None
) -> HttpResponseBase:
    """A table to take away: .xlsx, .csv or .json."""
    found = _found(site, public_id, number, asof.day_of_file(request))
    if found.is_hidden or form not in FORMS:
        raise NotFound("没有这个文件，或者信息已经撤下。")
    data = information.table_data(information.get_table(found.edition.pk, code))
    name = f"{data.title}.{form}"
    if form == "xlsx":
        return attachment(_workbook(found, code, [data]), sheet_files.MEDIA_TYPE, name)
    if form == "csv":
        return attachment(document_tables.as_csv(data), csv_files.MEDIA_TYPE, name)
    about = _about(request, site, found)
    return attachment(document_tables.as_json(data, about), document_tables.JSON, name)


@public_page
def tables_file(
    request: HttpRequest, site: Site, public_id: str, number: int | None = None
) -> HttpResponseBase:
    """All tables of a document in one workbook."""
    found = _found(site, public_id, number, asof.day_of_file(request))
    tables: list[TableData] = [
        information.table_data(each) for each in information.tables_of(found.edition.pk)
    ]
    if found.is_hidden or not tables:
        raise NotFound("没有这个文件，或者信息已经撤下。")
    name = f"{found.edition.title}（表格）.xlsx"
    return attachment(_workbook(found, "", tables), sheet_files.MEDIA_TYPE, name)


def _workbook(found: PublicDocument, code: str, tables: list[TableData]) -> bytes:
    """Made once: an edition that was published never changes."""
    key = f"portal.tables.{found.edition.pk}.{code}"
    return cast("bytes", cache.get_or_set(key, lambda: document_tables.workbook(tables), KEPT_SECONDS))


def _found(site: Site, public_id: str, number: int | None, on: date | None) -> PublicDocument:
    return of_site(publishing.public_document(public_id, number, on), site)


def _to_document(found: PublicDocument) -> HttpResponse:
    """What was taken down is told on its own page."""
    return HttpResponseRedirect(asof.with_day(addresses.document(found.document.public_id), found.on))


def _about(request: HttpRequest, site: Site, found: PublicDocument) -> dict[str, str]:
    document, edition = found.document, found.edition
    published = edition.published_at.isoformat() if edition.published_at else ""
    return {
        "document": edition.title,
        "index_number": document.index_number or "",
        "body": document.body.name,
        "edition": str(edition.number),
        "published_at": published,
        "source": addresses.absolute(request, site, addresses.document(document.public_id)),
    }
