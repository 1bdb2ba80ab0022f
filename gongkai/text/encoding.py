"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or GB18030, which older systems save."""

from __future__ import annotations

import re

from gongkai.text.errors import UnreadableFile

_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_STRAY = 3
_STRAY_IN = 50
"""Up to three control characters, or one in fifty, are left in texts by some programs; more is no text."""


def decode(data: bytes, filename: str) -> str:
    """The text with \\n line ends and without a byte order mark; refuses what is not text."""
    text = decode_as_it_is(data, filename)
    if _BINARY.search(text):
        raise _no_text(filename)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_as_it_is(data: bytes, filename: str) -> str:
    """The same with its line ends and a few stray control characters as they are, for who only looks through.

    Raises UnreadableFile.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(_decoded(data, (codec,)), filename)
    return _checked(_decoded(data, ("utf-8", "gb18030")), filename)


def _decoded(data: bytes, codecs: tuple[str, ...]) -> str | None:
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _checked(text: str | None, filename: str) -> str:
    if (
        text is None
        or "\x00" in text
        or len(_BINARY.findall(text)) > max(_MOST_STRAY, len(text) // _STRAY_IN)
    ):
        raise _no_text(filename)
    return text


def _no_text(filename: str) -> UnreadableFile:
    return UnreadableFile(
        f"文件“{filename}”不是文本文件，或文字编码无法识别。请另存为 UTF-8 编码的文本后再上传。"
    )
