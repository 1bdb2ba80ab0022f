"""Reading the text in an image, where the optional extra `gongkai[ocr]` is installed.

The recogniser is large and slow (seconds for a page); without it, pictures and scanned pages are reported
as not looked into.
"""

from __future__ import annotations

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
    engine: Any = import_module("rapidocr").RapidOCR()

    def read(image: bytes) -> str:
        return "\n".join(engine(image).txts or ())

    return read


def text_in_picture(image: Callable[[], bytes]) -> str | None:
    """The text in an image, which is made only then; None where no recogniser is installed."""
    read = recogniser()
    return None if read is None else read(image())
