"""The order of the tests, and how two processes share them.

What fails quickly comes first and what drives a browser last. With two processes (`-n 2`) one has the
journeys, which share a running county, and the other has all the rest: tests that really write need their
order, behind those that only seem to, so the rest is not divided further.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

_JOURNEYS = "journeys"

_DATABASE_FIXTURES = {"db", "django_db_setup"}
_TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


class _JourneysAndTheRest(LoadFileScheduling):  # type: ignore[misc]  # xdist's schedulers have no types
    """Two pieces of work."""

    def _split_scope(self, nodeid: str) -> str:
        parts = Path(str(super()._split_scope(nodeid))).parts
        return _JOURNEYS if _JOURNEYS in parts else "the rest"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _JourneysAndTheRest:
    """Not the marks for groups that xdist has: since pytest 9.2 it does not see them (its issue 1386)."""
    return _JourneysAndTheRest(config, log)


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
