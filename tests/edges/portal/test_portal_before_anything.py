"""A portal on its first day: no site, or a site with nothing in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return response.content.decode()


def test_no_site_yet(get: Any) -> None:
    response = get("/")
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    page = text(response)
    assert "站点尚未开通" in page
    assert "gongkai init-county" in page


def test_home_of_an_empty_county_says_why(get: Any) -> None:
    make.make_county()
    page = text(get("/"))
    assert "还没有公开的信息" in page


def test_empty_catalogue_is_still_a_file(get: Any) -> None:
    make.make_county(items=1)
    assert get("/areas/01/catalogue.xlsx").status_code == 200
    assert len(get("/areas/01/catalogue.csv").content.decode().splitlines()) == 1, "only the header"


def test_every_page_works_with_nothing_public(get: Any) -> None:
    make.make_county()
    for path in (
        "/areas/",
        "/areas/20/",
        "/documents/",
        "/catalogue/",
        "/log/",
        "/search/?q=低保",
        "/feed.atom",
    ):
        assert get(path).status_code == 200, path
    assert "还没有公开的信息" in text(get("/documents/"))
    assert "没有记录" in text(get("/log/"))
