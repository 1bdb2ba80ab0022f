"""What a killed process left under way in the database is done with before anything is asked of it."""

from __future__ import annotations

import sys

import pytest
from django.db import connection

from tests.killing import child, said

WRITES_SLOWLY = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as session:
    session.execute("CREATE TABLE written_late (row integer)")
    print("ready", flush=True)
    session.execute("INSERT INTO written_late SELECT 1 FROM pg_sleep(2)")
"""

UNDER_WAY = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND starts_with(query, 'INSERT INTO written_late')"
)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_statement_under_way_is_waited_for() -> None:
    with child([sys.executable, "-c", WRITES_SLOWLY]) as process:
        assert said(process) == "ready"
        while not _number(UNDER_WAY):
            assert process.poll() is None, "it was written before anybody saw it under way"
    try:
        assert _number("SELECT count(*) FROM written_late") == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE written_late")


def _number(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
