"""Processes that are killed at random moments (SIGKILL: nobody cleans up), with the test's own database.

A part of the product that must stand this says which children work on it; what must hold afterwards is
asked of the database, in which everything was really committed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db import connection

ROUNDS = int(os.environ.get("GONGKAI_KILL_ROUNDS", "5"))
"""By hand: GONGKAI_KILL_ROUNDS=200."""

SEED = int(os.environ.get("GONGKAI_KILL_SEED", "20260301"))

PATIENCE = 60.0
"""Seconds that a statement of a killed process may go on in the database."""


def database_url() -> str:
    """The test database as other processes reach it."""
    found = connection.settings_dict
    user, password = quote(found["USER"] or ""), quote(found["PASSWORD"] or "")
    where = connection.get_connection_params()
    query = urlencode({"host": where["host"], "port": where.get("port") or 5432})
    return f"postgresql://{user}:{password}@/{found['NAME']}?{query}"


@contextmanager
def child(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A process on the test database; whatever is left of it, there too, is gone at the end of the block."""
    name = f"child-{uuid4().hex}"
    process = subprocess.Popen(
        command,
        env={**os.environ, "DATABASE_URL": database_url(), "GONGKAI_DB_POOL_MAX": "0", "PGAPPNAME": name},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)
        _outlive_sessions(name)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL to the process and to those that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _outlive_sessions(name: str) -> None:
    """Wait for the database to have done with a killed process.

    A commit that was under way when its client died is still carried out: asked too early, the database
    would show one half before it and one behind it.
    """
    latest = time.monotonic() + PATIENCE
    while _sessions(name):
        assert time.monotonic() < latest, "a session of the killed process is still there"
        time.sleep(0.02)


def _sessions(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [name])
        return int(cursor.fetchone()[0])


def said(process: subprocess.Popen[str]) -> str:
    """The next line that a child prints; empty when it has ended."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def moments(seconds: float) -> Iterator[float]:
    """How long the children of each round are left to work, from nothing to `seconds`; the same every run."""
    dice = random.Random(SEED)
    for _ in range(ROUNDS):
        yield dice.uniform(0, seconds)


def let_work(seconds: float) -> None:
    """Nothing to wait for but time: the moment of the kill is the point of it."""
    time.sleep(seconds)
