"""Sealing, and what a check of the chain finds. The tests change rows as only a database owner could."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from gongkai.foundation.audit import commands, queries, rules
from gongkai.foundation.audit.models import AuditEvent, AuditLeaf, AuditSeal
from gongkai.kernel.actor import Actor, ActorKind
from tests.at_once import at_once

SOMEBODY = Actor(7, "张三", ActorKind.PERSON, 3, "云溪县民政局", address="203.0.113.7")


def record(count: int = 1) -> list[AuditEvent]:
    for number in range(count):
        commands.record(tag="test.thing.do", actor=SOMEBODY, detail={"号": number, "文": "低保", "x": 1.5})
    return list(AuditEvent.objects.order_by("-pk")[:count])[::-1]


@contextmanager
def owner() -> Iterator[None]:
    """Switch off the triggers, as somebody with the database in hands could."""
    tables = ("audit_auditevent", "audit_auditseal", "audit_auditleaf")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def sql(statement: str, *values: object) -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults(expected: tuple[int, str] | None = None) -> list[tuple[str, int | None, int | None]]:
    found = queries.verify(expected).faults
    assert all(fault.text for fault in found)
    return [(fault.kind, fault.event_id, fault.seal_id) for fault in found]


@pytest.fixture
def chain(db: None) -> list[AuditEvent]:
    """Twelve rows in four links of three."""
    rows = []
    for _ in range(4):
        rows += record(3)
        commands.seal_pending()
    assert AuditSeal.objects.count() == 4
    return rows


def test_an_untouched_chain(chain: list[AuditEvent]) -> None:
    record(2)
    result = queries.verify(queries.head())
    assert (result.intact, result.seals, result.sealed, result.unsealed) == (True, 4, 12, 2)
    assert result.head == queries.head()[1]


def test_an_empty_log_is_intact(db: None) -> None:
    assert commands.seal_pending() == 0
    assert queries.head() == (0, rules.GENESIS.hex())
    assert queries.verify(queries.head()).intact


def test_sealing_in_batches(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "BATCH", 4)
    record(10)
    assert commands.seal_pending() == 10
    assert list(AuditSeal.objects.order_by("id").values_list("count", flat=True)) == [4, 4, 2]
    assert commands.seal_pending() == 0
    assert queries.verify().intact


@pytest.mark.parametrize(("column", "value"), [
    ("at", "2020-01-01T00:00:00Z"),
    ("tag", "test.thing.undo"),
    ("actor", json.dumps({**SOMEBODY.snapshot(), "name": "李四"})),
    ("subject_type", "x.y"),
    ("subject_id", "9"),
    ("subject_label", "别的"),
    ("detail", json.dumps({"号": 1, "文": "低保", "x": 1.6})),
])  # fmt: skip
def test_any_changed_field_is_found(chain: list[AuditEvent], column: str, value: str) -> None:
    victim = chain[4]
    sql(f"UPDATE audit_auditevent SET {column} = %s WHERE id = %s", value, victim.pk)
    assert faults() == [("tampered", victim.pk, 2)]


def test_every_column_of_an_event_is_covered() -> None:
    """A column added later must be part of the hash."""
    covered = {"id", "at", "tag", "actor", "subject_type", "subject_id", "subject_label", "detail"}
    assert {field.name for field in AuditEvent._meta.get_fields()} == covered


def test_a_missing_row(chain: list[AuditEvent]) -> None:
    sql("DELETE FROM audit_auditevent WHERE id = %s", chain[4].pk)
    assert faults() == [("missing", chain[4].pk, 2)]


def test_a_row_missing_together_with_its_leaf(chain: list[AuditEvent]) -> None:
    sql("DELETE FROM audit_auditevent WHERE id = %s", chain[4].pk)
    sql("DELETE FROM audit_auditleaf WHERE event_id = %s", chain[4].pk)
    assert faults() == [("broken_link", None, 2)]


@pytest.mark.parametrize(("statement", "links"), [
    ("UPDATE audit_auditseal SET hash = sha256('x') WHERE id = 2", {2, 3}),
    ("UPDATE audit_auditseal SET previous_hash = sha256('x') WHERE id = 2", {2}),
    ("UPDATE audit_auditseal SET count = 2 WHERE id = 2", {2}),
    ("UPDATE audit_auditseal SET sealed_at = sealed_at - interval '1 day' WHERE id = 2", {2}),
    ("UPDATE audit_auditleaf SET hash = sha256('x') WHERE seal_id = 2 AND position = 1", {2}),
    ("UPDATE audit_auditleaf SET position = position + 7 WHERE seal_id = 2 AND position = 0", {2}),
    ("UPDATE audit_auditleaf SET seal_id = 3, position = 9 WHERE seal_id = 2 AND position = 0", {2, 3}),
])  # fmt: skip
def test_a_broken_link(chain: list[AuditEvent], statement: str, links: set[int]) -> None:
    sql(statement)
    found = faults()
    assert {seal for kind, _, seal in found if kind == "broken_link"} == links
    assert not queries.verify().intact


@pytest.mark.parametrize("seal_id", [1, 2, 4])
def test_a_missing_link(chain: list[AuditEvent], seal_id: int) -> None:
    """The first and the middle break the chain; the last shows against the head noted down before."""
    head = queries.head()
    with owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditleaf WHERE seal_id = %s", [seal_id])
        cursor.execute("DELETE FROM audit_auditevent WHERE id = ANY(%s)",
                       [[row.pk for row in chain[3 * seal_id - 3 : 3 * seal_id]]])  # fmt: skip
        cursor.execute("DELETE FROM audit_auditseal WHERE id = %s", [seal_id])
    if seal_id == 4:
        assert queries.verify().intact
        assert faults(head) == [("truncated", None, 4)]
    else:
        assert ("broken_link", None, seal_id + 1) in faults()


def test_an_inserted_back_dated_row(chain: list[AuditEvent]) -> None:
    _insert_back_dated()
    inserted = AuditEvent.objects.order_by("-id").first()
    assert faults() == [("inserted", inserted.pk, None)]
    commands.seal_pending()
    assert faults() == [("inserted", inserted.pk, 5)]  # sealing does not make it honest


def _insert_back_dated() -> None:
    sql(
        "INSERT INTO audit_auditevent (at, tag, actor, subject_type, subject_id, subject_label, detail)"
        " VALUES (now() - interval '3 hours', 'test.thing.do', '{}', '', '', '', '{}')"
    )


def test_a_chain_rewritten_as_a_whole_needs_the_noted_head(chain: list[AuditEvent]) -> None:
    head = queries.head()
    sql("UPDATE audit_auditevent SET tag = 'test.thing.undo' WHERE id = %s", chain[0].pk)
    sql("TRUNCATE audit_auditleaf, audit_auditseal")
    commands.seal_pending()
    assert queries.verify().intact  # the chain alone cannot know
    assert ("truncated", None, 4) in faults(head)


def test_a_chain_rewritten_link_by_link(chain: list[AuditEvent]) -> None:
    head = queries.head()
    sql("UPDATE audit_auditevent SET tag = 'test.thing.undo' WHERE id = %s", chain[0].pk)
    previous = rules.GENESIS
    for seal in AuditSeal.objects.order_by("id"):
        leaves = list(seal.leaves.order_by("position"))
        hashes = [queries.hash_of(AuditEvent.objects.get(pk=leaf.event_id)) for leaf in leaves]
        for leaf, digest in zip(leaves, hashes, strict=True):
            sql("UPDATE audit_auditleaf SET hash = %s WHERE event_id = %s", digest, leaf.event_id)
        link = rules.seal_hash(previous, seal.pk, seal.sealed_at, hashes)
        sql("UPDATE audit_auditseal SET previous_hash = %s, hash = %s WHERE id = %s", previous, link, seal.pk)
        previous = link
    assert queries.verify().intact
    assert faults(head) == [("rewritten", None, 4)]


@pytest.mark.django_db(transaction=True)
def test_rows_that_commit_out_of_order() -> None:
    """A row with a lower key commits after a seal: it gets into the next one, and nothing is wrong."""

    def slow() -> None:
        with transaction.atomic():
            record()
            time.sleep(0.6)

    def quick() -> int:
        time.sleep(0.2)
        record()
        return commands.seal_pending()

    assert at_once([slow, quick])[1] == 1
    assert commands.seal_pending() == 1
    first, second = AuditLeaf.objects.order_by("seal_id")
    assert first.event_id > second.event_id
    assert queries.verify().intact


@pytest.mark.django_db(transaction=True)
def test_concurrent_sealers_write_one_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "BATCH", 5)
    record(60)
    outcomes = at_once([commands.seal_pending] * 4)
    assert sum(outcomes) == 60
    assert list(AuditSeal.objects.order_by("id").values_list("id", flat=True)) == list(range(1, 13))
    assert queries.verify().intact


def test_rows_go_on_being_added_while_the_chain_is_checked(chain: list[AuditEvent]) -> None:
    head = queries.head()
    record(3)
    commands.seal_pending()
    result = queries.verify(head)
    assert (result.intact, result.seals) == (True, 5)


def test_checking_a_long_log_takes_no_more_memory(
    db: None, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Memory is that of one batch. The times are kept in the report and not judged."""
    monkeypatch.setattr(commands, "BATCH", 200)
    peaks = []
    for rows in (400, 1_600):
        AuditEvent.objects.bulk_create(
            AuditEvent(tag="test.thing.do", actor=SOMEBODY.snapshot(), detail={"n": n, "text": "长" * 100})
            for n in range(rows)
        )
        commands.seal_pending()
        tracemalloc.start()
        begun = time.perf_counter()
        assert queries.verify().intact
        record_property(f"seconds_for_{rows}", time.perf_counter() - begun)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0], peaks


def test_a_long_transaction_is_not_called_an_insertion(chain: list[AuditEvent]) -> None:
    sql("UPDATE audit_auditevent SET at = at - interval '30 minutes' WHERE id = %s", record()[0].pk)
    assert faults() == []
    assert timedelta(hours=1) == queries.LATE_COMMIT
