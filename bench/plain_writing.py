"""The floor of a publication: as many bytes, an audit row, an event and a change of state, by four plain
statements in one durable transaction; no checks, no permissions, no numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from django.db import connection, transaction

_TABLES = """
    CREATE TABLE bench_record (id bigint PRIMARY KEY, body text, state text);
    CREATE TABLE bench_audit (id bigserial PRIMARY KEY, at timestamptz, detail jsonb);
    CREATE TABLE bench_event (id bigserial PRIMARY KEY, payload jsonb);
"""
_BODY = "为测量发布用时而写的正文。" * 60


@contextmanager
def scratch_tables() -> Iterator[None]:
    """Ordinary tables, as durable as every other; they are gone with the block."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        try:
            yield
        finally:
            cursor.execute("DROP TABLE bench_record, bench_audit, bench_event")


def write_one(number: int) -> float:
    """Seconds of one such transaction."""
    began = perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_record VALUES (%s, %s, 'signed')", [number, _BODY])
        cursor.execute("UPDATE bench_record SET state = 'published' WHERE id = %s", [number])
        cursor.execute("INSERT INTO bench_audit (at, detail) VALUES (now(), %s)", ['{"number": 1}'])
        cursor.execute("INSERT INTO bench_event (payload) VALUES (%s)", ['{"edition_id": 1}'])
    return perf_counter() - began
