"""Files as the public gets them: without what readers cannot see; what was handed in stays inside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage import queries as stored_files
from gongkai.foundation.storage.rules import clean_name
from gongkai.text.file_contents import (
    NEVER_CLEANED,
    CleanCopy,
    FileKind,
    UnreadableFile,
    Watch,
    check_file,
    clean_copy,
    kind_of,
    refuse_danger,
)

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile

_PLAYED = ("audio/", "video/")
"""Sound and moving pictures: nothing in them is read or taken out here."""

_NOT_CLEANED = "该类型的文件不能自动清除隐藏信息"
_CONVERTED = "旧格式（公开的是转换成的 {suffix}，版式可能略有出入，请打开核对）"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A file in two shapes; `original` is the same as `public` where nothing had to go."""

    public: StoredFile
    name: str
    original: StoredFile
    removed: tuple[str, ...] = ()


def take_in(chunks: Iterable[bytes], name: str, *, limit: int | None = None, converts: bool = True) -> Taken:
    """Keep a file as it was handed in, and the copy that may be published.

    Args:
        converts: whether an old kind becomes a new one where the installation can; it takes seconds.

    Raises:
        InvalidInput: too large, of a type not accepted, not what its name says, or nothing that can be made
            clean (a script in a PDF, an archive within another one).
    """
    shown = clean_name(name)
    return cleaned(receive(chunks, shown, limit=limit), shown, converts=converts)


def receive(chunks: Iterable[bytes], name: str, *, limit: int | None = None) -> StoredFile:
    """Keep a file as it was handed in; its copy for the public is made later. Raises InvalidInput."""
    return storage.receive(chunks, name, limit=limit, macros=True)


def cleaned(original: StoredFile, name: str, *, converts: bool = True) -> Taken:
    """The copy for the public of a file that is kept already."""
    if original.media_type.startswith(_PLAYED):
        return Taken(original, name, original)
    return put_clean(original, make_clean(original.sha256, name, converts=converts))


def make_clean(sha256: str, name: str, *, converts: bool = True, watch: Watch | None = None) -> CleanCopy:
    """The copy for the public of a stored file, not kept yet: it may take a minute and changes nothing.

    Raises:
        InvalidInput: nothing that can be made clean.
    """
    content = stored_files.read_file(sha256)
    copy = _converted(name, content) if converts else None
    return copy or _copy(name, content, kind_of(name, content), watch)


def put_clean(original: StoredFile, copy: CleanCopy) -> Taken:
    """Keep the copy for the public; what had nothing to lose is its own."""
    removed = tuple(words[:_LONGEST] for words in copy.removed)
    if hashlib.sha256(copy.content).hexdigest() == original.sha256:
        return Taken(original, copy.name, original, removed)
    return Taken(storage.put([copy.content], copy.name), copy.name, original, removed)


def public_copy(name: str, content: bytes) -> CleanCopy:
    """What the public gets of a file; of kinds that cannot be cleaned the file itself, which is said.

    Raises:
        InvalidInput: what must not come in at all.
    """
    return _copy(name, content, check_file(name, content))


def _converted(name: str, content: bytes) -> CleanCopy | None:
    """A clean copy in a new kind of a file of an old one; None for others, and where nothing came of it: then
    the remark and the scan say that a person has to look."""
    try:
        shown, made = stored_files.in_readable_kind(name, content)
        if made == content:
            return None
        copy = clean_copy(shown, made)
    except UnreadableFile:
        return None
    return CleanCopy(shown, copy.content, (_CONVERTED.format(suffix=PurePath(shown).suffix), *copy.removed))


def _copy(name: str, content: bytes, kind: FileKind, watch: Watch | None = None) -> CleanCopy:
    if kind not in NEVER_CLEANED:
        return clean_copy(name, content, watch)
    refuse_danger(name, content, macros=False)
    return CleanCopy(name, content, (f"{_NOT_CLEANED}，公开的是原文件，请自行确认没有隐藏内容",))
