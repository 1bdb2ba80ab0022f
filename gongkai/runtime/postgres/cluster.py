"""One database server on one folder."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from gongkai.runtime.home import Home, write_private
from gongkai.runtime.lock import FolderLock
from gongkai.runtime.postgres.account import ServerAccount
from gongkai.runtime.postgres.binaries import find_binaries, sheltered
from gongkai.runtime.postgres.configuration import server_options, write_access_rules
from gongkai.runtime.postgres.diagnosis import explain
from gongkai.runtime.postgres.endpoint import DATABASE, ROLE, SUPERUSER, Endpoint, choose_endpoint
from gongkai.runtime.postgres.initialise import initialise, read_password
from gongkai.runtime.postgres.place import DATA, first_shelter, recorded_folder, settle
from gongkai.runtime.postgres.postmaster import (
    await_ready,
    end_survivors,
    living_server,
    log_size,
    start_process,
    stop_process,
)
from gongkai.runtime.problem import RuntimeProblem

_LOG = "server.log"
_LARGEST_LOG = 20 * 1024 * 1024

Notify = Callable[[str], None]


def _silent(_: str) -> None:
    return None


class Cluster:
    """PostgreSQL for one data folder.

    Commits are durable (fsync on), only this machine's accounts that own it can reach it, and it shuts
    down when the process that started it ends. Every failure is a RuntimeProblem and leaves the data alone.
    """

    def __init__(
        self,
        home: Home,
        *,
        notify: Notify = _silent,
        environ: Mapping[str, str] = os.environ,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Nothing is touched before `start`.

        `notify` gets Chinese lines about unusual things; `settings` are further server settings.
        """
        self._home = home
        self._notify = notify
        self._environ = environ
        self._settings = dict(settings or {})
        self._lock = FolderLock(home.root / "postgres.lock", f"数据库文件夹 {home.postgres}")
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def for_home(cls, home: Home, *, notify: Notify = _silent) -> Cluster:
        """The database of an installation, as the environment configures it."""
        return cls(home, notify=notify)

    @property
    def folder(self) -> Path:
        """The database folder: data files, socket, server log."""
        return recorded_folder(self._home)

    @property
    def data_dir(self) -> Path:
        """The data files."""
        return self.folder / DATA

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / _LOG

    @property
    def is_running(self) -> bool:
        """Whether a server runs on this folder, ours or another process's."""
        if self._process is not None:
            return self._process.poll() is None
        return living_server(self.data_dir) is not None

    def url(self, *, role: str = ROLE, database: str = DATABASE) -> str:
        """The address of the running server for DATABASE_URL; raises RuntimeProblem when it does not run."""
        found = living_server(self.data_dir)
        if found is None:
            raise RuntimeProblem("数据库没有在运行。", "先启动 gongkai（gongkai demo 或 gongkai serve）。")
        return found.endpoint.url(read_password(self.folder), role, database)

    def superuser_url(self, database: str = "postgres") -> str:
        """As `url`, for the superuser: only for maintenance, never for the application."""
        return self.url(role=SUPERUSER, database=database)

    def start(self) -> str:
        """Initialise when new, recover when needed, start, and return the address; durable when it returns.

        Start it from the main thread: the server ends with the thread that started it.
        """
        self._home.prepare()
        self._lock.acquire()
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server that this object started; harmless when it does not run."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            stop_process(process.pid, lambda: process.poll() is None)
        self._lock.release()

    def ensure_running(self) -> None:
        """Start the server again when it has died under us; to be called now and then by a supervisor."""
        if self._process is None or self._process.poll() is None:
            return
        self._notify("数据库意外停止，正在重新启动……")
        self._process = None
        self._start()
        self._notify("数据库已恢复。")

    @contextmanager
    def running(self) -> Iterator[str]:
        """The address of the server, which runs for the length of the block."""
        url = self.start()
        try:
            yield url
        finally:
            self.stop()

    @contextmanager
    def available(self) -> Iterator[str]:
        """The address of the server that another gongkai runs, else of one that runs for the block."""
        if self._lock.holder() is None or self._lock.held:
            with self.running() as url:
                yield url
        else:
            yield self.url()

    def _start(self) -> str:
        try:
            return self._start_server()
        except OSError as error:
            raise explain(f"{error.strerror}: {error.filename}", "启动数据库没有成功") from error

    def _start_server(self) -> str:
        folder, account = settle(self._home, self._notify, self._environ)
        self._make(folder, account)
        found = find_binaries(self._environ)
        binaries = sheltered(found, account, lambda: first_shelter(account), self._notify)
        data = initialise(folder, binaries, account, self._notify)
        end_survivors(data, self._notify)
        endpoint = choose_endpoint(folder, account)
        write_access_rules(data, account)
        log = folder / _LOG
        self._rotate(log)
        before = log_size(log)
        options = server_options(data, endpoint, self._settings)
        self._process = start_process(binaries.program("postgres"), options, data, account, log)
        await_ready(self._process, data, log, before, self._notify)
        return self._record(folder, endpoint)

    def _record(self, folder: Path, endpoint: Endpoint) -> str:
        password = read_password(folder)
        if endpoint.socket_folder is None and not password:
            raise RuntimeProblem(
                f"数据库的密码文件 {folder / 'password'} 不见了，而本机只能用密码连接。",
                "从备份恢复该文件；或把数据文件夹移到路径较短的本机磁盘上。",
            )
        url = endpoint.url(password)
        write_private(self._home.database_url_file, f"{url}\n")
        return url

    @staticmethod
    def _make(folder: Path, account: ServerAccount) -> None:
        try:
            account.make_folder(folder)
        except OSError as error:
            raise RuntimeProblem(
                f"不能建立数据库文件夹 {folder}（{error.strerror}）。", "检查上级文件夹的权限和磁盘空间。"
            ) from error

    @staticmethod
    def _rotate(log: Path) -> None:
        if log_size(log) > _LARGEST_LOG:
            with suppress(OSError):
                log.replace(log.with_name(f"{_LOG}.1"))
