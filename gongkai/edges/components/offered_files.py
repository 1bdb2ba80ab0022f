"""Stored files on their way out: to be saved, and harmless in a browser that opens them all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse

from gongkai.foundation.storage import queries as storage

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile

_POLICY = "default-src 'none'; sandbox"
"""It runs nothing and loads nothing."""


def offered_file(stored: StoredFile, name: str) -> FileResponse:
    """The content, streamed, under `name`. Raises NotFound: the file is not in the store."""
    response = FileResponse(
        storage.open_file(stored.sha256), as_attachment=True, filename=name, content_type=stored.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    return response
