"""Looking a name up in spite of width, spaces and letter case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from gongkai.reference.errors import ReferenceDataError

T = TypeVar("T")
_SPACE = re.compile(r"\s+")


def folded(name: str) -> str:
    """The form two spellings of a name share: full and half width alike, no spaces, small letters."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def index_by_name(entries: Iterable[tuple[T, Iterable[str]]], file: str) -> Mapping[str, T]:
    """Every entry under each of its names; ReferenceDataError when two entries share one."""
    index: dict[str, T] = {}
    for entry, names in entries:
        for name in names:
            if index.setdefault(folded(name), entry) is not entry:
                raise ReferenceDataError(file, f"名称“{name}”属于两条记录")
    return index
