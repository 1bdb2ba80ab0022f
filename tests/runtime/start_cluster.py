"""Run by the tests of the launcher in a process of its own, sometimes under another account.

Usage: start_cluster.py DATA-FOLDER     It says the address, waits for a line or the end of its input, stops.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster
from gongkai.runtime.problem import RuntimeProblem


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main() -> int:
    """Run the database of a data folder until told to stop."""
    try:
        with Cluster.for_home(
            Home(Path(sys.argv[1])), notify=lambda text: _say(f"notice {text}")
        ).running() as url:
            _say(f"url {url}")
            sys.stdin.readline()
    except RuntimeProblem as problem:
        _say(f"problem {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
