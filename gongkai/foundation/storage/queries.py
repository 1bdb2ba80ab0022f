from __future__ import annotations

import hashlib
from io import BufferedReader
from pathlib import Path

from django.conf import settings

from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.errors import NotFound
from gongkai.text.converting import Converter
from gongkai.text.file_contents import kind_of


def converter() -> Converter | None:
    """The office program of this installation, if it has one."""
    return Converter(Path(settings.CONVERTER)) if settings.CONVERTER else None


def in_readable_kind(name: str, content: bytes) -> tuple[str, bytes]:
    """A file of an old kind as .docx or .xlsx, where this installation can convert it; others as they are.

    Raises:
        UnreadableFile: it was not converted; the message says what to do.
    """
    program, kind = converter(), kind_of(name, content)
    if program is None or not program.converts(kind):
        return name, content
    return program.convert(name, content, kind)


def path_of(sha256: str) -> Path:
    """Where content of this hash lives; the user has no say in any part of it."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_file(sha256: str) -> BufferedReader:
    """The content for reading.

    Raises:
        NotFound: the row is there but the file is not (a restore without the files).
    """
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise NotFound("文件不在存储中，可能是恢复备份时遗漏。请联系网站运维员。") from error


def read_file(sha256: str) -> bytes:
    """The whole content. Raises NotFound as `open_file`."""
    with open_file(sha256) as stream:
        return stream.read()


def is_intact(stored: StoredFile) -> bool:
    """Whether the content on disk still has the hash that names it."""
    with open_file(stored.sha256) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == stored.sha256
