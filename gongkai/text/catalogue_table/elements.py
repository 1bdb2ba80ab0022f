"""Taking apart 公开内容（要素）: one cell names several elements, divided in one of four ways."""

from __future__ import annotations

import re

from gongkai.text.catalogue_table.numbering import numbered_parts
from gongkai.text.catalogue_table.vocabulary import Vocabulary

_MARK = re.compile(r"(?:^|(?<=[\s；;。]))\s*(?:[●·•◦▪◆]|[①-⑳]|[0-9]{1,2}[.．、](?![0-9]))\s*|\s*[●•]\s*")
_STRONG = re.compile(r"[；;]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_EDGES = " \t\n\u3000、，,；;。"
_WORD_BREAK = re.compile(
    r"(?<=[\u3400-\u9fff、，,；;：:（）()《》])\s+(?=[\u3400-\u9fff、，,；;：:（）()《》])"
)
_OPEN, _CLOSE = "(（《〈〔“", ")）》〉〕”"


def split_content(text: str, words: Vocabulary) -> tuple[list[str], str]:
    """The elements of a cell, and why the division is not certain ("" where its own marks settle it).

    Bullets and numbers divide first, then semicolons, then lines. A mere list with 、 may be several
    elements or one: it is divided outside brackets, except in phrases that `words` knows as one.
    """
    divided = _by_marks(text)
    if divided:
        return _clean(divided), _LINES if _may_be_wrapped(text) else ""
    whole = _WORD_BREAK.sub("", text).strip(_EDGES)
    parts = [whole] if whole in words.elements else _outside_brackets(whole, words)
    if len(parts) == 1 or _CLAUSE.search(parts[0]):
        return _clean([whole]), ""
    if any(map(_CLAUSE.search, parts)) or "以及" in parts[-1]:
        return _clean([whole]), _DOUBT
    if all(len(part) <= _WORD for part in parts):
        return _clean([whole]), _DOUBT
    return _clean(parts), _DOUBT


def _by_marks(text: str) -> list[str]:
    """The parts that bullets, numbers, semicolons or lines divide; empty where none of them does."""
    marks = len(_MARK.findall(text))
    numbered = numbered_parts(text)
    if len(numbered) > marks:
        return list(numbered)
    if marks > (0 if _MARK.match(text) else 1):
        return _MARK.split(text)
    if _STRONG.search(text):
        return _STRONG.split(_WORD_BREAK.sub("", text))
    lines = text.split("\n")
    enumerates = any("、" in _BRACKETED.sub("", line) for line in lines)
    is_list = len(lines) > 1 and (not enumerates or _are_paragraphs(lines))
    return lines if is_list else []


def _are_paragraphs(lines: list[str]) -> bool:
    """Whether lines end where their author ended them, and not where the column was full."""
    if any(line.rstrip().endswith("、") for line in lines[:-1]):
        return False
    widest = max(map(len, lines))
    return any(len(line) + _RAGGED < widest for line in lines[:-1]) and min(map(len, lines)) > _WORD


_RAGGED = 3
"""Lines of a full column differ by at most that."""


def _clean(parts: list[str]) -> list[str]:
    tidy = (_WORD_BREAK.sub("", part).replace("\n", " ").strip(_EDGES) for part in parts)
    return [part for part in tidy if part]


_LINES = "分写在几行，可能是几个要素，也可能是一个，请核对"
_FULL_LINE = 10


def _may_be_wrapped(text: str) -> bool:
    """Whether nothing but lines divides a text, and all of them but the last are of one length."""
    *full, last = text.split("\n")
    widths = set(map(len, full))
    marked = _MARK.search(text) or _STRONG.search(text)
    return not marked and len(widths) == 1 and _FULL_LINE <= max(widths) >= len(last)


_CLAUSE = re.compile(r"[,，]|包括")
"""A sentence that ends in an enumeration is one element."""

_WORD = 2
"""Words no longer than that are no elements by themselves: 立、改、废."""

_DOUBT = "用顿号并列，可能是几个要素，也可能是一个，请核对"


def _outside_brackets(text: str, words: Vocabulary) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character == "、" and depth <= 0 and not _within_known(text, start, at, words):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts


def _within_known(text: str, start: int, at: int, words: Vocabulary) -> bool:
    """Whether the 、 stands inside a phrase that is known as one element."""
    end = at
    for _ in range(_FARTHEST):
        end = text.find("、", end + 1)
        if text[start : end if end >= 0 else len(text)] in words.elements:
            return True
        if end < 0:
            return False
    return False


_FARTHEST = 3
