"""A copy of a picture with its image only. The image itself is not encoded again and loses nothing."""

from __future__ import annotations

import struct

from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.picture_blocks import Block, blocks_of, draws, format_of_picture
from gongkai.text.file_contents.picture_exif import Exif, upright_only

_WITHOUT_EXTRAS = 0b11010011
"""Bits of the flags of a WebP: no colour profile, no EXIF, no XMP."""


def copy_picture(content: bytes, copying: Copying) -> bytes:
    """JPEG, PNG, GIF and WebP. Raises UnreadableFile for other formats and damaged pictures."""
    kind = format_of_picture(content)
    blocks = list(blocks_of(content, copying.name))
    kept = [block for block in blocks if draws(block)]
    if len(kept) < len(blocks):
        copying.leave_out("图片的附加信息（拍摄时间、地点、设备、作者等）")
    if kind == "webp":
        return _webp(kept)
    pieces = [block.raw for block in kept]
    if kind == "jpeg":
        pieces.insert(1, upright_only(_orientation(blocks)))
    return b"".join(pieces)


def _orientation(blocks: list[Block]) -> int:
    exif = next((b.data[6:] for b in blocks if b.kind == "APP1" and b.data.startswith(b"Exif\x00\x00")), b"")
    return Exif(exif).orientation if exif else 1


def _webp(kept: list[Block]) -> bytes:
    pieces = []
    for block in kept:
        if block.kind == "VP8X" and block.data:
            data = bytes([block.data[0] & _WITHOUT_EXTRAS]) + block.data[1:]
            pieces.append(b"VP8X" + struct.pack("<I", len(data)) + data + bytes(len(data) % 2))
        else:
            pieces.append(block.raw)
    body = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(body)) + body
