from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.enums import LogSubject
from gongkai.edges.portal import addresses
from gongkai.edges.portal.answers import public_page, undated
from gongkai.edges.portal.presenting import ended_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from gongkai.core.information.models import Edition
    from gongkai.core.publishing.models import PublicationEntry, Site

NEWEST = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A document, or a version of a catalogue, as feed readers list it."""

    path: str
    title: str
    summary: str
    author: str
    published_at: datetime
    updated_at: datetime
    tags: Sequence[str]


@public_page
@undated
def atom(request: HttpRequest, site: Site) -> HttpResponse:
    """What is new, for feed readers (Atom, RFC 4287)."""
    return atom_feed(
        request,
        site,
        f"{site.name}：最新公开",
        reverse("portal:home"),
        reverse("portal:feed_atom"),
        _newest(site),
    )


def atom_feed(
    request: HttpRequest, site: Site, title: str, page: str, feed_path: str, entries: Iterable[FeedEntry]
) -> HttpResponse:
    """Entries as an Atom feed of the page at `page`."""
    feed = Atom1Feed(
        title=_plain(title),
        link=addresses.absolute(request, site, page),
        description="",
        language="zh-CN",
        feed_url=addresses.absolute(request, site, feed_path),
        author_name=_plain(site.owner_body.name),
    )
    for entry in entries:
        address = addresses.absolute(request, site, entry.path)
        feed.add_item(
            title=_plain(entry.title),
            link=address,
            description=_plain(entry.summary),
            author_name=_plain(entry.author),
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            unique_id=address,
            categories=tuple(_plain(tag) for tag in entry.tags[:1]),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
@undated
def json_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """What is new, as JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.name}：最新公开",
        "language": "zh-CN",
        "home_page_url": addresses.absolute(request, site, reverse("portal:home")),
        "feed_url": addresses.absolute(request, site, reverse("portal:feed_json")),
        "items": [
            {
                "id": (address := addresses.absolute(request, site, entry.path)),
                "url": address,
                "title": entry.title,
                "summary": entry.summary,
                "content_text": entry.summary or entry.title,
                "date_published": entry.published_at.isoformat(),
                "date_modified": entry.updated_at.isoformat(),
                "authors": [{"name": entry.author}],
                "tags": list(entry.tags),
            }
            for entry in _newest(site)
        ],
    }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/feed+json; charset=utf-8"
    )


def _newest(site: Site) -> list[FeedEntry]:
    """Documents and catalogue versions together, the newest first."""
    versions = publishing.publication_log(site, subject=LogSubject.CATALOGUE)[:NEWEST]
    entries = [entry for edition in publishing.newest(site, NEWEST) if (entry := entry_of(edition))]
    entries += [_of_version(version) for version in versions]
    return sorted(entries, key=lambda entry: entry.updated_at, reverse=True)[:NEWEST]


def entry_of(edition: Edition) -> FeedEntry | None:
    """A document; what has ended says so in its title."""
    first, updated = edition.document.first_published_at, edition.published_at
    if first is None or updated is None:
        return None
    return FeedEntry(
        path=addresses.document(edition.document.public_id),
        title=f"{edition.title}{ended_mark(edition.document)}",
        summary=edition.summary,
        author=edition.document.body.name,
        published_at=first,
        updated_at=updated,
        tags=(edition.document.item.area.name, *edition.keywords),
    )


def _of_version(version: PublicationEntry) -> FeedEntry:
    return FeedEntry(
        path=addresses.version(version.document_public_id, version.edition_number),
        title=version.title,
        summary=version.basis,
        author=version.body_name,
        published_at=version.at,
        updated_at=version.at,
        tags=("标准目录",),
    )


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"})
