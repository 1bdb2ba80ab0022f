from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from gongkai.foundation.outbox.events import EVENTS, Event
from gongkai.foundation.outbox.registry import SUBSCRIBERS, handler_of, subscribe
from tests.foundation.outbox.events import ThingHappened


def test_an_event_goes_there_and_back() -> None:
    event = ThingHappened(number=3)
    assert EVENTS["test.thing_happened"] is ThingHappened
    assert ThingHappened.from_payload(event.payload()) == event


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match=r"test\.thing_happened is already taken"):

        @dataclass(frozen=True)
        class Another(Event):
            name: ClassVar[str] = "test.thing_happened"

    with pytest.raises(ValueError, match="already taken"):
        type("ThingHappened", (Event,), {"name": "test.thing_happened", "__module__": "elsewhere"})
    assert EVENTS["test.thing_happened"] is ThingHappened


def test_slots_do_not_look_like_a_second_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(EVENTS, "test.slotted", raising=False)

    @dataclass(frozen=True, slots=True)
    class Slotted(Event):
        name: ClassVar[str] = "test.slotted"
        number: int

    assert EVENTS.pop("test.slotted") is Slotted


def test_a_subscriber_is_known_by_its_place() -> None:
    @subscribe(ThingHappened)
    def hears(event: ThingHappened) -> None:
        """Nothing."""

    name = f"{__name__}.{hears.__qualname__}"
    assert SUBSCRIBERS[ThingHappened.name][name] is hears
    assert handler_of(ThingHappened.name, name) is hears
    assert handler_of(ThingHappened.name, "nobody") is None
    assert handler_of("nothing", name) is None


def test_the_products_own_subscribers_are_registered() -> None:
    """A renamed subscriber would leave the deliveries on their way without anybody to take them."""
    names = {
        f"{event} → {name}" for event, them in SUBSCRIBERS.items() for name in them if "test" not in name
    }
    assert names == {
        "calendars.year_amended → gongkai.foundation.deadlines.subscribers.rederive_after_calendar",
        "deadlines.rederivation_wanted → gongkai.foundation.deadlines.subscribers.rederive_next_batch",
        "organisations.body_succeeded → gongkai.core.responsibilities.subscribers.carry_areas",
        "organisations.body_succeeded → gongkai.core.powers.subscribers.carry_powers",
        "catalogue.version_published → gongkai.core.publishing.subscribers.log_catalogue_version",
        "information.edition_published → gongkai.core.publishing.subscribers.log_publication",
        "information.edition_published → gongkai.core.publishing.subscribers.index_for_search",
        "information.edition_published → gongkai.core.information.subscribers.settle_owed",
        "information.document_withdrawn → gongkai.core.publishing.subscribers.log_withdrawal",
        "information.document_withdrawn → gongkai.core.publishing.subscribers.forget_in_search",
        "information.draft_purged → gongkai.core.information.subscribers.remove_files",
        "information.display_ended → gongkai.core.publishing.subscribers.log_end_of_display",
        "information.display_ended → gongkai.core.publishing.subscribers.forget_after_display",
        "information.validity_changed → gongkai.core.publishing.subscribers.log_validity",
        "information.validity_changed → gongkai.core.publishing.subscribers.index_validity",
        "deadlines.deadline_moved → gongkai.core.information.subscribers.follow_examination",
        "identity.rights_lost → gongkai.core.workflow.subscribers.release_steps",
        "catalogue.standard_registered → gongkai.core.catalogue.subscribers.tell_followers",
    }
