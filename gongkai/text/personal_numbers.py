"""Numbers of a person that may not stand in the open: identity cards, mobile telephones, bank cards.

Only what has the form and the check digit of such a number is found; a long running number is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric

_CANDIDATE = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){9,17}(?:[ -]?[0-9]|[ -]?[Xx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CARD_LENGTHS = range(16, 20)
_IDENTITY_LENGTH = 18
_DIGITS = re.compile(r"\d(?:[ \-－]?\d){9}")
"""Digits of any width; the shortest such number has eleven."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What was found: `what` in Chinese, and the text as it stands."""

    what: str
    text: str


def may_hold_numbers(text: str) -> bool:
    """Whether it is worth looking: most texts have no such row of digits, and this is quickly seen."""
    return bool(_DIGITS.search(text))


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every number in the text that is one of a person, in order."""
    if not may_hold_numbers(text):
        return
    for match in _CANDIDATE.finditer(unicodedata.normalize("NFKC", text)):
        joined = match.group()
        for found in (joined,) if _what(joined) else re.split(r"[ -]", joined):
            if what := _what(found):
                yield PersonalNumber(what, found)


def _what(text: str) -> str:
    digits = re.sub(r"[ -]", "", text).upper()
    if len(digits) == _IDENTITY_LENGTH and ric.is_valid(digits):
        return "身份证号"
    if _MOBILE.fullmatch(digits):
        return "手机号码"
    if len(digits) in _CARD_LENGTHS and digits.isdigit() and luhn.is_valid(digits):
        return "银行卡号"
    return ""
