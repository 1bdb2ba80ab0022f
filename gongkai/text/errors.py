"""Why a file or a piece of text could not be read."""

from __future__ import annotations

from gongkai.kernel.errors import InvalidInput


class UnreadableFile(InvalidInput):
    """The file cannot be read at all; the message says why and what to do about it."""
