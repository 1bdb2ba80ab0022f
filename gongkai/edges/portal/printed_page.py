"""A public document as its PDF says it: the same text, tables and facts as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest

from gongkai.core.information import queries as information
from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.portal import addresses, table_pages
from gongkai.edges.portal.document_header import document_facts, validity_panel
from gongkai.foundation.storage import queries as storage
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.markup.pictures import picture_address, pictures_in
from gongkai.text.printing import PrintedPage, PrintedTable

if TYPE_CHECKING:
    from gongkai.core.information.rules.tables import TableData
    from gongkai.core.publishing.models import Site


def printed_page(request: HttpRequest, site: Site, found: PublicDocument) -> PrintedPage:
    """Of an edition that the public may see."""
    edition, document = found.edition, found.document
    standing = publishing.standing_of(found)
    facts = [*document_facts(found, standing), *table_pages.kind_facts(found)]
    tables = [information.table_data(each) for each in information.tables_of(edition.pk)]
    path = _path(found)
    return PrintedPage(
        title=edition.title,
        number=edition.document_number,
        publisher=document.body.name,
        html=edition.body_html,
        address=addresses.absolute(request, site, path),
        imprint=f"{site.name}　第{edition.number}版，{_day(found)}发布",
        notices=tuple(_notices(found, standing)),
        facts=tuple((fact.label, fact.value) for fact in facts),
        tables=tuple(printed_table(data) for data in tables),
        files=tuple(
            each.name for each in edition.attachments.all() if not (each.is_inline or each.is_source)
        ),
        pictures=_pictures(found),
    )


def _path(found: PublicDocument) -> str:
    public_id, number = found.document.public_id, found.edition.number
    if number == found.versions[0].number:
        return addresses.document(public_id)
    return addresses.edition(public_id, number)


def _day(found: PublicDocument) -> str:
    published = found.edition.published_at
    return f"{clock.day_of(published):%Y年%-m月%-d日}" if published else ""


def _notices(found: PublicDocument, standing: publishing.Standing) -> Iterator[str]:
    """What stands above the text on the page, too."""
    if not found.is_current:
        yield f"这是第{found.edition.number}版，已被更正替代，仅供查考。"
    panel = validity_panel(standing)
    if panel is not None and (panel.ended or panel.words):
        yield "　".join(words for words in (panel.badge.label, panel.words, panel.coming) if words)


def printed_table(data: TableData) -> PrintedTable:
    """As the page shows it: figures stand to the right."""
    return PrintedTable(
        title=data.title,
        columns=tuple(column.name for column in data.columns),
        rows=data.rows,
        unit=data.unit,
        note=data.note,
        numeric=frozenset(at for at, column in enumerate(data.columns) if column.type.is_figure),
    )


def _pictures(found: PublicDocument) -> dict[str, bytes]:
    """Those of the text that the public may see; one whose file is missing is told of by its words."""
    public = {each.pk: each.file_id for each in found.edition.attachments.all() if each.is_inline}
    pictures = {}
    for picture in pictures_in(found.edition.body_html):
        sha256 = public.get(picture.file_id)
        if sha256 is None:
            continue
        try:
            with storage.open_file(sha256) as stream:
                pictures[picture_address(picture.document, picture.file_id)] = stream.read()
        except NotFound:
            continue
    return pictures
