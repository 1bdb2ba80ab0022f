"""The command lines of the long-running parts."""

from __future__ import annotations

import os
import sys

_THREADS = 4
_BACKPRESSURE = 64
"""Requests taken in at once by one worker process; more wait in the kernel's queue, not in our memory."""
_MOST_WORKERS = 8


def default_workers() -> int:
    """Web worker processes for this machine: one per core that we may use, two to eight."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, min(cores, _MOST_WORKERS))


def web_command(host: str, port: int, workers: int | None = None) -> list[str]:
    """The web server: granian in WSGI mode, `workers` processes with a few blocking threads each.

    WSGI and not ASGI: the views are synchronous, and a thread hop for each middleware was measured to
    cost most of the throughput.
    """
    count = default_workers() if workers is None else workers
    return [
        sys.executable, "-m", "granian",
        "--interface", "wsgi",
        "--host", host,
        "--port", str(port),
        "--workers", str(count),
        "--blocking-threads", str(_THREADS),
        "--backpressure", str(_BACKPRESSURE),
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout", "8",
        "--log-level", "warning",
        "gongkai.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The background worker."""
    return [sys.executable, "-m", "gongkai.edges.cli.main", "worker"]
