"""How the command line speaks: one line, one mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")

OK_MARK = "✓"
PROBLEM_MARK = "✗"
NOTE_MARK = "·"

UNREADABLE = 2
"""Exit code of a tool that could read nothing of what it was given, the same as for a wrong argument."""


def done(text: str) -> None:
    click.echo(f"{click.style(OK_MARK, fg='green')} {text}")


def problem(text: str, advice: str = "") -> None:
    click.echo(f"{click.style(PROBLEM_MARK, fg='red')} {text}", err=True)
    if advice:
        click.echo(f"  {advice}", err=True)


def remark(text: str) -> None:
    click.echo(f"{NOTE_MARK} {text}")


@contextmanager
def progress(work: Sequence[T], what: str) -> Iterator[Iterable[T]]:
    """Walk through `work` with a bar; nothing is shown when there is nothing to do."""
    if not work:
        yield work
        return
    with click.progressbar(
        work, label=f"  载入{what}", show_pos=True, show_eta=True, update_min_steps=max(1, len(work) // 50)
    ) as bar:
        yield bar
