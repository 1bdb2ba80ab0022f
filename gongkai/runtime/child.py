"""One supervised process: started, watched, started again, stopped with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from gongkai.runtime.logfiles import LineSplitter
from gongkai.runtime.parenthood import dies_with_us
from gongkai.runtime.problem import RuntimeProblem

_CHUNK = 64 * 1024
_MOST_CHUNKS = 256
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_STEADY = 60.0
"""Seconds of life after which a child counts as healthy again and its back-off is forgotten."""
_POLL = 0.05


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """What to run.

    `ready` is asked until it says yes; `stop_seconds` is how long the child may take to end by itself.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] = _always
    stop_seconds: float = 10.0


class Child:
    """The running side of a ChildSpec."""

    def __init__(self, spec: ChildSpec, take_line: Callable[[str], None]) -> None:
        """`take_line` receives every line that the child writes."""
        self.spec = spec
        self.failures = 0
        self.start_at = 0.0
        self.was_ready = False
        self._take_line = take_line
        self._splitter = LineSplitter(take_line)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def ended(self) -> bool:
        """Whether a process was started and has ended without having been asked to."""
        return self._process is not None and self._process.poll() is not None

    @property
    def pid(self) -> int | None:
        """The process number while it is known."""
        return self._process.pid if self._process else None

    @property
    def output(self) -> int | None:
        """The file descriptor to wait on for its output."""
        return self._process.stdout.fileno() if self._process and self._process.stdout else None

    def start(self) -> None:
        """Start the process in a process group of its own, so that Ctrl-C reaches only the supervisor."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - commands are built by gongkai
                list(self.spec.command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **self.spec.environment},
                process_group=0,
                preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509 - the supervisor has no threads
            )
        except OSError as error:
            raise RuntimeProblem(
                f"不能启动 {self.spec.name}（{error.strerror}）。", "检查安装是否完整，可重新执行 make demo。"
            ) from error
        assert self._process.stdout
        os.set_blocking(self._process.stdout.fileno(), False)
        self._started = time.monotonic()

    def read(self) -> bool:
        """Take in some of the output; False when there is none now or ever again."""
        if self.output is None:
            return False
        try:
            chunk = os.read(self.output, _CHUNK)
        except OSError:
            return False
        self._splitter.feed(chunk)
        return bool(chunk)

    def bury(self) -> int:
        """After its end: take in the rest, end what it left behind in its group; return the exit code."""
        assert self._process
        self._signal(signal.SIGKILL)
        self._drain()
        code = self._process.wait()
        if time.monotonic() - self._started >= _STEADY:
            self.failures = 0
        self.failures += 1
        pause = min(_FIRST_PAUSE * 2 ** (self.failures - 1), _LONGEST_PAUSE)
        self.start_at = time.monotonic() + pause
        self._forget()
        return code

    def stop(self, *, hurry: Callable[[], bool]) -> None:
        """Ask it to end, insist after `stop_seconds` or as soon as `hurry` says so; nothing of it remains."""
        if self._process is None:
            return
        deadline = time.monotonic() + self.spec.stop_seconds
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGTERM)
        while self._process.poll() is None and time.monotonic() < deadline and not hurry():
            self.read()
            time.sleep(_POLL)
        if self._process.poll() is None:
            self._take_line(f"{self.spec.name} 没有按时停下，强行结束。")
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._drain()
        self._forget()

    def _drain(self) -> None:
        """Up to a bound, in case a stray grandchild in another group keeps writing."""
        for _ in range(_MOST_CHUNKS):
            if not self.read():
                break
        self._splitter.close()

    def _signal(self, sign: signal.Signals) -> None:
        assert self._process
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, sign)

    def _forget(self) -> None:
        if self._process and self._process.stdout:
            self._process.stdout.close()
        self._process = None
