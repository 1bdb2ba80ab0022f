"""Pictures made on the spot."""

from __future__ import annotations

import struct
import zlib

_HEAD = b"\x89PNG\r\n\x1a\n"
_BLUE = b"\x40\x80\xc0"


def drawn_png(width: int, height: int) -> bytes:
    """A PNG of one colour that a browser really shows."""
    pixels = zlib.compress(b"".join(b"\0" + _BLUE * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _HEAD + b"".join(_chunk(*each) for each in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
