"""Log files that do not fill the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_LARGEST = 10 * 1024 * 1024
_KEPT = 5
_LONGEST_LINE = 64 * 1024
_CHINA = ZoneInfo("Asia/Shanghai")


class LogFile:
    """Lines of one process, each with the time in China, in a file that is turned over when it grows large.

    A full disk costs lines, never the process: writing goes on being tried.
    """

    def __init__(self, path: Path, *, largest: int = _LARGEST, kept: int = _KEPT) -> None:
        """`largest` is in bytes; `kept` older files stay beside it as `name.1` (newest) and so on."""
        self.path = path
        self._largest = largest
        self._kept = kept

    def write(self, line: str) -> None:
        """Append one line (without its end)."""
        stamp = datetime.now(_CHINA).strftime("%Y-%m-%d %H:%M:%S")
        with suppress(OSError):
            self._turn_over()
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(f"{stamp} {line}\n")

    def tail(self, lines: int) -> list[str]:
        """The last `lines` lines."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
        except OSError:
            return []

    def _turn_over(self) -> None:
        if not self.path.exists() or self.path.stat().st_size < self._largest:
            return
        for number in range(self._kept - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))


class LineSplitter:
    """Cuts a stream of bytes into lines; a line without end is cut so that memory stays bounded."""

    def __init__(self, take: Callable[[str], None]) -> None:
        """`take` receives each line."""
        self._take = take
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        """Add bytes as they come."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            self._emit(line)
        if len(self._rest) > _LONGEST_LINE:
            self.close()

    def close(self) -> None:
        """Give out what is left without a line end."""
        if self._rest:
            self._emit(self._rest)
        self._rest = b""

    def _emit(self, line: bytes) -> None:
        self._take(line.rstrip(b"\r").decode("utf-8", errors="replace"))
