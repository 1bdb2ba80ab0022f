"""`gongkai demo` and `gongkai serve`: database, web server and worker, started and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.greeting import PASSWORD, SHOWN_ACCOUNTS
from gongkai.runtime import ports
from gongkai.runtime.child import ChildSpec
from gongkai.runtime.home import Home
from gongkai.runtime.parenthood import dies_with_us
from gongkai.runtime.postgres import Cluster
from gongkai.runtime.problem import RuntimeProblem
from gongkai.runtime.processes import Supervisor
from gongkai.runtime.serving import web_command, worker_command

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEALTH_TIMEOUT = 2.0
_USUAL_PORT = 8000


def _host_option(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--host", default=default, show_default=True, help="监听地址。")


_port_option = click.option(
    "--port", default=None, type=int, help="端口，默认 8000；指定后不会自动改用别的端口。"
)
_workers_option = click.option("--workers", default=None, type=int, help="网页服务进程数，默认按核数。")


@click.command(help="启动演示县（云溪县）：自带数据库、网页服务和后台任务，按 Ctrl-C 停止，数据保留。")
@_host_option("127.0.0.1")
@_port_option
@_workers_option
def demo(host: str, port: int | None, workers: int | None) -> None:
    """First run: everything is made; later runs: everything is found as it was left."""
    _run(host, port, workers, prepare=["--demonstration"], greet=_greet_demonstration)


@click.command(help="启动本单位的平台：自带数据库（或 DATABASE_URL 指定的数据库）、网页服务和后台任务。")
@_host_option("0.0.0.0")  # noqa: S104 - a served site is for the network; the demonstration is not
@_port_option
@_workers_option
def serve(host: str, port: int | None, workers: int | None) -> None:
    """The same without the demonstration county."""
    _run(host, port, workers, prepare=[], greet=_greet)


def _run(
    host: str,
    port: int | None,
    workers: int | None,
    *,
    prepare: list[str],
    greet: Callable[[str], None],
) -> None:
    home = Home.find()
    home.prepare()
    with home.lock(), _database(home) as watch:
        _choose_port(host, port)  # a busy port is said before the long work and not after it
        _prepare(prepare)
        choice = _choose_port(host, port)  # and taken late: the first preparation may last a minute
        if choice.notice:
            output.remark(choice.notice)
        address = f"http://{_shown_host(host)}:{choice.port}"
        children = [
            ChildSpec("网页服务", web_command(host, choice.port, workers), ready=lambda: _answers(address)),
            ChildSpec("后台任务", worker_command()),
        ]
        output.remark("正在启动网页服务和后台任务……")
        Supervisor(children, home.logs, tell=output.remark, watch=watch).run(on_ready=lambda: greet(address))
    output.done("已停止，数据保留在原处。")


def _choose_port(host: str, port: int | None) -> ports.PortChoice:
    return ports.choose(host, port or _USUAL_PORT, insist=port is not None)


@contextmanager
def _database(home: Home) -> Iterator[Callable[[], None]]:
    """The database that DATABASE_URL names, or our own for as long as we run; yields what watches it."""
    if os.environ.get("DATABASE_URL"):
        yield lambda: None
        return
    cluster = Cluster.for_home(home, notify=output.remark)
    with cluster.running() as url:
        os.environ["DATABASE_URL"] = url
        yield cluster.ensure_running


def _prepare(options: list[str]) -> None:
    """Bring database, reference data and static files up to this version, in a process of its own."""
    command = [sys.executable, "-m", "gongkai.edges.cli.main", "prepare", *options]
    step = subprocess.run(  # noqa: S603 - our own command line
        command,
        check=False,
        preexec_fn=dies_with_us(signal.SIGTERM),
    )
    if step.returncode:
        raise RuntimeProblem(
            "准备工作没有完成，已完成的部分都保留着。", "按上面的提示处理后再运行一次，会从断开的地方继续。"
        )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/robots.txt", timeout=_HEALTH_TIMEOUT):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _shown_host(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound


def _greet(address: str) -> None:
    click.echo()
    output.done(f"政务公开网站  {address}/")
    output.done(f"工作台        {address}/workbench/")
    output.remark("按 Ctrl-C 停止。")


def _greet_demonstration(address: str) -> None:
    _greet(address)
    click.echo(f"\n演示账号（密码都是 {PASSWORD}）：")
    for account in SHOWN_ACCOUNTS:
        click.echo(f"  {account.username:<18}{account.what}")
