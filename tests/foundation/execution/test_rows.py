"""Locking and writing one row with statements that are composed once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from gongkai.foundation.execution import lock_with, write_fields
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery, OutboxEvent
from gongkai.kernel import clock

PAYLOAD = {"number": 7, "名称": ["甲", None, "50%"]}


@pytest.fixture
def delivery(db: None) -> Delivery:
    event = OutboxEvent.objects.create(name="test.happened", payload=PAYLOAD)
    return Delivery.objects.create(event=event, subscriber="tests.somebody")


def test_a_row_comes_with_the_one_it_belongs_to(delivery: Delivery) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = lock_with(Delivery, "event", delivery.pk)
        assert found is not None
        assert found.event.payload == PAYLOAD, "read as the field reads it"
    assert len(asked) == 1
    assert found == delivery
    expected = Delivery.objects.select_related("event").get(pk=delivery.pk)
    for read, meant in ((found, expected), (found.event, expected.event)):
        assert {name: value for name, value in vars(read).items() if not name.startswith("_")} == {
            name: value for name, value in vars(meant).items() if not name.startswith("_")
        }
        assert not read._state.adding
        assert read._state.db == meant._state.db


def test_both_are_locked_and_the_one_it_belongs_to_first(delivery: Delivery) -> None:
    with CaptureQueriesContext(connection) as asked:
        lock_with(Delivery, "event", delivery.pk)
    text = asked.captured_queries[0]["sql"]
    assert text.endswith("FOR UPDATE OF far, near")
    assert 'JOIN "outbox_outboxevent" AS far' in text


def test_nothing_is_found_of_what_is_gone(delivery: Delivery) -> None:
    assert lock_with(Delivery, "event", delivery.pk + 1) is None


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        lock_with(Delivery, "event", 1)
    with transaction.atomic():
        assert lock_with(Delivery, "event", 1) is None


def test_the_fields_named_are_written_and_no_others(delivery: Delivery) -> None:
    now = clock.now()
    delivery.state, delivery.delivered_at, delivery.attempts = DeliveryState.DELIVERED, now, 3
    write_fields(delivery, "state", "delivered_at")
    kept = Delivery.objects.get(pk=delivery.pk)
    assert (kept.state, kept.delivered_at, kept.attempts) == (DeliveryState.DELIVERED, now, 0)


def test_what_a_field_prepares_is_prepared(delivery: Delivery) -> None:
    event = delivery.event
    event.payload = {"更正": '引号"与%s'}
    write_fields(event, "payload")
    assert OutboxEvent.objects.get(pk=event.pk).payload == {"更正": '引号"与%s'}


def test_a_row_that_is_gone_is_not_written_in_silence(delivery: Delivery) -> None:
    Delivery.objects.all().delete()
    with pytest.raises(DatabaseError):
        write_fields(delivery, "state")


def test_a_name_that_is_no_column_is_refused(delivery: Delivery) -> None:
    with pytest.raises(KeyError):
        write_fields(delivery, "no_such_field")
