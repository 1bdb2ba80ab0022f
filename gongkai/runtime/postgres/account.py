"""Under which operating-system account the database server runs.

PostgreSQL refuses to run as root. An ordinary user runs it as himself; root runs it as an unprivileged
account that exists already, so that no account has to be created.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from gongkai.runtime.problem import RuntimeProblem

VARIABLE = "GONGKAI_DATABASE_ACCOUNT"
_CANDIDATES = ("nobody", "postgres", "daemon", "bin")
_KEPT_VARIABLES = ("PATH", "TZ", "LD_LIBRARY_PATH")
_TIMEOUT = 300


class Credentials(TypedDict, total=False):
    """The keyword arguments of `subprocess` that change the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """An account and what can be done as it."""

    name: str
    uid: int
    gid: int

    @property
    def switched(self) -> bool:
        """Whether it is another account than the one we run as."""
        return self.uid != os.geteuid()

    def credentials(self) -> Credentials:
        """Arguments for `subprocess` that start a program as this account."""
        return Credentials(user=self.uid, group=self.gid, extra_groups=[]) if self.switched else Credentials()

    def run(self, command: Sequence[str | Path], text_in: str = "") -> subprocess.CompletedProcess[str]:
        """Run a short program as this account and capture what it says, whatever its exit code."""
        return subprocess.run(  # noqa: S603 - fixed programs, no shell text from outside
            [str(part) for part in command],
            input=text_in,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",  # the current folder may be closed to this account
            env=tool_environment(),
            timeout=_TIMEOUT,
            check=False,
            start_new_session=True,  # Ctrl-C in the terminal is for us to handle
            **self.credentials(),
        )

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can pass through `folder` and all folders above it."""
        if not self.switched:
            return os.access(folder, os.X_OK)
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def make_folder(self, folder: Path) -> None:
        """Create `folder` (its parent exists) for this account alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.switched and folder.stat().st_uid == os.geteuid():
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)

    def write(self, path: Path, text: str) -> None:
        """Write a file readable by this account alone, as this account.

        As root we never write into a folder of another account ourselves: it could hold a link elsewhere.
        """
        script = 'umask 077; cat > "$1.new" && mv -f "$1.new" "$1"'
        done = self.run(["/bin/sh", "-c", script, "sh", path], text)
        if done.returncode:
            raise RuntimeProblem(
                f"不能写数据库的文件 {path}（{done.stderr.strip()}）。", "检查权限和磁盘剩余空间后重试。"
            )


def tool_environment() -> dict[str, str]:
    """A clean environment: no PG… variables of the user, English messages so that they can be understood."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {"PATH": os.defpath, **kept, "LC_ALL": "C", "HOME": "/"}


def choose_account(existing_data: Path | None, environ: Mapping[str, str] = os.environ) -> ServerAccount:
    """The account for the server; data that exist already keep theirs.

    Raises RuntimeProblem when the data belong to somebody else, or root finds no unprivileged account.
    """
    owner = existing_data.stat().st_uid if existing_data else None
    if os.geteuid() != 0:
        return _own_account(existing_data, owner)
    if owner is not None:
        return _owners_account(existing_data, owner)
    named = environ.get(VARIABLE, "").strip()
    for name in (named,) if named else _CANDIDATES:
        account = _by_name(name)
        if account and account.uid != 0 and _can_become(account):
            return account
    if named:
        raise RuntimeProblem(
            f"{VARIABLE} 指定的账户 {named} 不存在、是 root，或无法切换到它。",
            "改成一个存在的普通账户，如 nobody。",
        )
    raise RuntimeProblem(
        "以 root 运行时需要一个普通账户来运行数据库，但没有找到可用的账户。",
        f"用普通用户运行；或用 {VARIABLE} 指定一个普通账户；或用 DATABASE_URL 连接已有的 PostgreSQL。",
    )


def _own_account(data: Path | None, owner: int | None) -> ServerAccount:
    if owner is not None and owner != os.geteuid():
        raise RuntimeProblem(
            f"数据库文件夹 {data} 属于用户 {_name_of(owner)}，当前用户是 {_name_of(os.geteuid())}。",
            f"用 {_name_of(owner)} 运行；或由系统管理员执行 chown -R {_name_of(os.geteuid())} {data}。",
        )
    return ServerAccount(_name_of(os.geteuid()), os.geteuid(), os.getegid())


def _owners_account(data: Path | None, owner: int) -> ServerAccount:
    if owner == 0:
        raise RuntimeProblem(
            f"数据库文件夹 {data} 属于 root，而 PostgreSQL 不能以 root 运行。",
            f"多半是用 root 复制过来的。执行 chown -R nobody {data} 后重试。",
        )
    try:
        entry = pwd.getpwuid(owner)
    except KeyError as error:
        raise RuntimeProblem(
            f"数据库文件夹 {data} 的所有者（编号 {owner}）在本机没有对应的账户。",
            f"建立这个账户，或执行 chown -R nobody {data} 后重试。",
        ) from error
    account = ServerAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)
    if not _can_become(account):
        raise RuntimeProblem(
            f"不能切换到数据库文件夹所有者 {account.name} 的身份。", f"直接用 {account.name} 运行 gongkai。"
        )
    return account


def _by_name(name: str) -> ServerAccount | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServerAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _can_become(account: ServerAccount) -> bool:
    """Inside a container the account may be listed and still not be mapped."""
    try:
        return account.run(["/bin/sh", "-c", ":"]).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"编号 {uid}"
