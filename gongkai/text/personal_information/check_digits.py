"""Check digits of identity numbers, cards and credit codes, each in one sum over the bytes of the number.

They are asked of every row of digits of every document, so they are not taken from `stdnum`, which takes
several times as long; the tests compare the two.
"""

from __future__ import annotations

from operator import mul

_ZERO = ord("0")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_SIGNS = "10X98765432"
_ID_ZEROS = _ZERO * sum(_ID_WEIGHTS)
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
"""Digits that count twice, with the two digits of the result added up."""
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_VALUES = bytes.maketrans(_CODE_SIGNS.encode(), bytes(range(len(_CODE_SIGNS))))
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def id_sign(number: str) -> str:
    """The eighteenth place that belongs to seventeen digits (GB 11643-1999); more is ignored."""
    return _ID_SIGNS[(sum(map(mul, number.encode(), _ID_WEIGHTS)) - _ID_ZEROS) % 11]


def passes_luhn(digits: str) -> bool:
    """Whether the last of the digits is that of ISO/IEC 7812-1."""
    signs = digits.encode()
    total = sum(signs[-1::-2]) + sum(signs[-2::-2].translate(_DOUBLED))
    return (total - _ZERO * len(signs)) % 10 == 0


def code_sign(number: str) -> str | None:
    """The eighteenth sign of a credit code (GB 32100-2015); None where a sign is none of codes."""
    if number.strip(_CODE_SIGNS):
        return None
    total = sum(map(mul, number.encode().translate(_CODE_VALUES), _CODE_WEIGHTS))
    return _CODE_SIGNS[-total % len(_CODE_SIGNS)]
