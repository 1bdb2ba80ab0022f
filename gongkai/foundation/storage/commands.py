"""The one writer of stored files; other apps' commands call it inside their transaction."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from gongkai.foundation.storage import queries, rules
from gongkai.foundation.storage.models import StoredFile
from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import refuse_danger

MEGABYTE = 1024 * 1024
_LOCK, _SLOTS = 0x676B_7374, 256
"""First half of the advisory locks by content, and how many second halves there are: a transaction that keeps
thousands of files holds no more locks than that."""


_PLAYED = ("audio/", "video/")
"""Sound and moving pictures, which are not looked into."""


def receive(
    chunks: Iterable[bytes],
    name: str,
    *,
    limit: int | None = None,
    also: Sequence[rules.AcceptedType] = (),
    macros: bool = False,
) -> StoredFile:
    """Keep an uploaded file. The one door for what somebody hands in, whatever is done with it afterwards.

    Args:
        macros: whether they may be in it, since those who are handed the file get a copy without them.

    Raises:
        InvalidInput: as `put`, or harmful: see `gongkai.text.file_contents.refuse_danger`. Nothing is kept.
    """

    def check(incoming: Path, shown: str, kind: rules.AcceptedType) -> None:
        if not kind.media_type.startswith(_PLAYED):
            refuse_danger(shown, incoming.read_bytes(), macros=macros)

    return _keep(chunks, name, limit, also, check)


def put(
    chunks: Iterable[bytes],
    name: str,
    *,
    limit: int | None = None,
    also: Sequence[rules.AcceptedType] = (),
) -> StoredFile:
    """Keep a file that was made here, streamed to disk and known from then on by its SHA-256.

    The file is written whole and flushed before its row exists: after a crash there may be a
    file without a row, never a row without a file.

    Args:
        chunks: the content, piece by piece; it is never held in memory as a whole.
        name: as the user called it; judged together with the content.
        limit: bytes; the installation's limit if not given.
        also: types accepted beside the usual ones, for files that are read and shown to nobody.

    Raises:
        InvalidInput: too large, of a type not accepted, or not what its name says.
    """
    return _keep(chunks, name, limit, also, lambda *_: None)


def _keep(
    chunks: Iterable[bytes],
    name: str,
    limit: int | None,
    also: Sequence[rules.AcceptedType],
    check: Callable[[Path, str, rules.AcceptedType], None],
) -> StoredFile:
    """`check` looks at the file before it has a place in the store, and raises."""
    shown = rules.clean_name(name)
    root = Path(settings.FILES_ROOT)
    (root / "incoming").mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=root / "incoming", delete=False) as target:
        incoming = Path(target.name)
        try:
            sha256, size = _write(target, chunks, shown, limit or settings.FILE_SIZE_LIMIT)
            kind = rules.judge(incoming, shown, also)
            check(incoming, shown, kind)
            _hold(sha256)
            final = queries.path_of(sha256)
            final.parent.mkdir(parents=True, exist_ok=True)
            incoming.chmod(0o640)
            incoming.replace(final)
        finally:
            incoming.unlink(missing_ok=True)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": kind.media_type}
    )
    return stored


def _write(target: IO[bytes], chunks: Iterable[bytes], shown: str, limit: int) -> tuple[str, int]:
    """Hash and size of what was written and flushed. Raises InvalidInput as soon as it is too much."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise InvalidInput(f"“{shown}”超过 {limit // MEGABYTE} MB 的上限，没有保存。请压缩或拆分后上传。")
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def remove_unused(sha256: str) -> bool:
    """Remove a stored file that nothing refers to any more; returns whether it is gone.

    References are foreign keys that protect the row, so the database knows whether there are any.
    """
    with transaction.atomic():
        _hold(sha256, alone=True)
        try:
            with transaction.atomic():
                StoredFile.objects.filter(pk=sha256).delete()
        except (ProtectedError, IntegrityError):
            return False
        queries.path_of(sha256).unlink(missing_ok=True)
    return True


def _hold(sha256: str, *, alone: bool = False) -> None:
    """Until the transaction ends content of this hash is not removed while somebody keeps it: removal never
    takes away the file of a row that is just being made. Keepers do not wait for each other."""
    function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, hashtext(%s) & %s)", [_LOCK, sha256, _SLOTS - 1])
