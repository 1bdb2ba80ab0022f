"""Making a new data folder: all of it or nothing."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from gongkai.runtime.home import sync_folder
from gongkai.runtime.postgres.account import ServerAccount
from gongkai.runtime.postgres.binaries import Binaries
from gongkai.runtime.postgres.configuration import birth_statements
from gongkai.runtime.postgres.diagnosis import explain
from gongkai.runtime.postgres.endpoint import SUPERUSER
from gongkai.runtime.postgres.place import DATA
from gongkai.runtime.postgres.postmaster import end_builders
from gongkai.runtime.problem import RuntimeProblem

_PASSWORD_FILE = "password"  # noqa: S105 - a file name
_VERSION = "PG_VERSION"
_NEEDED_BYTES = 300 * 1024 * 1024
"""An empty cluster takes 40 MB, its first log segments and a loaded county the rest."""


def initialise(
    folder: Path, binaries: Binaries, account: ServerAccount, notify: Callable[[str], None]
) -> Path:
    """The data folder inside `folder`, made when it is not there yet.

    It is built under another name and renamed at the very end, so a first run that was cut off leaves
    nothing that looks like a database. Raises RuntimeProblem.
    """
    data = folder / DATA
    partial = folder / f"{DATA}.partial"
    if partial.is_dir():
        notify("上次建库没有做完，清掉半成品重新建。")
        end_builders(partial)
        shutil.rmtree(partial)
    if data.is_dir():
        _check_version(data, binaries)
        return data
    _check_space(folder)
    password = secrets.token_hex(24)
    account.write(folder / _PASSWORD_FILE, f"{password}\n")
    try:
        _build(partial, folder / _PASSWORD_FILE, password, binaries, account)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.rename(data)
    sync_folder(folder)
    return data


def read_password(folder: Path) -> str:
    """The generated password of the database roles; empty when the file is gone (the socket needs none)."""
    try:
        return (folder / _PASSWORD_FILE).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _build(
    partial: Path, password_file: Path, password: str, binaries: Binaries, account: ServerAccount
) -> None:
    _run(
        account,
        [
            binaries.program("initdb"),
            "-D", partial,
            "-U", SUPERUSER,
            "-E", "UTF8",
            "--locale=C.UTF-8",
            "--lc-messages=C",
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
            "--data-checksums",
        ],
    )  # fmt: skip
    single_user: list[str | Path] = ["--single", "-D", partial, "-c", "exit_on_error=on", "postgres"]
    _run(account, [binaries.program("postgres"), *single_user], birth_statements(password))


def _run(account: ServerAccount, command: list[str | Path], text_in: str = "") -> None:
    try:
        done = account.run(command, text_in)
    except subprocess.TimeoutExpired as error:
        raise RuntimeProblem("建立数据库用时过长，已停止。", "检查磁盘是否正常后重试。") from error
    if done.returncode:
        raise explain(done.stderr + done.stdout, "建立数据库没有成功")


def _check_version(data: Path, binaries: Binaries) -> None:
    try:
        made_by = (data / _VERSION).read_text(encoding="ascii").strip()
    except OSError as error:
        raise RuntimeProblem(
            f"{data} 不像一个完整的数据库文件夹（读不出 {_VERSION}）。",
            "不要删除它。先复制一份留存，再从备份恢复；若它本来就不是数据库，请移到别处。",
        ) from error
    if made_by != str(binaries.major):
        raise RuntimeProblem(
            f"数据库是 PostgreSQL {made_by} 建立的，当前程序是 {binaries.version}，版本不合。",
            f"用 PG_BIN_DIR 指到 PostgreSQL {made_by} 的 bin 文件夹；"
            f"或用 {made_by} 的 pg_dump 导出，移开 {data}，再导入新库。",
        )


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise RuntimeProblem(
            f"{folder} 所在磁盘只剩 {free // 1024**2} MB，建库至少需要 {_NEEDED_BYTES // 1024**2} MB。",
            "腾出空间，或用 GONGKAI_DATA_DIR 指定另一个磁盘上的文件夹。",
        )
