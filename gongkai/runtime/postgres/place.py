"""In which folder the database of a data folder lies.

Normally inside it. When the server runs under another account that cannot enter the data folder (below a
closed home, for instance), in a place that it can enter; the data folder then remembers where.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from gongkai.runtime.home import Home, write_private
from gongkai.runtime.postgres.account import ServerAccount, choose_account
from gongkai.runtime.problem import RuntimeProblem

_POINTER = "postgres.location"
SHELTERS = (Path("/var/lib/gongkai"), Path("/srv/gongkai"), Path("/opt/gongkai"))
DATA = "data"
"""The folder with the data files, inside the database folder."""


def recorded_folder(home: Home) -> Path:
    """The database folder as remembered, or inside the data folder; it need not exist."""
    try:
        return Path((home.root / _POINTER).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return home.postgres
    except OSError as error:
        raise RuntimeProblem(
            f"读不出 {home.root / _POINTER}（{error.strerror}），不知道数据库在哪里。", "检查该文件的权限。"
        ) from error


def settle(
    home: Home, notify: Callable[[str], None], environ: Mapping[str, str] = os.environ
) -> tuple[Path, ServerAccount]:
    """The database folder and the account of its server; creates the folder's parent when it is elsewhere."""
    folder = recorded_folder(home)
    moved = folder != home.postgres
    if moved and not folder.is_dir():
        raise RuntimeProblem(
            f"{home.root / _POINTER} 记着数据库在 {folder}，但那里没有。",
            f"把数据库文件夹放回原处；确认不再需要时才可删除 {home.root / _POINTER} 重新建库。",
        )
    data = folder / DATA
    account = choose_account(data if data.is_dir() else None, environ)
    if not account.switched or moved or account.can_enter(home.root):
        return folder, account
    if data.is_dir():
        raise RuntimeProblem(
            f"账户 {account.name} 进不了数据库文件夹 {folder}。",
            f"让 {home.root} 及其各级上级文件夹对所有人可进入（chmod o+x），或用 {account.name} 运行。",
        )
    return _elsewhere(home, account, notify), account


def first_shelter(account: ServerAccount) -> Path:
    """A folder that we can write and `account` can enter, created when missing."""
    for shelter in SHELTERS:
        try:
            shelter.mkdir(mode=0o755, parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(shelter, os.W_OK) and account.can_enter(shelter):
            return shelter
    raise RuntimeProblem(
        f"找不到账户 {account.name} 能进入、又能放数据库的文件夹（试过 {'、'.join(map(str, SHELTERS))}）。",
        "用 GONGKAI_DATA_DIR 指定一个不在私人主目录下的文件夹，或用普通用户运行。",
    )


def _elsewhere(home: Home, account: ServerAccount, notify: Callable[[str], None]) -> Path:
    mark = hashlib.sha256(str(home.root).encode()).hexdigest()[:10]
    folder = first_shelter(account) / f"{home.root.parent.name}-{mark}" / "postgres"
    folder.parent.mkdir(mode=0o711, exist_ok=True)
    account.make_folder(folder)
    write_private(home.root / _POINTER, f"{folder}\n")
    notify(
        f"数据库由账户 {account.name} 运行，它进不了 {home.root}，所以数据库放在 {folder}"
        f"（记在 {home.root / _POINTER}；备份时不要漏掉）。"
    )
    return folder
