"""Runs of text in a file whose format nobody here reads: old office files, drawings, printer settings.

Chinese office programs keep text as UTF-16 or, in old files, as GB18030. What is found may be noise;
that nothing readable is passed over matters more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WIDE_UNIT = (
    rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\x1f\x80-\xff]\x30|[\x00-\xff]\xff|[\t\r\n]\x00)"
)
_WIDE = re.compile(_WIDE_UNIT + rb"{4,20000}")
_NARROW = re.compile(rb"(?:[\x20-\x7e\t\r\n]|[\x81-\xfe][\x40-\xfe]){6,20000}")
_TELLING = re.compile(r"[0-9]{5}|[\u4e00-\u9fff]{2}|[A-Za-z0-9._-]@[A-Za-z0-9]")


def texts_in(data: bytes) -> Iterator[str]:
    """Runs that hold digits, Chinese words or an address; everything else is the format itself."""
    for match in _WIDE.finditer(data):
        yield from _told(match[0].decode("utf-16-le", errors="replace"))
    for match in _NARROW.finditer(data):
        run = match[0]
        try:
            text = run.decode("utf-8")
        except UnicodeDecodeError:
            text = run.decode("gb18030", errors="replace")
        yield from _told(text)


def _told(text: str) -> Iterator[str]:
    if _TELLING.search(text):
        yield text.strip()
