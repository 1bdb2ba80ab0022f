"""The supervisor, with real processes: restart, order, time bound, no orphans."""

from __future__ import annotations

import ast
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = Path(__file__).with_name("supervised.py")
_ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90
"""Seconds for processes to end, on a machine that has other tests to run."""
_NOTE_END = (
    "import os, signal, sys, time, pathlib\n"
    "folder = pathlib.Path(os.environ['FOLDER'])\n"
    "def end(*_):\n"
    "    open(folder / 'order', 'a').write(NAME + '\\n'); sys.exit(0)\n"
    "signal.signal(signal.SIGTERM, end)\n"
    "(folder / (NAME + '.ready')).touch(); print('服务就绪', flush=True)\n"
    "while True: time.sleep(0.05)\n"
)
_GRANDCHILD = (
    "import os, pathlib, subprocess, sys, time\n"
    "folder = pathlib.Path(os.environ['FOLDER'])\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import signal, time;"
    " signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)'])\n"
    "(folder / 'grandchild').write_text(str(child.pid)); (folder / 'web.ready').touch()\n"
    "time.sleep(60)\n"
)
_DEAF = (
    "import os, pathlib, signal, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "(pathlib.Path(os.environ['FOLDER']) / 'web.ready').touch()\n"
    "while True: time.sleep(0.05)\n"
)


def _named(name: str, code: str) -> str:
    return f"{name}=NAME = {name!r}\n{code}"


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT), **more}


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the supervisor script and ends what a failed test leaves."""
    running: list[subprocess.Popen[str]] = []

    def run(*children: str, **options: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(_SCRIPT), str(tmp_path), *children],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True,
            env=_environment(**options),
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def _read_until(process: subprocess.Popen[str], needle: str) -> str:
    assert process.stdout
    for line in process.stdout:
        if needle in line:
            return line
    raise AssertionError(f"{needle!r} was never said")


def _pids(line: str) -> dict[str, int]:
    found: dict[str, int] = ast.literal_eval(line.split("ready ", 1)[1])
    return found


def _alive(pid: int) -> bool:
    """A zombie that nobody has waited for yet counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_in_order(start: Start, tmp_path: Path, sign: signal.Signals) -> None:
    process = start(_named("web", _NOTE_END), _named("worker", _NOTE_END))
    pids = _pids(_read_until(process, "ready {"))
    process.send_signal(sign)
    assert process.wait(PATIENCE) == 0
    assert (tmp_path / "order").read_text().split() == ["web", "worker"]
    assert not any(map(_alive, pids.values()))
    reason = "terminal gone" if sign == signal.SIGHUP else "asked"
    assert (tmp_path / "reason").read_text() == reason


def test_lines_go_to_files_and_prefixed_to_the_terminal(start: Start, tmp_path: Path) -> None:
    process = start(_named("web", _NOTE_END))
    assert _read_until(process, "服务就绪") == "web | 服务就绪\n"
    assert "服务就绪" in (tmp_path / "web.log").read_text(encoding="utf-8")


def test_a_crashed_child_is_started_again(start: Start, tmp_path: Path) -> None:
    process = start(_named("web", _NOTE_END))
    first = _pids(_read_until(process, "ready {"))["web"]
    os.kill(first, signal.SIGKILL)
    assert "SIGKILL" in _read_until(process, "意外停止")
    assert "1 秒后重新启动" in _read_until(process, "重新启动")
    _read_until(process, "服务就绪")
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert (tmp_path / "order").read_text() == "web\n"


@pytest.mark.slow
def test_a_hopeless_child_ends_it_with_its_last_words(start: Start) -> None:
    process = start("web=raise SystemExit('端口配置不对')")
    line = _read_until(process, "problem")
    assert "连续 4 次没有启动成功" in line
    assert process.stdout
    assert "端口配置不对" in process.stdout.read()
    assert process.wait(PATIENCE) == 1


def test_a_deaf_child_is_ended_in_time(start: Start) -> None:
    process = start(f"web={_DEAF}", STOP_SECONDS="1")
    pid = _pids(_read_until(process, "ready {"))["web"]
    begun = time.monotonic()
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert time.monotonic() - begun < 10
    assert not _alive(pid)


def test_a_second_signal_hurries(start: Start) -> None:
    process = start(f"web={_DEAF}", STOP_SECONDS="60")
    pid = _pids(_read_until(process, "ready {"))["web"]
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert _alive(pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert not _alive(pid)


def test_grandchildren_go_too(start: Start, tmp_path: Path) -> None:
    process = start(f"web={_GRANDCHILD}")
    _read_until(process, "ready {")
    grandchild = int((tmp_path / "grandchild").read_text())
    assert _alive(grandchild)
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert _gone_within(grandchild, 10)


@pytest.mark.skipif(sys.platform != "linux", reason="needs PR_SET_PDEATHSIG")
def test_a_killed_supervisor_leaves_no_orphans(start: Start) -> None:
    process = start(_named("web", _NOTE_END), _named("worker", _NOTE_END))
    pids = _pids(_read_until(process, "ready {"))
    process.kill()
    process.wait()
    assert all(_gone_within(pid, 15) for pid in pids.values())


@pytest.mark.parametrize("ignored", [False, True], ids=["plain", "nohup"])
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_it_ends_with_its_terminal_unless_told_to_ignore(tmp_path: Path, ignored: bool) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - becomes the supervisor
        if ignored:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        arguments = [sys.executable, str(_SCRIPT), str(tmp_path), _named("web", _NOTE_END)]
        os.execve(sys.executable, arguments, _environment())
    said = b""
    while b"ready {" not in said:
        said += os.read(terminal, 4096)
    os.close(terminal)
    try:
        deadline = time.monotonic() + (2 if ignored else PATIENCE)
        while not (tmp_path / "reason").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (tmp_path / "reason").exists() is not ignored
        if not ignored:
            assert (tmp_path / "reason").read_text() == "terminal gone"
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
