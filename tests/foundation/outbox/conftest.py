from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from gongkai.foundation.outbox import registry
from tests.foundation.outbox.events import ThingHappened


@pytest.fixture
def heard() -> list[int]:
    """The numbers that the first subscriber has heard."""
    return []


@pytest.fixture(autouse=True)
def subscribers(monkeypatch: pytest.MonkeyPatch, heard: list[int]) -> Iterator[dict[str, Callable]]:
    """Subscribers of these tests; the product's own stay as they are."""
    mine: dict[str, Callable] = {"test.first": lambda event: heard.append(event.number)}
    monkeypatch.setitem(registry.SUBSCRIBERS, ThingHappened.name, mine)
    yield mine
