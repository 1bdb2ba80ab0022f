"""Emptying the tables after a test with real transactions, although some of them refuse TRUNCATE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import connection

NO_TRUNCATE = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = 'gongkai_append_only' AND tgname LIKE '%_no_truncate'
"""
JOBS = "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers"
"""The job queue has no models that Django would empty."""


@pytest.fixture(scope="session", autouse=True)
def flush_append_only_tables() -> Iterator[None]:
    """Switch off the triggers against TRUNCATE, and no others, for the length of the clean-up."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self: Any, sql_list: Iterable[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(NO_TRUNCATE)
            triggers = cursor.fetchall()
        off = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers]
        on = [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in triggers]
        flush(self, [*off, *sql_list, JOBS, *on])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", without_triggers)
        yield
