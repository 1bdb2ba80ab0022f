"""The order of the tests, and how several processes share them.

What fails quickly comes first and what drives a browser last. With several processes (`-n 2`) one begins
with the journeys, which share a running county and are the longest row that cannot be divided; the others
take the rest file by file, and so does the first when its journeys are over. In each process tests that
really write then still come behind those that only seem to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

_JOURNEYS = "journeys"

_DATABASE_FIXTURES = {"db", "django_db_setup"}
_TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}


class _JourneysThenFiles(LoadFileScheduling):  # type: ignore[misc]  # xdist's schedulers have no types
    """One piece of work are the journeys, and every row of tests of one file that stand together in the
    order below: a file whose tests partly write for good is two."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order is ours, not by the number of tests
        self._pieces: dict[str, str] = {}

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        """The tests as a process found them, in their order; the same in every process."""
        super().add_node_collection(node, collection)
        if not self._pieces:
            self._pieces = _pieces(collection)

    def _split_scope(self, nodeid: str) -> str:
        return self._pieces[nodeid]


def _pieces(collection: Sequence[str]) -> dict[str, str]:
    """The piece of work that each test belongs to."""
    found: dict[str, str] = {}
    before, number = "", 0
    for nodeid in collection:
        file = nodeid.partition("::")[0]
        number += file != before
        before = file
        found[nodeid] = _JOURNEYS if _is_journey(nodeid) else f"{number} {file}"
    return found


def _is_journey(nodeid: str) -> bool:
    return _JOURNEYS in Path(nodeid.partition("::")[0]).parts


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _JourneysThenFiles:
    """Not the marks for groups that xdist has: since pytest 9.2 it does not see them (its issue 1386)."""
    return _JourneysThenFiles(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Plain tests, database tests, transactional ones (they empty the tables), slow ones, browser ones; the
    journeys before all where processes share the tests."""
    shared = hasattr(config, "workerinput")
    items.sort(key=lambda item: -1 if shared and _is_journey(item.nodeid) else _rank(item))


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
