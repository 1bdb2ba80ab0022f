from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.information.enums import Openness
from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.portal import addresses, filters, head, presenting
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.reference.kinds import document_kinds

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.information.models import Attachment, Document, Edition
    from gongkai.core.publishing.models import Site

COLUMN = "政府信息公开"
RELATED = 6


def section_link() -> shapes.NavLink:
    return shapes.NavLink(COLUMN, reverse("portal:documents"))


@public_page
def documents(request: HttpRequest, site: Site) -> HttpResponse:
    """Everything public, newest first, with filters."""
    wanted = filters.Wanted(
        area=inputs.area_code(request),
        body=inputs.number(request, "body"),
        year=inputs.year(request),
        words=inputs.words(request),
    )
    groups = publishing.public_groups(site)
    editions = publishing.published_editions(
        site, area_code=wanted.area, body_id=wanted.body, year=wanted.year, words=wanted.words
    )
    total = editions.count() if wanted.words else filters.count(groups, wanted)
    shown = paging.pages(total, inputs.page(request), wanted.address)
    chosen = filters.chips(groups, wanted)
    page = Page(
        title=COLUMN,
        path=reverse("portal:documents"),
        section="documents",
        crumbs=[section_link()],
        tags=head.column_tags(
            COLUMN,
            "信息公开目录",
            f"{site.division.name}各机关公开的全部政府信息",
            "政府信息公开,主动公开,文件",
        ),
        indexed=not chosen and shown.number == 1,
    )
    context = {
        "documents": presenting.document_rows(paging.cut(editions, shown), summaries=True),
        "pages": shown,
        "selects": filters.selects(groups, wanted),
        "chips": chosen,
        "words": wanted.words,
        "everything_url": reverse("portal:documents"),
        "search_url": addresses.with_query(reverse("portal:search"), q=wanted.words),
        "nothing_yet": not groups,
    }
    return rendered(request, site, page, "portal/documents.html", context)


@public_page
def document(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """The present edition; of a withdrawn document only that and why it was withdrawn."""
    found = _of_site(publishing.public_document(public_id), site)
    return _withdrawn(request, site, found) if found.is_withdrawn else _shown(request, site, found)


@public_page
def edition(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """An earlier edition, with a banner that says so; the present one has its own address."""
    found = _of_site(publishing.public_document(public_id, number), site)
    if found.is_withdrawn:
        return _withdrawn(request, site, found)
    if found.is_current:
        return HttpResponseRedirect(addresses.document(public_id))
    return _shown(request, site, found)


def _of_site(found: PublicDocument, site: Site) -> PublicDocument:
    if site.division_id not in found.document.body.division.lineage:
        raise NotFound("没有找到该信息，网址可能有误。")
    return found


def _shown(request: HttpRequest, site: Site, found: PublicDocument) -> HttpResponse:
    edition, document = found.edition, found.document
    present = addresses.document(document.public_id)
    page = _page(
        found,
        tags=[
            *_column(found.item),
            *head.article_tags(edition, addresses.absolute(request, site, present)),
        ],
        description=head.description_of(edition),
        indexed=found.is_current,
    )
    newest = found.versions[0]
    context = {
        "edition": edition,
        "document": document,
        "is_current": found.is_current,
        "newest": newest,
        "facts": document_facts(found),
        "body": sanitised(edition),
        "files": [_file(document, each) for each in edition.attachments.all() if not each.is_inline],
        "versions": _versions(found),
        "related": presenting_related(edition),
        "item": found.item,
        "item_url": addresses.item(found.item.public_id),
        "present_url": present,
    }
    return rendered(request, site, page, "portal/document.html", context)


def _withdrawn(request: HttpRequest, site: Site, found: PublicDocument) -> HttpResponse:
    """410: the address stays and tells what became of it; the content is gone."""
    document = found.document
    by = document.withdrawn_by_body
    context = {
        "edition": found.edition,
        "document": document,
        "by": f"{by}（{document.withdrawn_by}）" if by else document.withdrawn_by,
        "facts": [
            shapes.Fact("索引号", document.index_number or ""),
            shapes.Fact("发布机构", document.body.name, addresses.documents(body=document.body_id)),
            shapes.Fact("首次发布", _day(document.first_published_at)),
            shapes.Fact("所属事项", found.item.name, addresses.item(found.item.public_id)),
        ],
    }
    page = _page(found, tags=_column(found.item), indexed=False)
    return rendered(request, site, page, "portal/withdrawn.html", context, status=HTTPStatus.GONE)


def _page(found: PublicDocument, **more: object) -> Page:
    document, item = found.document, found.item
    return Page(
        title=found.edition.title,
        path=addresses.document(document.public_id),
        section="documents",
        crumbs=[
            section_link(),
            shapes.NavLink(item.area.name, addresses.area(item.area_id)),
            shapes.NavLink(item.name, addresses.item(item.public_id)),
            shapes.NavLink("正文", addresses.document(document.public_id)),
        ],
        **more,  # type: ignore[arg-type]
    )


def _column(item: ItemRevision) -> list[head.Tag]:
    area = item.area
    return head.column_tags(
        area.name, "政策文件", f"{area.name}领域公开的政府信息", ",".join((area.name, item.name))
    )


def sanitised(edition: Edition) -> SafeString:
    """The body as markup: `information` cleaned it (`gongkai.text.markup.sanitise`) when it was written and
    editions never change after publication, so this is the one place where it may go out unescaped."""
    return mark_safe(edition.body_html)  # noqa: S308


def document_facts(found: PublicDocument) -> list[shapes.Fact]:
    """The information header (政府信息公开目录系统实施指引: core elements)."""
    edition, document, item = found.edition, found.document, found.item
    return [
        shapes.Fact("索引号", document.index_number or ""),
        shapes.Fact("主题分类", edition.subject_category),
        shapes.Fact("发布机构", document.body.name, addresses.documents(body=document.body_id)),
        shapes.Fact("发文字号", edition.document_number or "无"),
        shapes.Fact("成文日期", edition.written_on.isoformat() if edition.written_on else ""),
        shapes.Fact("发布日期", _day(edition.published_at)),
        shapes.Fact("体裁", genre_name(document.genre)),
        shapes.Fact("公开属性", Openness(edition.openness).label),
        shapes.Fact("公开事项", f"{item.area.name} › {item.name}", addresses.item(item.public_id)),
        shapes.Fact("版本", _version_state(found)),
        shapes.Fact("关键词", "、".join(edition.keywords), wide=True),
    ]


def genre_name(genre: str) -> str:
    """The name of a document kind by its code; what is not a code is shown as it was written."""
    return next((known.name for known in document_kinds() if known.code == genre), genre)


def _version_state(found: PublicDocument) -> str:
    state = "现行" if found.is_current else "已被更正替代"
    return f"第{found.edition.number}版（{state}）"


def _day(moment: object) -> str:
    return f"{moment.astimezone(clock.CHINA):%Y-%m-%d}" if hasattr(moment, "astimezone") else ""


def _file(document: Document, attachment: Attachment) -> shapes.FileItem:
    return shapes.FileItem(
        attachment.name, addresses.file(document.public_id, attachment.pk), attachment.file.size
    )


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


def presenting_related(edition: Edition) -> list[shapes.DocumentRow]:
    return [
        shapes.DocumentRow(
            title=other.title,
            url=addresses.document(other.document.public_id),
            published_on=clock.day_of(other.published_at) if other.published_at else None,
            number=other.document_number,
        )
        for other in publishing.related(edition, RELATED)
    ]
