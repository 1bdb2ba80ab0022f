"""Where the server listens: a private Unix socket, or the loopback address where sockets cannot be had."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from gongkai.runtime.ports import next_free
from gongkai.runtime.postgres.account import ServerAccount

DATABASE = "gongkai"
ROLE = "gongkai"
"""Owns the database and is no superuser: it cannot switch off the triggers' enforcement for a session."""
SUPERUSER = "postgres"
_LOOPBACK = "127.0.0.1"
_FIRST_TCP_PORT = 54_320
_SOCKET_PORT = 5432
_LONGEST_SOCKET_PATH = 107
"""Bytes in sun_path less the closing zero, on Linux."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`socket_folder` is None when the server listens on the loopback address."""

    port: int
    socket_folder: Path | None = None

    def url(self, password: str, role: str = ROLE, database: str = DATABASE) -> str:
        """The address for libpq and for DATABASE_URL; with the password only where it is asked for."""
        if self.socket_folder:
            query = urlencode({"host": str(self.socket_folder)})
            return f"postgresql://{role}@/{database}?{query}"
        return f"postgresql://{role}:{quote(password, safe='')}@{_LOOPBACK}:{self.port}/{database}"

    def options(self) -> dict[str, str]:
        """The server settings that make it listen here and nowhere else."""
        return {
            "port": str(self.port),
            "unix_socket_directories": str(self.socket_folder or ""),
            "unix_socket_permissions": "0700",
            "listen_addresses": "" if self.socket_folder else _LOOPBACK,
        }


def choose_endpoint(folder: Path, account: ServerAccount) -> Endpoint:
    """A socket inside the database folder, else in a short private folder, else a free loopback port."""
    for place in _socket_folders(folder, account):
        if _can_hold_socket(place):
            return Endpoint(_SOCKET_PORT, place)
    return Endpoint(next_free(_LOOPBACK, _FIRST_TCP_PORT))


def _socket_folders(folder: Path, account: ServerAccount) -> Iterator[Path]:
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:10]
    yield from _private(folder / "socket", account)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and not account.switched:
        yield from _private(Path(runtime) / f"gongkai-{mark}", account)
    yield from _private(Path(tempfile.gettempdir()) / f"gongkai-{account.uid}-{mark}", account)


def _private(folder: Path, account: ServerAccount) -> Iterator[Path]:
    """`folder` when it is, or can be made, a real folder that belongs to the account alone."""
    if len(os.fsencode(_socket_file(folder))) > _LONGEST_SOCKET_PATH:
        return
    try:
        account.make_folder(folder)
        found = folder.lstat()
    except OSError:
        return
    # In a shared temporary folder somebody else may have been there first.
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid
    if ours and stat.S_IMODE(found.st_mode) == stat.S_IRWXU and account.can_enter(folder):
        yield folder


def _socket_file(folder: Path) -> Path:
    return folder / f".s.PGSQL.{_SOCKET_PORT}"


def _can_hold_socket(folder: Path) -> bool:
    """Some shared and network file systems know no sockets; only trying tells."""
    probe = folder / ".probe"
    with closing(socket.socket(socket.AF_UNIX)) as trial:
        try:
            probe.unlink(missing_ok=True)
            trial.bind(str(probe))
            probe.unlink()
        except OSError:
            return False
    return True
