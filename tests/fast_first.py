"""The order of the tests: what fails quickly comes first, what drives a browser last."""

from __future__ import annotations

import pytest

_DATABASE_FIXTURES = {"db", "django_db_setup"}
_TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Plain tests, database tests, transactional ones (they empty the tables), slow ones, browser ones."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    fixtures = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if item.get_closest_marker("browser"):
        return 4
    if item.get_closest_marker("slow"):
        return 3
    if fixtures & _TRANSACTIONAL_FIXTURES or (marker and marker.kwargs.get("transaction")):
        return 2
    return 1 if marker or fixtures & _DATABASE_FIXTURES else 0
