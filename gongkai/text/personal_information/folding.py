"""The same text in plain characters, of the same length, so that every offset stays right.

Full-width digits and letters and digits of other scripts become ASCII; the many blanks, hyphens and signs
that hide something become one of each; what looks like the X of an identity number becomes X. Traditional
characters become simplified ones, so that labels are known in both (身份證號, 家庭住址).
"""

from __future__ import annotations

import re
import unicodedata

from gongkai.text import simplified
from gongkai.text.personal_information.patterns import joined

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
"""Characters that nobody sees; they get between digits by accident or on purpose."""

BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2500"
_STARS = "\uff0a\u2217\u204e\u2731\u273d\u25cf\u2022\u25a0\u25a1\u2588\u25c6\u2605\u2606\u00d7"
_STROKES = "\u2502\u2503\u2506\u250a\u00a6\u2223"
_SMALL_FORMS = {
    "\ufe50": "，",
    "\ufe51": "、",
    "\ufe54": "；",
    "\ufe55": "：",
    "\ufe59": "（",
    "\ufe5a": "）",
    "\ufe30": "：",
}
"""Punctuation of old typesetting: as narrow as a digit, and one that stands for a vertical line."""
_EXES = "\u0425\u0445\u03a7\u03c7\u2169\u2179"
_SURROGATES = range(0xD800, 0xE000)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_BEYOND = 0x10000
_PUNCTUATION = "，（）：；！？"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⑴⑵⑶⑷⑸⑹⑺⑻⑼🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐"
_ROW_OF_CIRCLED = re.compile(f"[{_CIRCLED}]{{7,}}")
"""One such digit before a number counts a list; a row of them is a number in disguise."""

_WITHIN_NUMBER = re.compile(
    r"(?<=[0-9])(?:</?(?:wbr|span|font|b|i|u|em|strong|a|o:p|sup|small|mark)\b[^<>]{0,60}>|&(?:nbsp|ensp|#160|shy|#8203|zwnj|zwj);)+(?=[0-9Xx])"
)
"""Marks of HTML that a reader of the page does not see between two digits."""


def _digits_of_other_scripts() -> dict[int, str]:
    every = (*range(0x80, 0xD800), *range(0xE000, 0x10000), *range(0x1D7CE, 0x1D800))
    return {code: str(unicodedata.digit(chr(code))) for code in every if chr(code).isdecimal()}


def _table() -> dict[int, str]:
    table = _digits_of_other_scripts()
    table.update({code: chr(code - _TO_ASCII) for code in _FULL_WIDTH if chr(code) not in _PUNCTUATION})
    table.update(dict.fromkeys(_SURROGATES, "\ufffd"))
    for characters, plain in (
        (INVISIBLE, "\u200b"),
        (BLANKS, " "),
        (HYPHENS, "-"),
        (_STARS, "*"),
        (_STROKES, "|"),
        (_EXES, "X"),
    ):
        table.update(dict.fromkeys(map(ord, characters), plain))
    table.update({ord(character): plain for character, plain in _SMALL_FORMS.items()})
    return {**simplified.characters(), **table}


_TABLE = _table()
_AT = "＠"
_TRADITIONAL = "國會們這個為與發號樓單戶證縣區鄉鎮歲電話"
"""One of these is in every text of some length that is written in traditional characters."""

FOLDABLE = (
    "["
    + "".join(chr(code) for code, plain in _TABLE.items() if plain.isascii() and plain.isalnum())
    + _CIRCLED
    + _TRADITIONAL
    + _AT
    + "]"
)
"""Digits and letters that are not plain, and signs of a traditional text; seldom, so that most texts are
searched as they are."""

_SELDOM = joined([FOLDABLE])
_ANY = re.compile(
    "[" + "".join(chr(code) for code in _TABLE if code < _BEYOND) + _CIRCLED + chr(_BEYOND) + "-\U0010ffff]"
)
"""What folding changes, and all beyond the first plane: `re` takes long to ask for single ones of those."""


def needs_folding(encoded: bytes, start: int, end: int | None = None) -> bool:
    """Whether the text, in UTF-8, has digits or letters that are not plain between two places."""
    return _SELDOM.search(encoded, start, end) is not None


def may_need_folding(text: str, start: int, end: int) -> bool:
    """Whether folding may change anything there: asked of a short piece, faster than `needs_folding`."""
    return _ANY.search(text, start, end) is not None


def fold(text: str) -> str:
    """The text in plain characters; a character stays one character."""
    if "<" in text or "&" in text:
        text = _WITHIN_NUMBER.sub(_unseen, text)
    if _ANY.search(text) is None:
        return text
    return _ROW_OF_CIRCLED.sub(_plain_row, text).translate(_TABLE)


def _unseen(mark: re.Match[str]) -> str:
    return "\u200b" * len(mark.group())


def _plain_row(row: re.Match[str]) -> str:
    return "".join(str(unicodedata.digit(character)) for character in row.group())
