"""Which part of a match of words is marked, by the names that rule files use (`span`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongkai.text.personal_information.contexts import WordIndex
from gongkai.text.personal_information.persons import is_name

Span = tuple[int, int]

_FILLER = " :：为是在于（(\t"
_DIGITS = re.compile(r"[0-9一二三四五六七八九十].*", re.DOTALL)


def whole(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """All of it, without blanks at the ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def address(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """The address behind the last label within the match."""
    for _, label_end, groups in index.found(text[start:end]):
        if "home" in groups and label_end < end - start:
            start_of_address = start + label_end
            while start_of_address < end and text[start_of_address] in _FILLER:
                start_of_address += 1
            return start_of_address, end
    return whole(text, start, end, index)


def digits(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """From the first digit on."""
    found = _DIGITS.search(text, start, end)
    return (found.start(), end) if found else None


def name(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """The match if it is the name of a person."""
    for size in (end - start, 3, 2):
        if size <= end - start and is_name(text[start : start + size]):
            return start, start + size
    return None


SPANS: dict[str, Callable[[str, int, int, WordIndex], Span | None]] = {
    "whole": whole,
    "address": address,
    "digits": digits,
    "name": name,
}
