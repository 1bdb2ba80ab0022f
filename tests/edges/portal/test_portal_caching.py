"""Public pages are the same for everybody: caches may keep them, cookies play no part."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


def paths(published: Published) -> list[str]:
    document = f"/documents/{published.document.public_id}/"
    return [
        "/", "/areas/", "/areas/20/", f"/items/{published.county.item.public_id}/", "/documents/", document,
        f"{document}files/{published.attachment.pk}/", "/catalogue/", "/catalogue/catalogue.xlsx",
        "/catalogue/catalogue.csv", "/catalogue/catalogue.json", "/log/", "/log/log.csv", "/search/?q=低保",
        "/feed.atom", "/feed.json", "/robots.txt", "/sitemap.xml",
    ]  # fmt: skip


def test_cacheable_and_without_cookies(published: Published, client: Client) -> None:
    client.cookies["gongkai_session"] = "somebody"
    client.cookies["messages"] = "old"
    for path in paths(published):
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Cache-Control"] == "public, max-age=60", path
        assert "Cookie" not in response.get("Vary", ""), path
        assert not response.cookies, path
        assert response["ETag"], path


def test_unchanged_pages_are_not_sent_again(published: Published, client: Client) -> None:
    for path in paths(published):
        etag = client.get(path)["ETag"]
        again = client.get(path, headers={"if-none-match": etag})
        assert again.status_code == 304, path
        assert again["Cache-Control"] == "public, max-age=60", path
        assert not again.content, path


def test_pages_do_not_depend_on_who_asks(published: Published, client: Client) -> None:
    other = Client(headers={"user-agent": "x", "accept-language": "en", "hx-request": "true"})
    other.cookies["gongkai_session"] = "somebody"
    for path in ("/", "/documents/", "/areas/20/"):
        assert client.get(path).content == other.get(path).content


def test_strict_policy_is_kept(published: Published, client: Any) -> None:
    for path in ("/", f"/documents/{published.document.public_id}/", "/areas/20/", "/search/?q=低保"):
        response = client.get(path)
        assert "script-src 'self'" in response["Content-Security-Policy"]
        page = response.content.decode()
        for forbidden in (" style=", " onclick=", "<style", "javascript:", "http://cdn", "https://cdn"):
            assert forbidden not in page, (path, forbidden)
