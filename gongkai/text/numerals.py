"""Counting numbers as official Chinese writes them: 20, 二十, 一百二十, 两."""

from __future__ import annotations

ZEROS = "〇○零oO"
DIGITS = {
    **dict.fromkeys(ZEROS, 0),
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
}
"""Digits as years spell them one by one (二〇二〇年)."""

_COUNTED = {**DIGITS, "两": 2}
_PLACES = {"百": 100, "十": 10}
_LONGEST = 7
_WRITTEN = ("", *"一二三四五六七八九")
_LARGEST_WRITTEN = 99


def read(text: str) -> int | None:
    """0–9999 in Arabic digits or 0–999 in Chinese ones; None for anything else (二三, 十十, 百).

    Digits in a row (二三日) are an estimate and no number, so each place needs its own word.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= len("9999") else None
    if len(text) == 1 and text in _COUNTED:
        return _COUNTED[text]
    total = 0
    rest = text
    for word, value in _PLACES.items():
        before, found, after = rest.partition(word)
        if not found:
            continue
        digit = 1 if not before and not total and value != _PLACES["百"] else _single(before)
        if not digit:
            return None
        total, rest = total + digit * value, after
    if not rest:
        return total or None
    ones = _ones(rest, after_hundreds=total >= _PLACES["百"] and total % _PLACES["百"] == 0)
    return total + ones if total and ones else None


def _single(text: str) -> int:
    """The digit before 十 or 百, which a spoken zero may precede (一百零二十 is not said, 一百一十 is)."""
    return _COUNTED.get(text, 0) if len(text) == 1 else 0


def _ones(text: str, *, after_hundreds: bool) -> int:
    """The last place; after whole hundreds it needs its zero (一百零五; 一百五 is 150 in speech)."""
    if after_hundreds:
        return _single(text[1:]) if text[0] in ZEROS else 0
    return _single(text)


def write(number: int) -> str:
    """1–99 as 一 … 九十九, as tables and chapters are counted."""
    if not 1 <= number <= _LARGEST_WRITTEN:
        raise ValueError(f"not between 1 and {_LARGEST_WRITTEN}: {number}")
    tens, ones = divmod(number, 10)
    before = "" if tens == 1 else _WRITTEN[tens]
    return f"{before}十{_WRITTEN[ones]}" if tens else _WRITTEN[ones]
