"""A wording as the grammar reads it, with the way back to what was written."""

from __future__ import annotations

import unicodedata

from gongkai.text.simplified import to_simplified, without_pinyin

_LIST_SIGN = "\u2460"
"""Stands for every numbering sign of one character (① ⑴ ⒈ ㈠), so that none is taken for a digit."""

_QUOTES = frozenset("\"'“”‘’「」『』＂＇")
_LIST_NAMES = ("CIRCLED", "PARENTHESIZED", "FULL STOP")


class _Folding(dict[int, str | None]):
    """Full-width forms folded one to one; spaces, line breaks, invisible signs and quotes dropped."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(character: str) -> str | None:
        category = unicodedata.category(character)
        if category in {"Zs", "Zl", "Zp", "Cc", "Cf"} or character in _QUOTES:
            return None
        if category in {"No", "So"} and any(word in unicodedata.name(character, "") for word in _LIST_NAMES):
            return _LIST_SIGN
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 and category != "No" else character


_FOLDING = _Folding()


class Source:
    """The wording and `plain`, its form without spaces, in simplified characters of common width."""

    __slots__ = ("_origins", "plain", "wording")

    def __init__(self, wording: str) -> None:
        self.wording = wording
        compact = wording.translate(_FOLDING)
        unread = without_pinyin(compact)
        self.plain = to_simplified(unread)
        self._origins: list[int] | None = None

    def words(self, start: int, end: int) -> str:
        """What was written for `plain[start:end]`, verbatim."""
        if start >= end:
            return ""
        if len(self.plain) == len(self.wording):
            return self.wording[start:end]
        if self._origins is None:
            self._origins = self._trace()
        return self.wording[self._origins[start] : self._origins[end - 1] + 1]

    def _trace(self) -> list[int]:
        """Where each character of `plain` stands in the wording."""
        kept = [index for index, sign in enumerate(self.wording) if _FOLDING[ord(sign)] is not None]
        compact = self.wording.translate(_FOLDING)
        origins = []
        position = 0
        for sign in without_pinyin(compact):
            position = compact.index(sign, position)
            origins.append(kept[position])
            position += 1
        return origins
