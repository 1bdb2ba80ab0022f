"""Which PostgreSQL programs are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster, find_binaries
from gongkai.runtime.postgres.account import choose_account
from gongkai.runtime.problem import RuntimeProblem
from tests.postgres_for_tests import NOT_DURABLE

_DEBIAN = sorted(Path("/usr/lib/postgresql").glob("1[5-8]/bin"))


def _fake(folder: Path, says: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\n{says}\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_wheel_is_the_default() -> None:
    found = find_binaries({})
    assert found.package
    assert found.major == 18


def test_a_given_folder_comes_first(tmp_path: Path) -> None:
    folder = _fake(tmp_path / "bin", "echo 'postgres (PostgreSQL) 16.4'")
    found = find_binaries({"PG_BIN_DIR": str(folder)})
    assert (found.folder, found.major, found.version) == (folder, 16, "16.4")


@pytest.mark.parametrize(
    ("says", "problem"),
    [
        ("echo 'postgres (PostgreSQL) 12.1'", "PostgreSQL 12"),
        ("echo 'GLIBC_2.99 not found' >&2; exit 1", "GLIBC_2.99"),
    ],
)
def test_a_given_folder_that_does_not_do_is_an_error(tmp_path: Path, says: str, problem: str) -> None:
    folder = _fake(tmp_path / "bin", says)
    with pytest.raises(RuntimeProblem, match=problem):
        find_binaries({"PG_BIN_DIR": str(folder)})


def test_a_given_folder_without_programs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeProblem, match="没有 postgres") as caught:
        find_binaries({"PG_BIN_DIR": str(tmp_path)})
    assert "PG_BIN_DIR" in caught.value.advice


def test_without_the_wheel_the_newest_supported_system_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for major in (9, 15, 17, 99):
        _fake(tmp_path / str(major) / "bin", f"echo 'postgres (PostgreSQL) {major}.1'")
    assert find_binaries({}, tmp_path).major == 17


def test_nothing_found_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(RuntimeProblem, match="没有找到可用的 PostgreSQL") as caught:
        find_binaries({}, tmp_path)
    assert "DATABASE_URL" in caught.value.advice


@pytest.mark.skipif(not _DEBIAN, reason="no PostgreSQL 15-18 of the system (apt install postgresql)")
def test_the_system_version_runs_too(home: Home) -> None:
    cluster = Cluster(home, environ={"PG_BIN_DIR": str(_DEBIAN[0])}, settings=NOT_DURABLE)
    with cluster.running():
        assert cluster.is_running
        made_by = (cluster.data_dir / "PG_VERSION").read_text().strip()
    assert made_by == _DEBIAN[0].parent.name


def test_an_unsuitable_account_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    for name in ("root", "gongkai-does-not-exist"):
        with pytest.raises(RuntimeProblem, match="GONGKAI_DATABASE_ACCOUNT"):
            choose_account(None, {"GONGKAI_DATABASE_ACCOUNT": name})
