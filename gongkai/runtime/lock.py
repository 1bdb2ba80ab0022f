"""One owner at a time for a data folder."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from gongkai.runtime.problem import RuntimeProblem

_TRIES = 4
_PAUSE = 0.05


class FolderLock:
    """An advisory lock that the kernel gives back when its holder dies, however it dies.

    The lock file stays behind on purpose: removing it would let two processes lock two different files
    of the same name.
    """

    def __init__(self, path: Path, subject: str) -> None:
        """`path` is the lock file; `subject` is what is locked, in Chinese, for the refusal."""
        self.path = path
        self.subject = subject
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock or raise RuntimeProblem naming the process that has it."""
        if self.held:
            return
        descriptor = self._open()
        try:
            self._lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise self._refusal(error) from error
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        with suppress(OSError):  # a full disk costs the name of the holder, not the lock
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._descriptor is None:
            return
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = None

    def holder(self) -> int | None:
        """The pid written by the process that holds the lock now, or None when nobody does."""
        if self.held:
            return os.getpid()
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return self._written_pid() or 0
        except OSError:
            return None
        finally:
            os.close(descriptor)
        return None

    def __enter__(self) -> FolderLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @staticmethod
    def _lock(descriptor: int) -> None:
        """A few tries, because `holder()` of another process takes the lock for an instant."""
        for _ in range(_TRIES - 1):
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
        return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        try:
            return os.open(self.path, flags, 0o600)
        except OSError as error:
            raise RuntimeProblem(
                f"不能在{self.subject}里建立锁文件 {self.path}（{error.strerror}）。",
                "检查该文件夹是否存在、当前用户是否可写、磁盘是否已满或只读。",
            ) from error

    def _refusal(self, error: OSError) -> RuntimeProblem:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            return RuntimeProblem(
                f"{self.subject} 所在的文件系统不支持加锁（{error.strerror}）。",
                "把 GONGKAI_DATA_DIR 指到本机磁盘上的文件夹，不要放在网络盘上。",
            )
        pid = self._written_pid()
        who = f"另一个 gongkai（进程号 {pid}）" if pid else "另一个 gongkai"
        return RuntimeProblem(
            f"{self.subject} 正被{who}使用。",
            "先停止它（在它的窗口按 Ctrl-C"
            + (f"，或执行 kill {pid}" if pid else "")
            + "）；要同时运行两套，请为第二套设置不同的 GONGKAI_DATA_DIR。",
        )

    def _written_pid(self) -> int | None:
        try:
            text = self.path.read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return None
        return int(text) if text.isdigit() else None
