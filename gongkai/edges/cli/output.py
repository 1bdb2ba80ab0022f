"""How the command line speaks: one line, one mark."""

from __future__ import annotations

import click

OK_MARK = "✓"
PROBLEM_MARK = "✗"
NOTE_MARK = "·"


def done(text: str) -> None:
    click.echo(f"{click.style(OK_MARK, fg='green')} {text}")


def problem(text: str, advice: str = "") -> None:
    click.echo(f"{click.style(PROBLEM_MARK, fg='red')} {text}", err=True)
    if advice:
        click.echo(f"  {advice}", err=True)


def remark(text: str) -> None:
    click.echo(f"{NOTE_MARK} {text}")
