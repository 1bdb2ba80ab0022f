"""A whole installation in a folder of its own: database, demonstration county, web server, worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.runtime import ports
from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster
from gongkai.runtime.serving import web_command, worker_command

_HOST = "127.0.0.1"
_PATIENCE = 30.0


@contextmanager
def installation() -> Iterator[None]:
    """Sets GONGKAI_DATA_DIR and DATABASE_URL for the block; everything is gone afterwards."""
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build", prefix="bench-") as folder:
        # the database may run under another account, which has to get in
        Path(folder).chmod(0o711)
        os.environ["GONGKAI_DATA_DIR"] = str(Path(folder).resolve())
        home = Home.find()
        home.prepare()
        with Cluster.for_home(home, notify=print).running() as url:
            os.environ["DATABASE_URL"] = url
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
            subprocess.run(
                [sys.executable, "-m", "gongkai.edges.cli.main", "prepare", "--demonstration"], check=True
            )
            yield


@contextmanager
def served() -> Iterator[str]:
    """The web server and the worker for the block; yields the address."""
    port = ports.next_free(_HOST, 8700)
    address = f"http://{_HOST}:{port}"
    children = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in (web_command(_HOST, port), worker_command())
    ]
    try:
        _await(f"{address}/robots.txt")
        yield address
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def _await(address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
