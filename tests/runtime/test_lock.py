"""One owner of a data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.runtime.lock import FolderLock
from gongkai.runtime.problem import RuntimeProblem

_HOLD = (
    "import sys, time; from pathlib import Path; from gongkai.runtime.lock import FolderLock\n"
    "lock = FolderLock(Path(sys.argv[1]), '数据文件夹'); lock.acquire()\n"
    "print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_refusal_names_the_holder(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(RuntimeProblem, match=f"进程号 {holder.pid}") as caught:
        FolderLock(tmp_path / "lock", "数据文件夹").acquire()
    assert f"kill {holder.pid}" in caught.value.advice


def test_a_killed_holder_gives_the_lock_back(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    lock = FolderLock(tmp_path / "lock", "数据文件夹")
    assert lock.holder() == holder.pid
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert lock.holder() is None
    with lock:
        assert lock.holder() == os.getpid()


def test_it_can_be_taken_again_after_release(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock", "数据文件夹")
    for _ in range(2):
        with lock:
            assert lock.held
        assert not lock.held
    lock.release()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeProblem, match="锁文件"):
        FolderLock(tmp_path / "none" / "lock", "数据文件夹").acquire()


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("text")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(RuntimeProblem, match="锁文件"):
        FolderLock(tmp_path / "lock", "数据文件夹").acquire()
    assert (tmp_path / "precious").read_text() == "text"
