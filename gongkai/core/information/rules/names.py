"""Names of files within one edition, each of which is there once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from gongkai.foundation.storage.rules import NAME_LENGTH

_ROOM = len("（1000）")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with a number behind it where it is taken: image.png, image（2）.png, …"""
    path = PurePath(name)
    stem = path.stem[: NAME_LENGTH - _ROOM - len(path.suffix)]
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}（{number}）{path.suffix}"
    return free
