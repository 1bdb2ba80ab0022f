"""A withdrawal and the indexing of the same document at the same moment."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from gongkai.core.publishing import commands, subscribers
from gongkai.foundation.outbox import commands as outbox
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.foundation.search.models import SearchEntry
from tests import factories as make
from tests.at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_beside_a_slow_indexing_is_not_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is being written while the document is withdrawn: in the end its entry is closed."""
    county = make.make_county()
    edition = make.publish_document(county)
    event = OutboxEvent.objects.get(name="information.edition_published")
    published = outbox.EVENTS[event.name].from_payload(event.payload)
    reading = threading.Event()
    index = commands.search.index_subjects

    def slow(*entries: Any) -> None:
        reading.set()
        time.sleep(0.5)
        index(*entries)

    def withdraw() -> None:
        reading.wait(10)
        make.withdraw(county, edition.document)
        event = OutboxEvent.objects.get(name="information.document_withdrawn")
        with outbox.transaction.atomic():
            subscribers.forget_in_search(outbox.EVENTS[event.name].from_payload(event.payload))

    def deliver() -> None:
        with outbox.transaction.atomic():
            subscribers.index_for_search(published)

    monkeypatch.setattr(commands.search, "index_subjects", slow)
    at_once([deliver, withdraw])
    assert SearchEntry.objects.get().until is not None
