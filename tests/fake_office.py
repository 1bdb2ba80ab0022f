"""A program that is started like the office program of an installation and does something else."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

PATIENCE = 2
"""Seconds that a test gives it."""


def office(folder: Path, deed: str) -> Path:
    """The program; `deed` is Python that may use `made`, the folder into which it should write."""
    path = folder / "office"
    path.write_text(
        f"#!{sys.executable}\nimport os, pathlib, subprocess, sys, time\n"
        "made = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nmade.mkdir()\n"
        f"{deed}\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def writing(folder: Path, name: str, content: bytes) -> Path:
    """One that makes a file of that name with that content."""
    source = folder / "what-it-makes"
    source.write_bytes(content)
    return office(folder, f"(made / {name!r}).write_bytes(pathlib.Path({str(source)!r}).read_bytes())")
