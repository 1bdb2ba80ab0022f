"""Children that end when their parent does, however it ends (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_us(sign: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` for subprocess: the child gets `sign` when the thread that starts it ends.

    So it must be started from a thread that lives as long as the process, normally the main one. Safe only
    while this process has no other threads. On other systems than Linux it does nothing.
    """
    parent = os.getpid()

    def tie() -> None:
        if _libc is None:
            return
        _libc.prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:  # the parent died between fork and here
            os.kill(os.getpid(), signal.SIGKILL)

    return tie
