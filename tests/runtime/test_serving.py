"""The command lines of web server and worker."""

from __future__ import annotations

import sys
from itertools import pairwise

from gongkai.runtime.serving import default_workers, web_command, worker_command


def test_the_web_server_runs_wsgi_with_bounded_intake() -> None:
    command = web_command("127.0.0.1", 8000, 3)
    assert command[:3] == [sys.executable, "-m", "granian"]
    assert command[-1] == "gongkai.config.wsgi:application"
    options = dict(pairwise(command))
    assert options["--interface"] == "wsgi"
    assert options["--workers"] == "3"
    assert int(options["--backpressure"]) >= int(options["--blocking-threads"])


def test_workers_follow_the_machine() -> None:
    assert 2 <= default_workers() <= 8
    assert str(default_workers()) in web_command("127.0.0.1", 8000)


def test_the_worker_runs_in_the_same_interpreter() -> None:
    assert worker_command() == [sys.executable, "-m", "gongkai.edges.cli.main", "worker"]
