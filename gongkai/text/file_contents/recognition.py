"""Reading the text in an image, where the optional extra `gongkai[ocr]` is installed.

The recogniser is large and slow (seconds for a page); without it, pictures and scanned pages are reported
as not looked into.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Recogniser = Callable[[bytes], str]
"""Reads the text in an encoded image."""


@cache
def recogniser() -> Recogniser | None:
    """The installed recogniser, loaded once for the process, or None."""
    if find_spec("rapidocr") is None:
        return None
    engine: Any = import_module("rapidocr").RapidOCR(params={"Global.log_level": "critical"})
    alone = threading.Lock()

    def read(image: bytes) -> str:
        with alone:  # it takes all cores and most of a gigabyte
            return "\n".join(engine(image).txts or ())

    return read


def text_in_picture(image: Callable[[], bytes]) -> str | None:
    """The text in an image, which is made only then; None where no recogniser is installed or it fails."""
    read = recogniser()
    if read is None:
        return None
    try:
        return read(image())
    except Exception:  # whatever it says of a damaged image: what was not read is reported as unread
        return None
