"""The entry point. Django is set up only for the sub-commands that need it."""

from __future__ import annotations

import sys

import click

from gongkai import __version__
from gongkai.edges.cli.output import PROBLEM_MARK
from gongkai.kernel.errors import GongkaiError


class _Sentences(click.Group):
    """Refusals end as one clear line and not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            click.echo(f"{PROBLEM_MARK} {error}", err=True)
            sys.exit(1)


@click.group(
    cls=_Sentences,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="政务公开平台 gongkai：安装、运行和维护。",
)
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    """Sub-commands register themselves below."""
