"""Throw-away data folders, and an interpreter for an account that is not ours."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.runtime.home import Home
from tests.postgres_for_tests import temporary_home


@pytest.fixture
def home() -> Iterator[Home]:
    """A data folder with a short path that other accounts can pass through."""
    made = temporary_home("gk-")
    yield made
    shutil.rmtree(made.root, ignore_errors=True)


@pytest.fixture
def notices() -> list[str]:
    """What a cluster under test has told the operator."""
    return []


@pytest.fixture(scope="session")
def python_of_nobody() -> list[str]:
    """A command that runs this version of Python as an unprivileged account with the same packages."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another account; as an ordinary user the other tests show the same")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        if Path(python).exists() and _runs_as_nobody(python):
            return [python]
    pytest.skip(f"no {version} that an unprivileged account can run")


@pytest.fixture(scope="session")
def nobody() -> pwd.struct_passwd:
    """The unprivileged account."""
    return pwd.getpwnam("nobody")


def _runs_as_nobody(python: str) -> bool:
    entry = pwd.getpwnam("nobody")
    try:
        done = subprocess.run(
            [python, "-c", "import psycopg, gongkai.runtime.postgres"],
            user=entry.pw_uid, group=entry.pw_gid, extra_groups=[], cwd="/", env=foreign_environment(),
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


def foreign_environment() -> dict[str, str]:
    """Environment in which an interpreter outside the virtual environment finds our packages."""
    checkout = Path(__file__).resolve().parents[2]
    packages = Path(pytest.__file__).parents[1]
    return {
        "PATH": os.defpath,
        "PYTHONPATH": f"{checkout}:{packages}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": "/nonexistent",
    }
