"""What is shown when something is missing or broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from gongkai.edges.portal.views import errors
from tests.edges.portal.conftest import Published


def lost(*_: object, **__: object) -> None:
    raise OperationalError("connection refused")


@pytest.mark.django_db
def test_missing_address_offers_search_and_areas(published: Published, client: Client) -> None:
    response = client.get("/nowhere/")
    page = response.content.decode()
    assert response.status_code == 404
    assert 'action="/search/"' in page
    assert page.count('href="/areas/') >= 26
    assert '<meta name="robots" content="noindex">' in page


def test_missing_address_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.core.publishing.queries.site_for", lost)
    monkeypatch.setattr("gongkai.core.importing.queries.redirect_for", lost)
    request = RequestFactory().get("/nowhere/")
    response = errors.not_found(request, Exception())
    assert response.status_code == 404
    assert "没有找到" in response.content.decode()


def test_missing_address_of_the_workbench_stays_there() -> None:
    response = errors.not_found(RequestFactory().get("/workbench/nowhere/"), Exception())
    assert response.status_code == 404
    assert 'href="/workbench/"' in response.content.decode()


def test_error_page_needs_no_database() -> None:
    """Without the `db` mark pytest-django lets nothing reach the database."""
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert "系统出错" in response.content.decode()


def test_error_page_when_even_templates_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ValueError("no manifest")

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()


@pytest.mark.django_db
def test_a_fault_in_a_view_becomes_the_error_page(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise RuntimeError("a fault")

    monkeypatch.setattr("gongkai.core.publishing.queries.overview", broken)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()


@pytest.mark.django_db
def test_database_gone_in_the_middle(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.core.publishing.queries.newest", lost)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 503
    assert "数据库暂时无法连接" in response.content.decode()
