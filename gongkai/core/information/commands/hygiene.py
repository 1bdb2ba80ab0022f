"""Files as the public gets them: without what readers cannot see; what was handed in stays inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage import queries as stored_files
from gongkai.foundation.storage.rules import clean_name
from gongkai.text.file_contents import CleanCopy, FileKind, check_file, clean_copy, kind_of, refuse_danger

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile

_PLAYED = ("audio/", "video/")
"""Sound and moving pictures: nothing in them is read or taken out here."""

_AS_THEY_ARE = frozenset({FileKind.DOC, FileKind.XLS, FileKind.OFD, FileKind.OTHER})
"""Kinds of which no clean copy can be made; a person has to look into them (the scan says so)."""

_NOT_CLEANED = "该类型的文件不能自动清除隐藏信息"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A file in two shapes; `original` is the same as `public` where nothing had to go."""

    public: StoredFile
    name: str
    original: StoredFile
    removed: tuple[str, ...] = ()


def take_in(chunks: Iterable[bytes], name: str, *, limit: int | None = None) -> Taken:
    """Keep a file as it was handed in, and the copy that may be published.

    Raises:
        InvalidInput: too large, of a type not accepted, not what its name says, or nothing that can be made
            clean (a script in a PDF, an archive within another one).
    """
    shown = clean_name(name)
    original = storage.receive(chunks, shown, limit=limit, macros=True)
    if original.media_type.startswith(_PLAYED):
        return Taken(original, shown, original)
    return cleaned(original, shown)


def cleaned(original: StoredFile, name: str) -> Taken:
    """The copy for the public of a file that is kept already."""
    with stored_files.open_file(original.sha256) as stream:
        content = stream.read()
    copy = _copy(name, content, kind_of(name, content))
    if copy.content == content:
        return Taken(original, name, original, copy.removed)
    public = storage.put([copy.content], copy.name)
    return Taken(public, copy.name, original, tuple(words[:_LONGEST] for words in copy.removed))


def public_copy(name: str, content: bytes) -> CleanCopy:
    """What the public gets of a file; of kinds that cannot be cleaned the file itself, which is said.

    Raises:
        InvalidInput: what must not come in at all.
    """
    return _copy(name, content, check_file(name, content))


def _copy(name: str, content: bytes, kind: FileKind) -> CleanCopy:
    if kind not in _AS_THEY_ARE:
        return clean_copy(name, content)
    refuse_danger(name, content, macros=False)
    return CleanCopy(name, content, (f"{_NOT_CLEANED}，公开的是原文件，请自行确认没有隐藏内容",))
