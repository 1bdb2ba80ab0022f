"""A throw-away PostgreSQL for the tests, unless DATABASE_URL names one.

Importing this module decides the addresses, so it must come before Django's settings; the server itself
starts when the first test wants a database. It ends with the session, also after Ctrl-C; should the
test process be killed outright, the server notices and shuts down by itself. Where several processes
share the tests, each has a server of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster

NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django asks for this before it creates the test database, which on a server named by the user
    has the number of the process in its name."""
    if _OWN_SERVER:
        url = _CLUSTER.start()
        if url != os.environ["DATABASE_URL"]:
            pytest.exit(f"no Unix socket possible below {_HOME.root}: set TMPDIR to a short local folder", 3)
        with psycopg.connect(_CLUSTER.superuser_url(), autocommit=True) as connection:
            connection.execute("alter role gongkai createdb")
    yield
    _CLUSTER.stop()
