"""The entry point: sub-commands are loaded when called, Django is set up only for those that need it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
import django
from django.db import InterfaceError, OperationalError, ProgrammingError

from gongkai import __version__
from gongkai.edges.cli import output
from gongkai.kernel.errors import GongkaiError, InvalidInput
from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster
from gongkai.runtime.problem import RuntimeProblem


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a sub-command is, whether it needs settings, and whether it needs a running database."""

    module: str
    attribute: str
    django: bool = True
    database: bool = True


_ENTRIES = {
    "demo": _Entry("running", "demo", django=False, database=False),
    "serve": _Entry("running", "serve", django=False, database=False),
    "worker": _Entry("worker", "worker"),
    "migrate": _Entry("preparing", "migrate"),
    "prepare": _Entry("preparing", "prepare"),
    "load-reference": _Entry("preparing", "load_reference_command"),
    "load-calendar": _Entry("holiday_loading", "load_calendar"),
    "init-county": _Entry("county", "init_county"),
    "import-catalogue": _Entry("importing", "import_catalogue"),
    "import-document": _Entry("importing", "import_document"),
    "import-site": _Entry("site_importing", "import_site"),
    "scan": _Entry("scanning", "scan"),
    "audit": _Entry("auditing", "audit"),
    "deadline": _Entry("deadline", "deadline", database=False),
    "check": _Entry("checking", "check", database=False),
    "text": _Entry("text_tools", "text", django=False, database=False),
}


_NO_SUCH_TABLE = "42P01"


class _Commands(click.Group):
    """Finds sub-commands by name, and ends refusals as one clear line and not as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = _ENTRIES.get(cmd_name)
        if entry is None:
            return None
        if entry.django:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
            # one short-lived process needs one connection, and wants to know at once when there is none
            os.environ.setdefault("GONGKAI_DB_POOL_MAX", "0")
            django.setup()
        command: click.Command = getattr(import_module(f"gongkai.edges.cli.{entry.module}"), entry.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Called for the sub-command that will run, and not when help lists them all."""
        entry = _ENTRIES.get(args[0])
        asks_for_help = not {"-h", "--help"}.isdisjoint(args)
        if entry and entry.database and not asks_for_help and not os.environ.get("DATABASE_URL"):
            own = Cluster.for_home(Home.find(), notify=output.remark)
            os.environ["DATABASE_URL"] = ctx.with_resource(own.available())
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RuntimeProblem as problem:
            output.problem(problem.message, problem.advice)
        except InvalidInput as error:
            output.problem(error.message)
            for messages in error.fields.values():
                output.remark(" ".join(messages))
        except GongkaiError as error:
            output.problem(error.message)
        except (OperationalError, InterfaceError) as error:
            output.problem(
                f"数据库连接不上：{str(error).splitlines()[0]}",
                "先启动 gongkai（gongkai demo 或 gongkai serve），或用 DATABASE_URL 指定数据库。",
            )
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") != _NO_SUCH_TABLE:
                raise
            output.problem("数据库结构不完整，可能是新库或旧版本的库。", "先运行 gongkai migrate。")
        sys.exit(1)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="政务公开平台 gongkai：安装、运行和维护。",
)
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    """Every sub-command is an entry of `_ENTRIES`."""


if __name__ == "__main__":
    main()
