"""The order of the tests, and which of them stay together when several processes share them.

In one process what fails quickly comes first and what drives a browser last. Several processes (`-n`)
take a file each, and one of them begins with the journeys, which are the longest row of tests that
cannot be divided: they share one running county.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

_JOURNEYS = Path(__file__).parent / "journeys"

_DATABASE_FIXTURES = {"db", "django_db_setup"}
_TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


class _FileByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist's schedulers have no types
    """A file is one piece of work, for what its tests share; the journeys are one together."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return _JOURNEYS.name if _JOURNEYS.name in Path(file).parts else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _FileByFile:
    """Not the marks for groups that xdist has: since pytest 9.2 it does not see them (its issue 1386)."""
    return _FileByFile(config, log)


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
