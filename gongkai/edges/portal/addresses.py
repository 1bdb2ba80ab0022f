"""Addresses of the portal: readable, permanent, the same on every host that serves the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from gongkai.core.publishing.models import Site


def host_of(request: HttpRequest, site: Site) -> str:
    """The site's registered name; where none is registered, the host that was asked."""
    return site.host or request.get_host()


def absolute(request: HttpRequest, site: Site, path: str) -> str:
    return f"{request.scheme}://{host_of(request, site)}{path}"


def with_query(path: str, **wanted: str | int | None) -> str:
    """`path` with those of `wanted` that say something."""
    given = {name: value for name, value in wanted.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def area(code: str) -> str:
    return reverse("portal:area", kwargs={"code": code})


def item(public_id: str) -> str:
    return reverse("portal:item", kwargs={"public_id": public_id})


def document(public_id: str) -> str:
    return reverse("portal:document", kwargs={"public_id": public_id})


def edition(public_id: str, number: int) -> str:
    return reverse("portal:edition", kwargs={"public_id": public_id, "number": number})


def edition_changes(public_id: str, number: int, before: int | None = None, page: int | None = None) -> str:
    """What an edition changed against an earlier one (the one before)."""
    path = reverse("portal:edition_changes", kwargs={"public_id": public_id, "number": number})
    return with_query(path, **{"from": before, "page": page})


def document_pdf(public_id: str, number: int | None = None) -> str:
    """The PDF of a document, or of one of its earlier editions."""
    if number is None:
        return reverse("portal:document_pdf", kwargs={"public_id": public_id})
    return reverse("portal:edition_pdf", kwargs={"public_id": public_id, "number": number})


def relations(public_id: str) -> str:
    """What a document does to others and they to it, with its history."""
    return reverse("portal:relations", kwargs={"public_id": public_id})


def library(**wanted: str | int | None) -> str:
    """政策文件库."""
    return with_query(reverse("portal:library"), **wanted)


def file(public_id: str, attachment_id: int) -> str:
    return reverse("portal:file", kwargs={"public_id": public_id, "attachment_id": attachment_id})


def documents(**wanted: str | int | None) -> str:
    return with_query(reverse("portal:documents"), **wanted)


def catalogue(public_id: str, **wanted: str | int | None) -> str:
    """A catalogue by its lasting identifier, whichever site shows it."""
    return with_query(reverse("portal:one_catalogue", kwargs={"public_id": public_id}), **wanted)


def version(public_id: str, number: int, part: str = "", **wanted: str | int | None) -> str:
    """A version of a catalogue, or one of its parts: table, changes, comparison, workbook, csv, json."""
    name = f"portal:version_{part}" if part else "portal:version"
    return with_query(reverse(name, kwargs={"public_id": public_id, "number": number}), **wanted)
