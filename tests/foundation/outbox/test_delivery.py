from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gongkai.foundation.outbox import commands, queries
from gongkai.foundation.outbox.enums import DeliveryState
from gongkai.foundation.outbox.models import Delivery, OutboxEvent
from gongkai.foundation.outbox.rules import MAX_ATTEMPTS, delay_after
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from tests.at_once import at_once
from tests.foundation.outbox.events import ThingHappened

Subscribers = dict[str, Callable]


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="gongkai.foundation.outbox.commands")


def enqueue(number: int = 1) -> Delivery:
    with transaction.atomic():
        commands.enqueue(ThingHappened(number=number))
    return Delivery.objects.order_by("-id").first()


def store(event: ThingHappened) -> None:
    StoredFile.objects.create(sha256=f"{event.number:064x}", size=1, media_type="text/plain")


def fail(event: ThingHappened) -> None:
    raise OSError("搜索服务不可用")


# --- with the transaction -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_never_told(heard: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        commands.enqueue(ThingHappened(number=1))
        assert ProcrastinateJob.objects.count() == 1
        raise ZeroDivisionError
    assert not OutboxEvent.objects.exists()
    assert not Delivery.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    assert commands.deliver_all() == 0
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_delivered_before_the_commit(heard: list[int]) -> None:
    """Another connection, as the worker has, sees nothing while the transaction is open."""
    opened, go_on = threading.Event(), threading.Event()

    def writer() -> None:
        with transaction.atomic():
            commands.enqueue(ThingHappened(number=5))
            opened.set()
            go_on.wait(10)

    def worker() -> tuple[int, int]:
        opened.wait(10)
        before = commands.deliver_all()
        go_on.set()
        deadline = time.monotonic() + 10
        while not (after := commands.deliver_all()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return before, after

    assert at_once([writer, worker])[1] == (0, 1)
    assert heard == [5]


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_delivers(heard: list[int]) -> None:
    enqueue(8)
    assert ProcrastinateJob.objects.get().task_name == "outbox.deliver"
    # the very database of the test, whatever the settings have come to say of it
    found = connection.connection.info
    place = {"dbname": found.dbname, "host": found.host, "port": found.port, "user": found.user}
    connector = PsycopgConnector(kwargs={**place, "password": found.password or None})
    with app.replace_connector(connector) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    assert heard == [8]
    assert ProcrastinateJob.objects.get(task_name="outbox.deliver").status == "succeeded"
    assert Delivery.objects.get().state == DeliveryState.DELIVERED


def test_an_event_without_subscribers_is_kept(db: None, subscribers: Subscribers) -> None:
    subscribers.clear()
    assert enqueue() is None
    assert OutboxEvent.objects.count() == 1


# --- outcomes -----------------------------------------------------------------------------------------


def test_delivered_once_and_marked(db: None, heard: list[int]) -> None:
    delivery = enqueue()
    assert commands.deliver(delivery.pk)
    assert commands.deliver(delivery.pk)  # at least once: the queue may bring it again
    assert heard == [1]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.last_error) == ("delivered", 1, "")
    assert delivery.delivered_at is not None


def test_a_failing_handler_is_tried_again_and_again_and_then_given_up(
    db: None, subscribers: Subscribers
) -> None:
    subscribers["test.first"] = fail
    delivery = enqueue()
    for attempt in range(1, MAX_ATTEMPTS):
        before = clock.now()
        assert not commands.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == ("pending", attempt)
        assert (
            delay_after(attempt)
            <= delivery.next_attempt_at - before
            < delay_after(attempt) + timedelta(seconds=30)
        )
        assert "搜索服务不可用" in delivery.last_error
        latest = ProcrastinateJob.objects.order_by("-id").first()
        assert abs(latest.scheduled_at - delivery.next_attempt_at) < timedelta(seconds=30)
    assert not commands.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("dead", MAX_ATTEMPTS)
    assert list(queries.list_dead()) == [delivery]
    assert commands.deliver(delivery.pk)  # the dead are left alone
    delivery.refresh_from_db()
    assert delivery.attempts == MAX_ATTEMPTS


def test_the_dead_are_revived_once(db: None, subscribers: Subscribers, heard: list[int]) -> None:
    delivery = enqueue()
    Delivery.objects.update(state=DeliveryState.DEAD, attempts=MAX_ATTEMPTS)
    commands.revive(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("pending", 0)
    with pytest.raises(NotFound, match="不在失败列表中"):
        commands.revive(delivery.pk)
    commands.deliver_all()
    assert heard == [1]


def test_what_a_failing_handler_wrote_is_undone(db: None, subscribers: Subscribers) -> None:
    def half(event: ThingHappened) -> None:
        store(event)
        raise OSError("断开")

    subscribers["test.first"] = half
    delivery = enqueue()
    assert not commands.deliver(delivery.pk)
    assert not StoredFile.objects.exists()
    delivery.refresh_from_db()
    assert delivery.attempts == 1


def test_a_handler_that_breaks_the_transaction_is_noted(db: None, subscribers: Subscribers) -> None:
    """An error inside PostgreSQL makes the transaction useless; the failure is still written down."""
    StoredFile.objects.create(sha256=f"{1:064x}", size=1, media_type="text/plain")
    subscribers["test.first"] = store
    delivery = enqueue(1)
    assert not commands.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.attempts, "duplicate key" in delivery.last_error) == (1, True)


def test_a_long_error_is_cut_at_its_end(db: None, subscribers: Subscribers) -> None:
    def fail_at_length(event: ThingHappened) -> None:
        raise OSError("长" * 10_000 + "末尾")

    subscribers["test.first"] = fail_at_length
    delivery = enqueue()
    commands.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert len(delivery.last_error) <= 4_000
    assert "末尾" in delivery.last_error


def test_a_subscriber_that_is_gone(db: None, subscribers: Subscribers) -> None:
    delivery = enqueue()
    subscribers.clear()
    assert not commands.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert "没有名为 test.first 的接收方" in delivery.last_error
    assert delivery.state == "pending"


def test_an_event_whose_shape_has_changed(db: None, heard: list[int]) -> None:
    delivery = enqueue()
    OutboxEvent.objects.update(payload={"number": 1, "old_field": 2})
    assert not commands.deliver(delivery.pk)
    assert heard == []
    delivery.refresh_from_db()
    assert "old_field" in delivery.last_error


def test_an_event_that_no_longer_exists(db: None) -> None:
    delivery = enqueue()
    OutboxEvent.objects.update(name="test.forgotten")
    assert not commands.deliver(delivery.pk)


def test_one_failing_subscriber_does_not_hold_up_the_others(
    db: None, subscribers: Subscribers, heard: list[int]
) -> None:
    subscribers.update({"test.zero": fail, "test.last": lambda event: heard.append(-event.number)})
    enqueue(4)
    commands.deliver_all()
    assert sorted(heard) == [-4, 4]
    states = dict(Delivery.objects.values_list("subscriber", "state"))
    assert states == {"test.first": "delivered", "test.zero": "pending", "test.last": "delivered"}


def test_a_handler_called_twice_has_one_effect(db: None, subscribers: Subscribers) -> None:
    """The mark and the effect are one transaction: were the mark lost, the effect would be lost too."""
    subscribers["test.first"] = store
    delivery = enqueue()
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        commands.deliver(delivery.pk)
        raise KeyboardInterrupt  # killed before the commit
    assert not StoredFile.objects.exists()
    commands.deliver(delivery.pk)
    commands.deliver(delivery.pk)
    assert StoredFile.objects.count() == 1


# --- workers that die, queues that are long --------------------------------------------------------------


def test_a_worker_killed_in_the_middle(db: None, heard: list[int]) -> None:
    """The job stands at "doing" for ever; after two minutes another one is made for the delivery."""
    delivery = enqueue()
    _set_status("doing")
    assert commands.reschedule_overdue() == 0
    Delivery.objects.update(next_attempt_at=clock.now() - timedelta(minutes=3))
    assert commands.reschedule_overdue() == 1
    job = ProcrastinateJob.objects.filter(status="todo").get()
    assert job.args == {"delivery_id": delivery.pk}
    assert commands.reschedule_overdue() == 0


def test_waiting_in_a_long_queue_makes_no_second_job(db: None) -> None:
    for number in range(3):
        enqueue(number)
    Delivery.objects.update(next_attempt_at=clock.now() - timedelta(hours=1))
    assert commands.reschedule_overdue() == 0
    assert ProcrastinateJob.objects.count() == 3


def _set_status(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s", [status])


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_carry_the_same_delivery(subscribers: Subscribers) -> None:
    subscribers["test.first"] = lambda event: (time.sleep(0.3), store(event))
    delivery = enqueue()
    begun = time.monotonic()
    assert at_once([lambda: commands.deliver(delivery.pk)] * 3) == [True] * 3
    assert StoredFile.objects.count() == 1
    assert time.monotonic() - begun < 5
    delivery.refresh_from_db()
    assert delivery.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_holds_is_not_waited_for_in_circles(subscribers: Subscribers) -> None:
    """`deliver_all` tries each once, and ends although one is still pending elsewhere."""
    holding, let_go = threading.Event(), threading.Event()

    def hold(event: ThingHappened) -> None:
        holding.set()
        let_go.wait(10)

    subscribers["test.first"] = hold
    delivery = enqueue()

    def other() -> int:
        holding.wait(10)
        try:
            return commands.deliver_all()
        finally:
            let_go.set()

    assert at_once([lambda: commands.deliver(delivery.pk), other]) == [True, 1]


def test_the_backlog_counts(db: None, subscribers: Subscribers) -> None:
    assert queries.backlog().waiting == 0
    enqueue()
    enqueue()
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(state=DeliveryState.DEAD)
    backlog = queries.backlog()
    assert (backlog.waiting, backlog.dead) == (1, 1)
    assert backlog.oldest is not None
