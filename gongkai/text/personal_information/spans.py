"""Which part of a match of words is marked, by the names that rule files use (`span`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from gongkai.text.personal_information.contexts import WordIndex
from gongkai.text.personal_information.persons import is_called, is_name, is_rare_name

Span = tuple[int, int]

_ADDRESSED = ("同志", "先生", "女士", "同学")
"""Behind a name, and no part of it."""
_OF_PLACES = frozenset("区县市省镇乡村局厅")
"""What would be a name goes on as one of a place or a body (石龙区)."""
_COMMA = "，"
_DIGITS = re.compile(r"[0-9一二三四五六七八九十].*", re.DOTALL)


def whole(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """All of it, without blanks at the ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def digits(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """From the first digit on."""
    found = _DIGITS.search(text, start, end)
    return (found.start(), end) if found else None


def _is_one(text: str) -> bool:
    """Behind a word for somebody a name is one with a surname that begins many words as well."""
    return is_name(text) or is_rare_name(text)


def name(text: str, start: int, end: int, index: WordIndex) -> Span | None:
    """The match if it is the name of a person; none is 李主任, and 李某某 is masked."""
    if is_called(text[start:end]) or "某" in text[start:end]:
        return None
    if text.endswith(_ADDRESSED, start, end):
        end -= len(_ADDRESSED[0])
    for size in (end - start, 3, 2):
        if size <= end - start and _is_one(text[start : start + size]):
            goes_on = size < end - start and text[start + size] in _OF_PLACES
            return None if goes_on else (start, start + size)
    return None


FREE = "free"
"""Only as far as no rule before has taken its place (…购物，诊断为布鲁氏菌病 ends before the illness)."""


def free_end(text: str, start: int, end: int, taken: Iterable[Span]) -> int:
    """The end of the last clause of a match that is before whatever has taken its place in the line."""
    free = min((first for first, _ in taken if start < first < end), default=end)
    clause = text.rfind(_COMMA, start, free) if free < end else -1
    return clause if clause > start else free


SPANS: dict[str, Callable[[str, int, int, WordIndex], Span | None]] = {
    "whole": whole,
    "digits": digits,
    "name": name,
    FREE: whole,
}
