"""Where an installation keeps its data, and the secrets it makes for itself."""

from __future__ import annotations

import base64
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gongkai.runtime.lock import FolderLock
from gongkai.runtime.problem import RuntimeProblem

VARIABLE = "GONGKAI_DATA_DIR"
_SECRETS = "secrets"
_SIGNING_KEY = "secret_key"
_FIELD_KEY = "field_key"
_SHORTEST_KEY = 32
_FOLDERS = ("files", "logs", "run")


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder of one installation."""

    root: Path

    @classmethod
    def find(cls, environ: Mapping[str, str] = os.environ) -> Home:
        """GONGKAI_DATA_DIR; else `data` in the checkout that this code runs from; else in the current folder.

        Nothing is created. A relative GONGKAI_DATA_DIR is taken from the current folder.
        """
        given = environ.get(VARIABLE, "").strip()
        if given:
            return cls(Path(given).expanduser().absolute())
        checkout = Path(__file__).resolve().parents[2]
        base = checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
        return cls(base / "data")

    @property
    def postgres(self) -> Path:
        """The folder for the database that comes with gongkai."""
        return self.root / "postgres"

    @property
    def files(self) -> Path:
        """Uploaded files."""
        return self.root / "files"

    @property
    def logs(self) -> Path:
        """Log files of the web server and the worker."""
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """What is only true while something runs."""
        return self.root / "run"

    def folder(self, name: str) -> Path:
        """A folder called `name` inside the data folder; not created."""
        return self.root / name

    def lock(self) -> FolderLock:
        """The lock that the one running gongkai holds on this data folder."""
        return FolderLock(self.root / "gongkai.lock", f"数据文件夹 {self.root}")

    def prepare(self) -> None:
        """Create the folders and the secrets; raise RuntimeProblem when that cannot be done here."""
        try:
            # Others may pass through but not list: the database server may run under another account.
            self.root.mkdir(mode=0o711, parents=True, exist_ok=True)
            for name in _FOLDERS:
                (self.root / name).mkdir(mode=0o700, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise RuntimeProblem(
                f"数据文件夹 {self.root} 的位置上已有一个同名文件。",
                f"移走该文件，或用 {VARIABLE} 指定另一个文件夹。",
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        self._refuse_foreign_owner()
        self._secret(_SIGNING_KEY)

    def secret_key(self) -> str:
        """The signing key of sessions and tokens, made once."""
        return self._secret(_SIGNING_KEY)

    def field_key(self) -> str:
        """The key that encrypts fields at rest: 32 random bytes in URL-safe base64, as Fernet wants them."""
        return self._secret(_FIELD_KEY)

    def database_url(self) -> str:
        """The address of this home's own database: as recorded at its last start, else where it would be."""
        try:
            recorded = self.database_url_file.read_text(encoding="utf-8").strip()
        except OSError:
            recorded = ""
        socket = quote(str(self.postgres / "socket"), safe="")
        return recorded or f"postgresql://gongkai@/gongkai?host={socket}"

    @property
    def database_url_file(self) -> Path:
        """Holds the address of the database; may hold its password, so it is readable by its owner only."""
        return self.run / "database.url"

    def _secret(self, name: str) -> str:
        folder = self.root / _SECRETS
        if not folder.is_dir():
            self._make_secrets(folder)
        path = folder / name
        try:
            value = path.read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise self._lost(path, "不见了") from error
        except (OSError, UnicodeDecodeError) as error:
            raise self._lost(path, "读不出来") from error
        if len(value) < _SHORTEST_KEY:
            raise self._lost(path, "是空的或不完整")
        return value

    def _make_secrets(self, folder: Path) -> None:
        """Both or none: once `secrets` is there, a missing key is a loss and never silently replaced."""
        partial = folder.with_name(f"{_SECRETS}.partial-{os.getpid()}")
        try:
            self.root.mkdir(mode=0o711, parents=True, exist_ok=True)
            partial.mkdir(mode=0o700)
            write_private(partial / _SIGNING_KEY, secrets.token_urlsafe(48) + "\n")
            key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")
            write_private(partial / _FIELD_KEY, key + "\n")
            partial.rename(folder)
        except OSError as error:
            shutil.rmtree(partial, ignore_errors=True)
            if not folder.is_dir():  # else another process was quicker, and its keys are the ones
                raise self._unwritable(error) from error

    def _refuse_foreign_owner(self) -> None:
        for path in (self.root / name for name in (*_FOLDERS, _SECRETS)):
            owner = path.stat().st_uid if path.exists() else os.geteuid()
            if owner != os.geteuid():
                raise RuntimeProblem(
                    f"数据文件夹 {path} 属于另一个用户（编号 {owner}），当前用户编号是 {os.geteuid()}。",
                    f"用原来的用户运行；或由系统管理员把 {self.root} 下除 postgres 以外的内容改归当前用户；"
                    f"或用 {VARIABLE} 指定另一个文件夹。",
                )

    def _unwritable(self, error: OSError) -> RuntimeProblem:
        return RuntimeProblem(
            f"不能写数据文件夹 {self.root}（{error.strerror}）。",
            f"检查权限和剩余空间，或用 {VARIABLE} 指定一个可写的文件夹。",
        )

    def _lost(self, path: Path, how: str) -> RuntimeProblem:
        return RuntimeProblem(
            f"密钥文件 {path} {how}。",
            "从备份恢复这个文件。不要自行新建：用旧密钥加密的内容将无法解开；"
            f"确实没有数据时，可删除整个 {path.parent} 后重新启动。",
        )


def write_private(path: Path, text: str) -> None:
    """Write `text` so that only the owner can read it and a crash leaves the old or the new content."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        os.fchmod(descriptor, stat.S_IRUSR | stat.S_IWUSR)
        stream.write(text)
        stream.flush()
        os.fsync(descriptor)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
