"""Keeps the long-running parts running, and stops all of them together."""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from types import FrameType

from gongkai.runtime.child import Child, ChildSpec
from gongkai.runtime.logfiles import LogFile
from gongkai.runtime.problem import RuntimeProblem

_TICK = 0.5
_EARLY_FAILURES = 4
"""Deaths before it was ever ready after which a child is hopeless."""
_LINES_SHOWN = 15
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopReason(Enum):
    """Why a supervisor stopped."""

    ASKED = "asked"
    TERMINAL_GONE = "terminal gone"


def _nothing() -> None:
    return None


class Supervisor:
    """Runs children until a signal comes, restarts those that die, and ends them in the order given.

    It has no threads: one loop reads all output and watches all processes. Run it in the main thread.
    """

    def __init__(
        self,
        children: Sequence[ChildSpec],
        logs: Path,
        *,
        tell: Callable[[str], None] = print,
        echo: bool = False,
        watch: Callable[[], None] = _nothing,
    ) -> None:
        """`children` are stopped in this order. `logs` is an existing folder.

        `tell` gets lines for the operator; with `echo` also every line of the children, prefixed.
        `watch` is called about twice a second, e.g. `Cluster.ensure_running`; a RuntimeProblem from it
        stops everything.
        """
        self._logs = {spec.name: LogFile(logs / f"{spec.name}.log") for spec in children}
        self._children = [Child(spec, self._line_taker(spec.name)) for spec in children]
        self._tell_operator = tell
        self._echo = echo
        self._watch = watch
        self._signals: list[int] = []
        self._needs_terminal = False
        self._terminal_gone = False

    @property
    def pids(self) -> dict[str, int]:
        """The process numbers of the children that run, by name."""
        return {child.spec.name: child.pid for child in self._children if child.pid is not None}

    def run(self, on_ready: Callable[[], None] = _nothing) -> StopReason:
        """Start all, call `on_ready` once when all are ready, and return after all have been stopped.

        Raises RuntimeProblem (after stopping all) when a child never gets ready.
        """
        with self._signals_caught() as wake:
            try:
                self._supervise(wake, on_ready)
            finally:
                self._stop_all()
        hung_up = self._terminal_gone or signal.SIGHUP in self._signals
        return StopReason.TERMINAL_GONE if hung_up else StopReason.ASKED

    def _supervise(self, wake: int, on_ready: Callable[[], None]) -> None:
        told_ready = False
        while not self._stopping:
            for child in self._children:
                self._care_for(child)
            self._watch()
            self._terminal_gone = self._needs_terminal and not _has_terminal()
            if not told_ready and all(child.was_ready for child in self._children):
                told_ready = True
                with suppress(OSError):  # it talks to a terminal that may just have vanished
                    on_ready()
            self._wait(wake)

    def _care_for(self, child: Child) -> None:
        if child.ended:
            code = child.bury()
            self._note(child, f"{child.spec.name} 意外停止（{_meaning(code)}）")
            self._give_up_if_hopeless(child)
        if child.pid is None and time.monotonic() >= child.start_at:
            child.start()
        if child.alive and not child.was_ready and child.spec.ready():
            child.was_ready = True

    def _give_up_if_hopeless(self, child: Child) -> None:
        log = self._logs[child.spec.name]
        if child.was_ready or child.failures < _EARLY_FAILURES:
            pause = child.start_at - time.monotonic()
            self._note(child, f"{pause:.0f} 秒后重新启动 {child.spec.name}；记录在 {log.path}")
            return
        last = "\n".join(f"    {line}" for line in log.tail(_LINES_SHOWN))
        raise RuntimeProblem(
            f"{child.spec.name} 连续 {child.failures} 次没有启动成功。最后的记录：\n{last}",
            f"按上面的记录排查（全文在 {log.path}），然后重新启动；数据没有受影响。",
        )

    def _wait(self, wake: int) -> None:
        """Until there is output, a signal, or half a second has gone."""
        with selectors.DefaultSelector() as selector:
            selector.register(wake, selectors.EVENT_READ, None)
            for child in self._children:
                if child.output is not None and child.alive:
                    selector.register(child.output, selectors.EVENT_READ, child)
            for key, _ in selector.select(_TICK):
                if key.data is None:
                    os.read(wake, 4096)
                elif not key.data.read():
                    time.sleep(_TICK / 10)  # its output is closed but it lives: do not spin

    def _stop_all(self) -> None:
        already = len(self._signals)
        for child in self._children:
            with suppress(RuntimeProblem):
                child.stop(hurry=lambda: len(self._signals) > max(already, 1))

    @property
    def _stopping(self) -> bool:
        return bool(self._signals) or self._terminal_gone

    @contextmanager
    def _signals_caught(self) -> Iterator[int]:
        """A file descriptor that becomes readable on a signal; a SIGHUP that is ignored (nohup) stays so."""
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        before = {sign: signal.getsignal(sign) for sign in _SIGNALS}
        caught = [sign for sign in _SIGNALS if not (sign == signal.SIGHUP and before[sign] is signal.SIG_IGN)]
        self._needs_terminal = signal.SIGHUP in caught and _has_terminal()
        old_wake = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for sign in caught:
            signal.signal(sign, self._on_signal)
        try:
            yield reader
        finally:
            for sign in caught:
                signal.signal(sign, before[sign])
            signal.set_wakeup_fd(old_wake)
            os.close(reader)
            os.close(writer)

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        self._signals.append(number)

    def _line_taker(self, name: str) -> Callable[[str], None]:
        def take(line: str) -> None:
            self._logs[name].write(line)
            if self._echo:
                self._tell(f"{name} | {line}")

        return take

    def _note(self, child: Child, text: str) -> None:
        self._logs[child.spec.name].write(text)
        self._tell(text)

    def _tell(self, text: str) -> None:
        """A closed pipe (`gongkai demo | head`) ends the talking and not the work."""
        try:
            self._tell_operator(text)
        except OSError:
            self._tell_operator = _ignore


def _ignore(_: str) -> None:
    return None


def _has_terminal() -> bool:
    """Whether this session still has a controlling terminal."""
    try:
        descriptor = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    os.close(descriptor)
    return True


def _meaning(code: int) -> str:
    if code >= 0:
        return f"退出码 {code}"
    with suppress(ValueError):
        return f"信号 {signal.Signals(-code).name}"
    return f"信号 {-code}"
