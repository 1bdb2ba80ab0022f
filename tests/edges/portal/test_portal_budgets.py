"""How many questions a page asks the database. A list must not ask one for each of its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def add_more() -> Callable[[Published], None]:
    def six(published: Published) -> None:
        for number in range(6):
            make.publish_document(published.county, f"公告{number}", item=published.county.items[number % 3])

    return six


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 6),
        ("/areas/", 5),
        ("/areas/20/", 8),
        ("/areas/20/?q=事项", 8),
        ("/items/{item}/", 9),
        ("/documents/", 3),
        ("/documents/?q=公告&area=20&year=2026", 4),
        ("/documents/{document}/", 11),
        ("/documents/{corrected}/versions/1/", 11),
        ("/documents/{document}/relations/", 13),
        ("/library/", 8),
        ("/documents/?kind=general", 4),
        ("/library/library.csv", 3),
        ("/library/feed.atom", 2),
        ("/documents/{corrected}/versions/2/changes/", 11),
        ("/?asof=2026-10-01", 6),
        ("/documents/?asof=2026-10-01", 4),
        ("/areas/20/?asof=2026-10-01", 8),
        ("/documents/{withdrawn}/", 6),
        ("/catalogue/", 14),
        ("/catalogue/catalogue.csv", 4),
        ("/catalogue/{catalogue}/", 15),
        ("/catalogue/{catalogue}/versions/1/", 10),
        ("/catalogue/{catalogue}/versions/1/table/", 9),
        ("/catalogue/{catalogue}/versions/2/changes/", 13),
        ("/catalogue/{catalogue}/versions/2/catalogue.json", 8),
        ("/log/", 4),
        ("/search/?q=公告", 7),
        ("/feed.atom", 3),
        ("/sitemap.xml", 10),
        ("/nowhere/", 3),
    ],
)
def test_budget(
    published: Published,
    get: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    address = path.format(
        item=published.county.item.public_id,
        document=published.document.public_id,
        corrected=published.corrected.public_id,
        withdrawn=published.withdrawn.public_id,
        catalogue=published.county.catalogue.public_id,
    )
    with django_assert_max_num_queries(most):
        assert get(address).status_code in (200, 404, 410)


def test_a_file_needs_two(
    published: Published, get: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        get(f"/documents/{published.document.public_id}/files/{published.attachment.pk}/")
