"""One document: the edition that is public, an earlier one, or what is left of one taken down."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.information.rules import documents_linked, with_gone_marked
from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, asof, head, table_pages
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.document_header import document_facts, relation_groups, validity_panel
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.tombstones import tombstone
from gongkai.edges.portal.views.documents import section_link
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.reference.information_kinds import information_kind
from gongkai.text.printing import MOST_CHARACTERS

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.information.models import Attachment, Document, Edition
    from gongkai.core.publishing.models import Site

RELATED = 6


@public_page
def document(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """The edition public now, or on the day asked for; of what was taken down only when, by whom and why."""
    found = of_site(publishing.public_document(public_id, on=asof.day_of(request)), site)
    return _ended(request, site, found) if found.is_hidden else shown_page(request, site, found)


@public_page
def edition(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """An earlier edition, with a banner that says so; the present one has its own address."""
    found = of_site(publishing.public_document(public_id, number, asof.day_of(request)), site)
    if found.is_hidden:
        return _ended(request, site, found)
    if found.is_current:
        return HttpResponseRedirect(asof.with_day(addresses.document(public_id), found.on))
    return shown_page(request, site, found)


def of_site(found: PublicDocument, site: Site) -> PublicDocument:
    """Raises NotFound: it is another site's."""
    if site.division_id not in found.document.body.division.lineage:
        raise NotFound("没有找到该信息，网址可能有误。")
    return found


def shown_page(request: HttpRequest, site: Site, found: PublicDocument) -> HttpResponse:
    edition, document = found.edition, found.document
    present = addresses.document(document.public_id)
    page = page_of(
        found,
        tags=[
            *_column(found.item),
            *head.article_tags(edition, addresses.absolute(request, site, present)),
        ],
        description=head.description_of(edition),
        indexed=found.is_current,
    )
    newest = found.versions[0]
    standing = publishing.standing_of(found)
    tables = table_pages.tables_of(found)
    context = {
        "edition": edition,
        "document": document,
        "is_current": found.is_current,
        "newest": newest,
        "facts": document_facts(found, standing),
        "validity": validity_panel(standing),
        "relations": relation_groups(standing),
        "relations_url": addresses.relations(document.public_id),
        "body": sanitised(edition),
        "files": [_file(document, each) for each in edition.attachments.all() if not each.is_inline],
        "downloads": _downloads(found),
        "kind_name": information_kind(document.kind).name,
        "kind_facts": table_pages.kind_facts(found),
        "tables": tables,
        "tables_file": table_pages.whole_address(found) if tables and edition.published_at else "",
        "versions": _versions(found),
        "changes_url": _changes_url(found),
        "later": later_remark(found),
        "related": related_rows(edition, found),
        "today": clock.today(),
        "item": found.item,
        "item_url": addresses.item(found.item.public_id),
        "present_url": present,
    }
    return rendered(request, site, page, "portal/document.html", context)


def _ended(request: HttpRequest, site: Site, found: PublicDocument) -> HttpResponse:
    """410: the address stays and tells what became of it; the content is gone."""
    document = found.document
    context = {
        "document": document,
        "stone": tombstone(found),
        "facts": [
            shapes.Fact("索引号", document.index_number or ""),
            shapes.Fact("发布机构", document.body.name, addresses.documents(body=document.body_id)),
            shapes.Fact("首次发布", _day(document.first_published_at)),
            shapes.Fact("所属事项", found.item.name, addresses.item(found.item.public_id)),
        ],
    }
    page = page_of(found, tags=_column(found.item), indexed=False)
    return rendered(request, site, page, "portal/ended.html", context, status=HTTPStatus.GONE)


def page_of(found: PublicDocument, **more: Any) -> Page:
    """The page of a document, or one that hangs on it."""
    document, item = found.document, found.item
    return Page(
        title=found.edition.title if not found.is_hidden else tombstone(found).title,
        path=addresses.document(document.public_id),
        section="documents",
        shows_days=True,
        crumbs=[
            section_link(),
            shapes.NavLink(item.area.name, addresses.area(item.area_id)),
            shapes.NavLink(item.name, addresses.item(item.public_id)),
            shapes.NavLink("正文", addresses.document(document.public_id)),
        ],
        **more,
    )


def _column(item: ItemRevision) -> list[head.Tag]:
    area = item.area
    return head.column_tags(
        area.name, "政策文件", f"{area.name}领域公开的政府信息", ",".join((area.name, item.name))
    )


def sanitised(edition: Edition) -> SafeString:
    """The body as markup: `information` cleaned it (`text.markup.sanitising`) when it was written and
    editions never change after publication, so this is the one place where it may go out unescaped. Links to
    documents that were taken down since say so."""
    html = edition.body_html
    linked = documents_linked(html)
    gone = publishing.gone_among(linked) if linked else set()
    return mark_safe(with_gone_marked(html, gone))  # noqa: S308 - made safe when it was written


def _day(moment: object) -> str:
    return f"{moment.astimezone(clock.CHINA):%Y-%m-%d}" if hasattr(moment, "astimezone") else ""


def _file(document: Document, attachment: Attachment) -> shapes.FileItem:
    return shapes.FileItem(
        attachment.name,
        addresses.file(document.public_id, attachment.pk),
        attachment.file.size,
        "原件" if attachment.is_source else "",
    )


def _downloads(found: PublicDocument) -> list[shapes.NavLink]:
    """The page as a PDF; a draft that is only looked at has no address yet."""
    edition, public_id = found.edition, found.document.public_id
    if edition.published_at is None or len(edition.body_html) > MOST_CHARACTERS:
        return []
    number = None if edition.number == found.versions[0].number else edition.number
    return [shapes.NavLink("下载 PDF", addresses.document_pdf(public_id, number))]


def _versions(found: PublicDocument) -> list[shapes.VersionRow]:
    """All editions that were public, when there is more than one."""
    if len(found.versions) == 1:
        return []
    newest = found.versions[0].number
    return [
        shapes.VersionRow(
            label=f"第{version.number}版",
            published_at=version.published_at,
            url=""
            if version.number == found.edition.number
            else addresses.edition(found.document.public_id, version.number),
            note=version.change_note,
            current=version.number == newest,
        )
        for version in found.versions
        if version.published_at is not None
    ]


def _changes_url(found: PublicDocument) -> str:
    """The comparison with the edition before, where there is one."""
    number = found.edition.number
    if not any(version.number < number for version in found.versions):
        return ""
    return addresses.edition_changes(found.document.public_id, number)


def later_remark(found: PublicDocument) -> str:
    """What has become since of an edition that is shown as of an earlier day."""
    if not found.ended_later:
        return ""
    ended = _day(found.edition.ended_at)
    document = found.document
    if document.withdrawn_at is not None and document.withdrawn_at == found.edition.ended_at:
        return f"这件信息已于{ended}撤下，现在不再公开。撤下依据：{document.withdrawal_basis}"
    return f"这一版已于{ended}被更正替代。"


def related_rows(edition: Edition, found: PublicDocument) -> list[shapes.DocumentRow]:
    return [
        shapes.DocumentRow(
            title=other.title,
            url=addresses.document(other.document.public_id),
            published_on=clock.day_of(other.published_at) if other.published_at else None,
            number=other.document_number,
        )
        for other in publishing.related(edition, RELATED, found.on)
    ]
