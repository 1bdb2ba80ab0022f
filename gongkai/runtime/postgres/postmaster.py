"""The main server process: what its pid file says, whether it lives, how it is started and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.runtime.parenthood import dies_with_us
from gongkai.runtime.postgres.account import ServerAccount, tool_environment
from gongkai.runtime.postgres.diagnosis import explain
from gongkai.runtime.postgres.endpoint import Endpoint

_PID_FILE = "postmaster.pid"
_READY = "ready"
_STATUS_LINE = 7
_POLL = 0.02
_SILENCE = 120.0
"""Seconds without a sign of life after which a start has failed. Recovery after a crash may take longer in
all, but reports itself every ten seconds."""
_TELL_EVERY = 10.0
_FAST_STOP = 30.0
_IMMEDIATE_STOP = 10.0
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class PidFile:
    """The lines of postmaster.pid that matter here."""

    pid: int
    port: int
    socket_folder: str
    ready: bool

    @property
    def endpoint(self) -> Endpoint:
        """Where that server listens."""
        return Endpoint(self.port, Path(self.socket_folder) if self.socket_folder else None)


def read_pid_file(data: Path) -> PidFile | None:
    """What postmaster.pid says, or None when it is missing or half written."""
    try:
        lines = (data / _PID_FILE).read_text(encoding="utf-8").splitlines()
        return PidFile(
            pid=abs(int(lines[0])),
            port=int(lines[3]),
            socket_folder=lines[4].strip(),
            ready=lines[_STATUS_LINE:] != [] and lines[_STATUS_LINE].strip() == _READY,
        )
    except (OSError, ValueError, IndexError):
        return None


def living_server(data: Path) -> PidFile | None:
    """The pid file when its process is really the server of `data`, not one that reuses the number."""
    found = read_pid_file(data)
    return found if found and _serves(found.pid, data) else None


def end_survivors(data: Path, notify: Callable[[str], None]) -> None:
    """Stop what an earlier gongkai that was killed left running on `data`, and clear a stale pid file.

    Call it only while holding the folder's lock: then nobody else can own these processes.
    """
    survivor = living_server(data)
    if survivor:
        notify(f"上次没有正常退出，数据库（进程号 {survivor.pid}）还在运行，先让它停下。")
        stop_process(survivor.pid, lambda: _serves(survivor.pid, data))
    _await_none(lambda: list(_working_in(data)))
    stale = read_pid_file(data)
    # PostgreSQL removes a stale file itself, except when an unrelated process of ours has got the number.
    if stale and _PROC.is_dir() and not list(_working_in(data)):
        (data / _PID_FILE).unlink(missing_ok=True)


def end_builders(partial: Path) -> None:
    """Kill what a launcher that was killed left building `partial`, so that nothing writes into it any more.

    `initdb` works through children of its own, which outlive it for a moment and would fill the folder again
    while it is being removed. Call it only while holding the folder's lock.
    """

    def builders() -> list[int]:
        return [pid for pid in _naming(partial) if _kill(pid)]

    _await_none(builders)


def start_process(
    program: Path, options: list[str], data: Path, account: ServerAccount, log: Path
) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own; it shuts down fast when we die."""
    # The shell opens the log as the server's account, then becomes the server.
    script = 'umask 077; log="$1"; shift; exec "$@" >>"$log" 2>&1'
    command = ["/bin/sh", "-c", script, "sh", str(log), str(program), "-D", str(data), *options]
    return subprocess.Popen(  # noqa: S603 - our own program and settings
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=tool_environment(),
        start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGINT),  # noqa: PLW1509 - started before we have threads
        **account.credentials(),
    )


def await_ready(
    process: subprocess.Popen[bytes], data: Path, log: Path, log_start: int, notify: Callable[[str], None]
) -> None:
    """Wait until the server answers; raise RuntimeProblem when it ends or falls silent.

    `log_start` is the size in bytes that the log had before the start.
    """
    seen, since, told = log_start, time.monotonic(), time.monotonic()
    while True:
        found = read_pid_file(data)
        if found and found.pid == process.pid and found.ready:
            return
        if process.poll() is not None:
            raise explain(_words(log, log_start), "数据库没有启动", log)
        now, size = time.monotonic(), log_size(log)
        if size != seen:
            seen, since = size, now
        if now - since > _SILENCE:
            raise explain(_words(log, log_start), f"数据库启动后 {_SILENCE:.0f} 秒没有动静", log)
        if now - told > _TELL_EVERY:
            told = now
            notify("数据库正在从上次的异常退出中恢复，请稍候……")
        time.sleep(_POLL)


def stop_process(pid: int, lives: Callable[[], bool]) -> None:
    """Fast shutdown: sessions are ended, everything committed is on disk. Falls back to an immediate one,
    from which the next start recovers. `lives` tells whether the process is still there."""
    for sign, patience in (
        (signal.SIGINT, _FAST_STOP),
        (signal.SIGQUIT, _IMMEDIATE_STOP),
        (signal.SIGKILL, 5.0),
    ):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not lives():
                return
            time.sleep(_POLL)


def log_size(log: Path) -> int:
    """Bytes in the server log now; 0 when there is none."""
    try:
        return log.stat().st_size
    except OSError:
        return 0


def _await_none(find: Callable[[], list[int]]) -> None:
    """Orphaned sessions of a killed server notice its death by themselves within moments."""
    deadline = time.monotonic() + _IMMEDIATE_STOP
    while find() and time.monotonic() < deadline:
        time.sleep(_POLL)


def _serves(pid: int, data: Path) -> bool:
    if _PROC.is_dir():
        return _folder_of(_PROC / str(pid)) == str(data.resolve())
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _working_in(data: Path) -> Iterator[int]:
    """Server processes make their data folder the current one; nothing else does."""
    folder = str(data.resolve())
    for process in _PROC.glob("[0-9]*"):
        if _folder_of(process) == folder and _is_server(process):
            yield int(process.name)


def _naming(folder: Path) -> Iterator[int]:
    """Processes that were given `folder` as an argument, or work in it."""
    names = {str(folder), str(folder.resolve())}
    for process in _PROC.glob("[0-9]*"):
        if _folder_of(process) in names or not names.isdisjoint(_arguments(process)):
            yield int(process.name)


def _kill(pid: int) -> bool:
    """Whether the process was still there to be killed."""
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _arguments(process: Path) -> list[str]:
    try:
        return (process / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
    except OSError:
        return []


def _is_server(process: Path) -> bool:
    try:
        return (process / "comm").read_text(encoding="utf-8").startswith("postgres")
    except OSError:
        return False


def _folder_of(process: Path) -> str:
    try:
        return str((process / "cwd").readlink())
    except OSError:
        return ""


def _words(log: Path, start: int) -> str:
    try:
        with log.open("rb") as stream:
            stream.seek(start)
            return stream.read(200_000).decode("utf-8", errors="replace")
    except OSError:
        return ""
