"""Run by the tests of the supervisor in a process of its own.

Usage: supervised.py FOLDER NAME=PYTHON-CODE …   Stop seconds: STOP_SECONDS in the environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gongkai.runtime.child import ChildSpec
from gongkai.runtime.problem import RuntimeProblem
from gongkai.runtime.processes import Supervisor


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main() -> int:
    """Supervise until told to stop; print what happens."""
    folder = Path(sys.argv[1])
    specs = []
    for part in sys.argv[2:]:
        name, code = part.split("=", 1)
        marker = folder / f"{name}.ready"
        specs.append(
            ChildSpec(
                name,
                [sys.executable, "-c", code],
                {"FOLDER": str(folder)},
                ready=marker.exists,
                stop_seconds=float(os.environ.get("STOP_SECONDS", "5")),
            )
        )
    supervisor = Supervisor(specs, folder, tell=_say, echo=True)
    try:
        reason = supervisor.run(lambda: _say(f"ready {supervisor.pids}"))
    except RuntimeProblem as problem:
        _say(f"problem {problem}")
        return 1
    (folder / "reason").write_text(reason.value)
    _say(f"stopped {reason.value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
