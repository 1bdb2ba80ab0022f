"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or GB18030, which older systems save."""

from __future__ import annotations

import re

from gongkai.text.errors import UnreadableFile

_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, filename: str) -> str:
    """The text with \\n line ends and without a byte order mark; refuses what is not text."""
    return decode_as_it_is(data, filename).replace("\r\n", "\n").replace("\r", "\n")


def decode_as_it_is(data: bytes, filename: str) -> str:
    """The same with its line ends as they are, for who counts characters. Raises UnreadableFile."""
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
    if text is None or _BINARY.search(text):
        raise UnreadableFile(
            f"文件“{filename}”不是文本文件，或文字编码无法识别。请另存为 UTF-8 编码的文本后再上传。"
        )
    return text
