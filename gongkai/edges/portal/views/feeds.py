from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from gongkai.core.publishing import queries as publishing
from gongkai.edges.portal import addresses
from gongkai.edges.portal.answers import public_page

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site

NEWEST = 50


@public_page
def atom(request: HttpRequest, site: Site) -> HttpResponse:
    """New documents for feed readers (Atom, RFC 4287)."""
    feed = Atom1Feed(
        title=_plain(f"{site.name}：最新公开"),
        link=addresses.absolute(request, site, reverse("portal:home")),
        description="",
        language="zh-CN",
        feed_url=addresses.absolute(request, site, reverse("portal:feed_atom")),
        author_name=_plain(site.owner_body.name),
    )
    for edition in publishing.newest(site, NEWEST):
        address = addresses.absolute(request, site, addresses.document(edition.document.public_id))
        feed.add_item(
            title=_plain(edition.title),
            link=address,
            description=_plain(edition.summary),
            author_name=_plain(edition.document.body.name),
            pubdate=edition.document.first_published_at,
            updateddate=edition.published_at,
            unique_id=address,
            categories=(_plain(edition.document.item.area.name),),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def json_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """New documents as JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.name}：最新公开",
        "language": "zh-CN",
        "home_page_url": addresses.absolute(request, site, reverse("portal:home")),
        "feed_url": addresses.absolute(request, site, reverse("portal:feed_json")),
        "items": [
            {
                "id": (
                    address := addresses.absolute(
                        request, site, addresses.document(edition.document.public_id)
                    )
                ),
                "url": address,
                "title": edition.title,
                "summary": edition.summary,
                "content_text": edition.summary or edition.title,
                "date_published": edition.document.first_published_at.isoformat(),
                "date_modified": edition.published_at.isoformat(),
                "authors": [{"name": edition.document.body.name}],
                "tags": [edition.document.item.area.name, *edition.keywords],
            }
            for edition in publishing.newest(site, NEWEST)
            if edition.published_at and edition.document.first_published_at
        ],
    }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/feed+json; charset=utf-8"
    )


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"})
