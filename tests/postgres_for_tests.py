"""A throw-away PostgreSQL for the tests, unless DATABASE_URL names one.

Importing this module decides the addresses, so it must come before Django's settings; the server itself
starts when the first test wants a database. It ends with the session, also after Ctrl-C; should the
test process be killed outright, the server notices and shuts down by itself. Where several processes
share the tests, each has a server of its own, and one of them makes the database for all
(`copied_database`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster
from tests.copied_database import copied_database, keep_copy

NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # as little as possible beside the tests: no log for replicas, no cleaning, no writing ahead
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "bgwriter_lru_maxpages": "0",
    "shared_buffers": "256MB",
}
"""For clusters that are thrown away only."""


def temporary_home(prefix: str = "gongkai-tests-") -> Home:
    """An empty data folder in the temporary folder, which other accounts may pass through."""
    root = Path(tempfile.mkdtemp(prefix=prefix))
    root.chmod(0o711)
    return Home(root)


def _remove_home() -> None:
    _CLUSTER.stop()
    shutil.rmtree(_HOME.root, ignore_errors=True)


_HOME = temporary_home()
_CLUSTER = Cluster(_HOME, settings=NOT_DURABLE)
_OWN_SERVER = not os.environ.get("DATABASE_URL")

atexit.register(_remove_home)
os.environ["GONGKAI_DATA_DIR"] = str(_HOME.root)  # tests never touch real data
if _OWN_SERVER:
    os.environ["DATABASE_URL"] = _HOME.database_url()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """The processes that share the tests begin with the environment this one began with: with its server's
    address in it they would take that for the user's, and with the settings named they would read them
    before their own server has an address."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    if _OWN_SERVER:
        del os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Our own server may have the database already, as a copy; the server and all in it go afterwards."""
    return _OWN_SERVER or bool(request.config.getoption("reuse_db"))


@pytest.fixture(scope="session")
def making_the_database() -> Iterator[ExitStack]:
    """Holds what keeps the other processes from making the database as well, until it is closed."""
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, making_the_database: ExitStack
) -> Iterator[None]:
    """pytest-django asks for this before it creates the test database, which on a server named by the user
    has the number of the process in its name."""
    if _OWN_SERVER:
        making_the_database.enter_context(copied_database(_HOME))
        url = _CLUSTER.start()
        if url != os.environ["DATABASE_URL"]:
            pytest.exit(f"no Unix socket possible below {_HOME.root}: set TMPDIR to a short local folder", 3)
        with psycopg.connect(_CLUSTER.superuser_url(), autocommit=True) as superuser:
            superuser.execute("alter role gongkai createdb")
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    yield
    _CLUSTER.stop()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, making_the_database: ExitStack
) -> None:
    """The migrated database of pytest-django, of which a copy is kept for the other processes."""
    if _OWN_SERVER:
        with django_db_blocker.unblock():
            connection.close()
            connection.close_pool()
        keep_copy(_CLUSTER)
        making_the_database.close()
