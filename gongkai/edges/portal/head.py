"""Head tags of government web pages: 国办发〔2017〕47号 annex (网页标签规范)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from gongkai.edges.components.templatetags.components import iso_datetime
from gongkai.edges.portal import addresses
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.publishing.models import Site

DESCRIPTION_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    content: str


def site_tags(request: HttpRequest, site: Site) -> list[Tag]:
    """Name, domain and identification code; a site without a code has no tag that pretends one."""
    tags = [Tag("SiteName", site.name), Tag("SiteDomain", addresses.host_of(request, site))]
    if site.identification_code:
        tags.append(Tag("SiteIDCode", site.identification_code))
    return tags


def column_tags(name: str, kind: str, description: str, keywords: str) -> list[Tag]:
    """Tags of a column (栏目); `kind` is a word of the annex's vocabulary, such as 信息公开目录."""
    return [
        Tag("ColumnName", name),
        Tag("ColumnDescription", description),
        Tag("ColumnKeywords", keywords),
        Tag("ColumnType", kind),
    ]


def article_tags(edition: Edition, address: str) -> list[Tag]:
    """Tags of a document page; time to the minute, as the annex asks, where it is known."""
    body = edition.document.body.name
    tags = [Tag("ArticleTitle", edition.title)]
    if edition.published_at is not None:
        tags.append(Tag("PubDate", iso_datetime(clock.as_told(edition.published_at))))
    return [
        *tags,
        Tag("ContentSource", body),
        Tag("Keywords", ",".join(edition.keywords)),
        Tag("Author", body),
        Tag("Description", description_of(edition)),
        Tag("Url", address),
    ]


def description_of(edition: Edition) -> str:
    """What the author wrote, else how the text begins."""
    text = edition.summary or edition.body_text[: DESCRIPTION_LENGTH * 2]
    return " ".join(text.split())[:DESCRIPTION_LENGTH]
