"""Whatever is put into an address, the answer is a page and never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db

LISTS = ("/documents/", "/search/", "/log/", "/areas/20/", "/")
ODD_VALUES = (
    "-1", "0", "99999999999999999999", "1e9", "abc", "١٢", "\x00", "' OR 1=1 --", "%", "_", "\\", "𠮷",
    "a" * 5_000,
    "2026; DROP TABLE information_edition", "<script>", "\u202e", "\ud83d\ude00", "1.5", " ", "\n",
    "9999-12-31", "0001-01-01", "2026-02-30",
)  # fmt: skip
PARAMETERS = ("page", "year", "body", "area", "q", "action", "since", "until", "asof")


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: ascii(value)[:24])
def test_odd_values_of_every_parameter(published: Published, client: Client, value: str) -> None:
    value = value.encode("utf-16", "surrogatepass").decode("utf-16")
    for path in LISTS:
        for parameter in PARAMETERS:
            assert client.get(path, {parameter: value, "unknown": value}).status_code == 200, (
                path,
                parameter,
            )


@pytest.mark.parametrize(
    "path",
    [
        "/documents/{id}/versions/0/",
        "/documents/{id}/versions/32768/",
        "/documents/{id}/versions/999999999/",
        "/documents/{id}/versions/9999999999/",
        "/documents/{id}/versions/-1/",
        "/documents/{id}/files/0/",
        "/documents/{id}/files/999999999/",
        "/documents/{id}/files/abc/",
        "/documents/222222222222/",
        "/documents/OOOOOOOOOOOO/",
        "/documents/1/",
        "/documents/%00/",
        "/documents/../../etc/passwd",
        "/items/222222222222/",
        "/items/x/",
        "/areas/99/",
        "/areas/100/",
        "/areas/%E5%AE%89/",
        "/areas/99/catalogue.xlsx",
        "/areas/99/catalogue.csv",
        "/sitemap-7.xml",
        "/wp-login.php",
        "/workbench-of-nobody/",
    ],
)
def test_addresses_that_lead_nowhere(published: Published, client: Client, path: str) -> None:
    response = client.get(path.format(id=published.document.public_id))
    assert response.status_code == 404
    page = response.content.decode()
    assert "没有找到" in page
    assert 'role="search"' in page
    assert 'href="/areas/20/"' in page


@pytest.mark.parametrize(
    "path", [*LISTS, "/areas/", "/catalogue/", "/feed.atom", "/robots.txt", "/sitemap.xml"]
)
def test_head_and_other_methods(published: Published, client: Client, path: str) -> None:
    head = client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == client.get(path)["ETag"]
    for method in (client.post, client.put, client.delete, client.patch):
        response = method(path)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def test_raw_bytes_in_a_query(published: Published, client: Client) -> None:
    assert client.get("/search/?q=%ff%fe%00%c3%28").status_code == 200
    assert client.get("/search/?q=%B5%CD%B1%A3", headers={"accept-charset": "gbk"}).status_code == 200


def test_a_forged_host_is_refused(published: Published, client: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["www.example"]
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
