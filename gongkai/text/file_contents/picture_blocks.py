"""The blocks of a picture file: JPEG segments, PNG and WebP chunks, GIF blocks. Nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.text.errors import UnreadableFile

_PNG = b"\x89PNG\r\n\x1a\n"
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_EOI, _SOS = 0xD9, 0xDA
_IMAGE_BLOCKS = frozenset(
    {
        "SOI", "EOI", "RST", "APP14", "signature", "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
        "sRGB", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "VP8 ", "VP8L", "VP8X", "ANIM", "ANMF",
        "ALPH", "header", "image", "control", "end",
    }
)  # fmt: skip
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_TRAILER, _IMAGE, _EXTENSION = 0x3B, 0x2C, 0x21
_MARK = 0xFF
"""Every marker of a JPEG begins with it."""
_APPLICATIONS, _RESTARTS, _COMMENT = range(0xE0, 0xF0), range(0xD0, 0xD8), 0xFE


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` as the format names it (APP1, tEXt, EXIF, comment …); `raw` with its frame, `data` without."""

    kind: str
    data: bytes
    raw: bytes


def draws(block: Block) -> bool:
    """Whether a block is needed to show the image; any other only says something about it."""
    frame = block.kind[:1] in {"C", "D"} and len(block.kind) == 2  # noqa: PLR2004 (JPEG's, by its code)
    loop = block.kind == "application" and block.data.startswith(_LOOPS)
    return block.kind in _IMAGE_BLOCKS or frame or loop


def format_of_picture(content: bytes) -> str:
    """jpeg, png, gif or webp; an empty text for other formats."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(_PNG):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def blocks_of(content: bytes, name: str) -> Iterator[Block]:
    """The blocks in order; what lies behind the end of the picture comes last, as `trailing`.

    Raises UnreadableFile where the picture is cut off or is no such picture.
    """
    readers = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _webp}
    reader = readers.get(format_of_picture(content))
    if reader is None:
        raise UnreadableFile(f"图片“{name}”的格式无法检查，请用图片软件另存为 PNG 或 JPEG 后再上传。")
    try:
        yield from reader(content)
    except (IndexError, struct.error) as error:
        raise UnreadableFile(f"图片“{name}”已损坏或没有下载完整，请重新选择。") from error


def _trailing(content: bytes, end: int) -> Iterator[Block]:
    if end < len(content):
        yield Block("trailing", content[end:], content[end:])


def _jpeg(content: bytes) -> Iterator[Block]:
    yield Block("SOI", b"", content[:2])
    at = 2
    while True:
        start = at
        if content[at] != _MARK:
            raise IndexError(at)
        while content[at] == _MARK:
            at += 1
        marker = content[at]
        at += 1
        if marker == _EOI:
            yield Block("EOI", b"", content[start:at])
            yield from _trailing(content, at)
            return
        if marker in _STANDALONE:
            yield Block("RST", b"", content[start:at])
            continue
        (length,) = struct.unpack_from(">H", content, at)
        data = content[at + 2 : at + length]
        if len(data) != length - 2:
            raise IndexError(at)
        at += length
        if marker == _SOS:
            at = _end_of_scan(content, at)
        yield Block(_jpeg_name(marker), data, content[start:at])


def _jpeg_name(marker: int) -> str:
    if marker in _APPLICATIONS:
        return f"APP{_APPLICATIONS.index(marker)}"
    return "COM" if marker == _COMMENT else f"{marker:02X}"


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded data of a scan end: at the next marker that is neither a restart nor a stuffed byte."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise IndexError(at)
        following = content[at + 1]
        if following and following not in _RESTARTS and following != _MARK:
            return at
        at += 1 if following == _MARK else 2


def _png(content: bytes) -> Iterator[Block]:
    yield Block("signature", b"", content[:8])
    at = 8
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8].decode("latin-1")
        end = at + 12 + length
        if end > len(content):
            raise IndexError(end)
        yield Block(kind, content[at + 8 : at + 8 + length], content[at:end])
        at = end
        if kind == "IEND":
            yield from _trailing(content, at)
            return


def _webp(content: bytes) -> Iterator[Block]:
    (size,) = struct.unpack_from("<I", content, 4)
    end = size + 8
    if end > len(content):
        raise IndexError(end)
    at = 12
    while at + 8 <= end:
        kind = content[at : at + 4].decode("latin-1")
        (length,) = struct.unpack_from("<I", content, at + 4)
        after = at + 8 + length + length % 2
        if at + 8 + length > end:
            raise IndexError(after)
        yield Block(kind, content[at + 8 : at + 8 + length], content[at:after])
        at = after
    yield from _trailing(content, end)


def _gif(content: bytes) -> Iterator[Block]:
    flags = content[10]
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    yield Block("header", b"", content[:at])
    while True:
        start, mark = at, content[at]
        if mark == _TRAILER:
            yield Block("end", b"", content[at : at + 1])
            yield from _trailing(content, at + 1)
            return
        if mark == _IMAGE:
            local = content[at + 9]
            at += 10 + (3 << ((local & 7) + 1) if local & 0x80 else 0) + 1
            at, _ = _sub_blocks(content, at)
            yield Block("image", b"", content[start:at])
        elif mark == _EXTENSION:
            kind = content[at + 1]
            at, data = _sub_blocks(content, at + 2)
            names = {0xFE: "comment", 0xF9: "control", 0xFF: "application", 0x01: "text"}
            yield Block(names.get(kind, "unknown"), data, content[start:at])
        else:
            raise IndexError(at)


def _sub_blocks(content: bytes, at: int) -> tuple[int, bytes]:
    pieces = []
    while content[at]:
        pieces.append(content[at + 1 : at + 1 + content[at]])
        at += content[at] + 1
    return at + 1, b"".join(pieces)
