"""The order of the tests, and which of them stay together when several processes share them.

In one process what fails quickly comes first and what drives a browser last. Several processes (`-n`)
take a file each, and one of them begins with the journeys, which are the longest row of tests that
cannot be divided: they share one running county.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
_JOURNEYS = _TESTS / "journeys"

_DATABASE_FIXTURES = {"db", "django_db_setup"}
_TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """A file is one piece of work, for what its tests share; the journeys are one together."""
    together = _JOURNEYS if _JOURNEYS in item.path.parents else item.path
    item.add_marker(pytest.mark.xdist_group(str(together.relative_to(_TESTS))))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Plain tests, database tests, transactional ones (they empty the tables), slow ones, browser ones."""
    shared = hasattr(config, "workerinput")
    items.sort(key=lambda item: -1 if shared and _JOURNEYS in item.path.parents else _rank(item))


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
